"""Labels around a table."""

from __future__ import annotations

from helpers.intake.labels import Label, Words, declared, labels


def test_labels_beside_or_inside_a_cell_are_read() -> None:
    """A label declares what follows its colon, or what stands in the cell beside it."""
    texts = {
        (1, 1): "Kategori : Karang Taruna", (2, 1): "Tahap", (2, 2): ": Administrasi",
        (3, 1): "NAMA JURI", (3, 2): "Juri Dua", (4, 1): "Tanggal", (4, 2): "22 Juli 2024",
        (5, 1): "Juri", (5, 9): "terlalu jauh",
    }  # fmt: skip
    assert declared(texts) == {
        "category": Words("Karang Taruna", (1, 1)),
        "stage": Words("Administrasi", (2, 2)),
        "juror": Words("Juri Dua", (3, 2)),
    }


def test_every_label_keeps_the_cell_of_its_value() -> None:
    """What a label says leads back to the cell in which it stands."""
    found = list(labels({(1, 1): "Nama", (1, 3): ": Tunas Muda", (2, 1): "Kode = KT-01"}))
    assert found == [Label("Kode", "KT-01", (2, 1)), Label("Nama", "Tunas Muda", (1, 3))]
