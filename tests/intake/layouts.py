"""The same marks in every layout an office uses: forms, recaps and cards, as cells to be written.

Each maker gives the files of one small season, so that the layouts can be held against each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import NamedTuple

Cells = dict[str, object]


class Drawn(NamedTuple):
    """A sheet as cells with its merges."""

    cells: Cells
    merges: tuple[str, ...] = ()


Files = dict[str, dict[str, Drawn]]  # sheets by file

PEOPLE = {"KT-01": "Tunas Muda", "KT-02": "Nur'aini", "KT-03": "Bina Banua"}
REGIONS = {"KT-01": "Kab. Banjar", "KT-02": "HSS", "KT-03": "Tanah Bumbu"}
JURORS = {"J1": "Drs. Juri Satu, M.Si.", "J2": "Juri Dua"}
CRITERIA = {"legalitas": ("Legalitas", 40), "program": ("Program kerja", 60)}
MARKS: Mapping[tuple[str, str, str], Decimal] = {
    ("J1", "KT-01", "legalitas"): Decimal(80),
    ("J1", "KT-01", "program"): Decimal("85.5"),
    ("J1", "KT-02", "legalitas"): Decimal(70),
    ("J1", "KT-02", "program"): Decimal(75),
    ("J1", "KT-03", "legalitas"): Decimal(90),
    ("J1", "KT-03", "program"): Decimal(95),
    ("J2", "KT-01", "legalitas"): Decimal(78),
    ("J2", "KT-01", "program"): Decimal(82),
    ("J2", "KT-02", "legalitas"): Decimal(74),
    ("J2", "KT-02", "program"): Decimal(71),
    ("J2", "KT-03", "legalitas"): Decimal("88.25"),
    ("J2", "KT-03", "program"): Decimal(91),
}


def letter(column: int) -> str:
    """The letter of a column up to Z."""
    return chr(64 + column)


def title(lines: tuple[str, ...]) -> Cells:
    """An office's title block, with the room for its emblem left of it."""
    head = ("PEMERINTAH PROVINSI KALIMANTAN SELATAN", "DINAS SOSIAL", "LEMBAR PENILAIAN")
    return {f"B{row}": line for row, line in enumerate((*head, *lines), start=1)}


def signature(row: int, name: str) -> Cells:
    """Place, day and name, as they close every sheet."""
    return {
        f"D{row}": "Banjarbaru, 22 Juli 2024",
        f"D{row + 1}": "Juri,",
        f"D{row + 5}": name,
        f"D{row + 6}": "NIP. 19700101 199501 1 001",
    }


class Drawing:
    """Draws the season's marks in each layout, everybody in the given order."""

    def __init__(
        self,
        people: Iterable[str] = PEOPLE,
        jurors: Iterable[str] = JURORS,
        criteria: Iterable[str] = CRITERIA,
        names: Mapping[str, str] = JURORS,
    ) -> None:
        self.people = {id_: PEOPLE[id_] for id_ in people}
        self.jurors = {code: JURORS[code] for code in jurors}
        self.criteria = {id_: CRITERIA[id_] for id_ in criteria}
        self.names = names  # of the jurors, over their columns

    def weighted(self, juror: str, person: str) -> Decimal:
        """A participant's weighted sum of one juror."""
        return sum(
            (MARKS[juror, person, c] * weight / 100 for c, (_, weight) in self.criteria.items()),
            Decimal(0),
        )

    def participants_down(self) -> Files:
        """The usual form: participants one below the other, weights, a sum, ranks and means."""
        files: Files = {}
        for juror, name in self.jurors.items():
            cells = title(("Kategori : Karang Taruna", "Tahap : Administrasi", f"Juri : {name}"))
            aspects = [text for text, _ in self.criteria.values()]
            head = ("No", "Kode", "Nama", "Kab/Kota", *aspects, "Jumlah", "Peringkat")
            cells |= {f"{letter(n)}8": text for n, text in enumerate(head, start=1)}
            weights = [weight for _, weight in self.criteria.values()]
            cells |= {"D9": "Bobot", "E9": weights[0], "F9": weights[1], "G9": sum(weights)}
            totals = {person: self.weighted(juror, person) for person in self.people}
            for number, person in enumerate(self.people):
                row = 10 + number
                cells |= {f"A{row}": number + 1, f"B{row}": person, f"C{row}": self.people[person]}
                cells |= {f"D{row}": REGIONS[person], f"G{row}": totals[person]}
                cells |= {
                    f"{letter(5 + n)}{row}": MARKS[juror, person, c]
                    for n, c in enumerate(self.criteria)
                }
                cells[f"H{row}"] = 1 + sum(other > totals[person] for other in totals.values())
            cells["C13"] = "Rata-rata"
            for column, criterion in zip("EF", self.criteria, strict=True):
                marks = [MARKS[juror, person, criterion] for person in self.people]
                cells[f"{column}13"] = round(sum(marks) / len(marks), 2)
            files[f"{juror}.xlsx"] = {"Penilaian": Drawn(cells | signature(15, name), ("B1:H1",))}
        return files

    def criteria_down(self) -> Files:
        """Criteria one below the other, participants side by side, with weights and sums."""
        files: Files = {}
        for juror, name in self.jurors.items():
            cells = title(("Kategori : Karang Taruna", "Tahap : Administrasi", f"Juri : {name}"))
            cells |= {"A8": "No", "B8": "Kriteria", "C8": "Bobot", "B12": "Jumlah", "C12": 100}
            for number, (criterion, (text, weight)) in enumerate(self.criteria.items()):
                row = 10 + number
                cells |= {f"A{row}": number + 1, f"B{row}": text, f"C{row}": weight}
                cells |= {
                    f"{letter(4 + n)}{row}": MARKS[juror, person, criterion]
                    for n, person in enumerate(self.people)
                }
            for n, (person, of) in enumerate(self.people.items()):
                column = letter(4 + n)
                cells |= {
                    f"{column}8": person,
                    f"{column}9": of,
                    f"{column}12": self.weighted(juror, person),
                }
            files[f"{juror}.xlsx"] = {
                "Sheet1": Drawn(cells | signature(14, name), ("A8:A9", "B8:B9", "C8:C9"))
            }
        return files

    def jurors_over_criteria(self) -> Files:
        """One recap: each juror over the criteria, then sum, mean and rank over all jurors."""
        cells = title(("REKAPITULASI NILAI KARANG TARUNA", "TAHAP ADMINISTRASI"))
        cells |= {
            "A8": "No",
            "B8": "Kode",
            "C8": "Nama Peserta",
            "H8": "Jumlah",
            "I8": "Rata-rata",
            "J8": "Peringkat",
        }
        for n, juror in enumerate(self.jurors):
            first = 4 + 2 * n
            cells[f"{letter(first)}8"] = self.names[juror]
            cells |= {
                f"{letter(first + k)}9": text for k, (text, _) in enumerate(self.criteria.values())
            }
        sums = {}
        for number, (person, of) in enumerate(self.people.items()):
            row = 10 + number
            cells |= {f"A{row}": number + 1, f"B{row}": person, f"C{row}": of}
            marks = [MARKS[juror, person, c] for juror in self.jurors for c in self.criteria]
            cells |= {f"{letter(4 + n)}{row}": mark for n, mark in enumerate(marks)}
            sums[row] = sum(marks)
            cells |= {f"H{row}": sums[row], f"I{row}": sums[row] / 4}
        cells |= {
            f"J{row}": 1 + sum(o > total for o in sums.values()) for row, total in sums.items()
        }
        merges = ("A8:A9", "B8:B9", "C8:C9", "D8:E8", "F8:G8", "H8:H9", "I8:I9", "J8:J9")
        return {"rekap.xlsx": {"Rekap": Drawn(cells | signature(15, "Ketua Panitia"), merges)}}

    def criteria_over_jurors(self) -> Files:
        """One recap: each criterion over its jurors with their mean, and sums of columns below."""
        cells = title(("REKAPITULASI", "Kategori : Karang Taruna", "Tahap : Administrasi"))
        cells |= {"A8": "No", "B8": "Nama", "C8": "Kabupaten/Kota"}
        for k, (text, _) in enumerate(self.criteria.values()):
            first = 4 + 3 * k
            cells |= {f"{letter(first)}8": text, f"{letter(first + 2)}9": "Rata-rata"}
            cells |= {f"{letter(first + n)}9": juror for n, juror in enumerate(self.jurors)}
        for number, (person, of) in enumerate(self.people.items()):
            row = 10 + number
            cells |= {f"A{row}": number + 1, f"B{row}": of, f"C{row}": REGIONS[person]}
            for k, criterion in enumerate(self.criteria):
                marks = [MARKS[juror, person, criterion] for juror in self.jurors]
                cells |= {f"{letter(4 + 3 * k + n)}{row}": mark for n, mark in enumerate(marks)}
                cells[f"{letter(6 + 3 * k)}{row}"] = sum(marks) / 2
        cells["B13"] = "Jumlah"
        for column in "DEFGHI":
            cells[f"{column}13"] = sum(cells[f"{column}{row}"] for row in (10, 11, 12))  # type: ignore[misc]
        merges = ("A8:A9", "B8:B9", "C8:C9", "D8:F8", "G8:I8")
        return {"rekap.xlsx": {"Rekap": Drawn(cells | signature(15, "Ketua Panitia"), merges)}}

    def recap_by_criterion(self) -> Files:
        """A recap for each criterion in a sheet of its own, with a column for each juror."""
        sheets = {}
        for criterion, (text, _) in self.criteria.items():
            cells = title(
                ("Kategori : Karang Taruna", "Tahap : Administrasi", f"Kriteria : {text}")
            )
            head = ("No", "Kode", "Nama", *self.jurors, "Jumlah", "Rata-rata")
            cells |= {f"{letter(n)}8": word for n, word in enumerate(head, start=1)}
            for number, (person, of) in enumerate(self.people.items()):
                row = 9 + number
                marks = [MARKS[juror, person, criterion] for juror in self.jurors]
                line = (number + 1, person, of, *marks, sum(marks), sum(marks) / 2)
                cells |= {f"{letter(n)}{row}": value for n, value in enumerate(line, start=1)}
            sheets[text] = Drawn(cells | signature(14, "Ketua Panitia"))
        return {"rekap.xlsx": sheets}

    def card(self, juror: str, person: str, top: int = 0) -> Cells:
        """One card: labels, criteria with weights, marks and products, a sum and a signature."""
        cells: Cells = {
            f"A{top + 1}": "KARTU PENILAIAN KARANG TARUNA",
            f"A{top + 2}": "Tahap : Administrasi",
            f"A{top + 3}": "Kode Peserta",
            f"C{top + 3}": f": {person}",
            f"A{top + 4}": f"Nama : {self.people[person]}",
            f"A{top + 5}": "Kabupaten/Kota",
            f"C{top + 5}": REGIONS[person],
            f"A{top + 6}": f"Juri : {self.jurors[juror]}",
        }
        head = ("No", "Aspek Penilaian", "Bobot", "Nilai", "Nilai x Bobot", "Keterangan")
        cells |= {f"{letter(n)}{top + 8}": text for n, text in enumerate(head, start=1)}
        for number, (criterion, (text, weight)) in enumerate(self.criteria.items()):
            mark = MARKS[juror, person, criterion]
            line = (number + 1, text, weight, mark, mark * weight / 100)
            cells |= {
                f"{letter(n)}{top + 9 + number}": value for n, value in enumerate(line, start=1)
            }
        cells |= {
            f"A{top + 11}": "Jumlah",
            f"C{top + 11}": 100,
            f"E{top + 11}": self.weighted(juror, person),
        }
        return cells | {
            f"D{top + 13}": "Banjarbaru, 22 Juli 2024",
            f"D{top + 15}": self.jurors[juror],
        }

    def cards_on_sheets(self) -> Files:
        """A workbook for each juror with a sheet for each participant."""
        return {
            f"{juror}.xlsx": {
                person: Drawn(self.card(juror, person), ("A11:B11",)) for person in self.people
            }
            for juror in self.jurors
        }

    def cards_in_one_sheet(self) -> Files:
        """A workbook for each juror with the cards one below the other."""
        files: Files = {}
        for juror in self.jurors:
            cells: Cells = {}
            for number, person in enumerate(self.people):
                cells |= self.card(juror, person, 17 * number)
            files[f"{juror}.xlsx"] = {"Kartu": Drawn(cells)}
        return files

    def cards_in_files(self) -> Files:
        """A file for each juror and participant."""
        return {
            f"{juror} {person}.xlsx": {"Sheet1": Drawn(self.card(juror, person))}
            for juror in self.jurors
            for person in self.people
        }


LAYOUTS = (
    "participants_down",
    "criteria_down",
    "jurors_over_criteria",
    "criteria_over_jurors",
    "recap_by_criterion",
    "cards_on_sheets",
    "cards_in_one_sheet",
    "cards_in_files",
)
