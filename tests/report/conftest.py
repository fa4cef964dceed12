"""A small made-up season for the documents: every kind of outcome, and names that bite."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from helpers.examine.category import Examination, measure_category
from helpers.intake import clean
from helpers.records.facts import SeasonFacts
from helpers.records.numbers import as_decimal, round_half_up
from helpers.records.places import places
from helpers.records.tables import (
    COMMITTEE,
    Absence,
    Correction,
    Decision,
    Deduction,
    Diagnostic,
    Finding,
    Objection,
    Participant,
    PastWinner,
    Placing,
    Score,
    SourceFile,
    StageStanding,
    Step,
)
from helpers.report.digest import CategoryDigest, CellBalance, SeasonDigest, read_numbers
from helpers.rules import Category, RuleBook, load
from helpers.scoring import score_category

SEASON = "contoh-uji"
REGIONS = (
    ("63.01", "Kabupaten Tanah Laut"),
    ("63.02", "Kabupaten Kotabaru"),
    ("63.03", "Kabupaten Banjar"),
    ("63.04", "Kabupaten Barito Kuala"),
    ("63.05", "Kabupaten Tapin"),
    ("63.06", "Kabupaten Hulu Sungai Selatan"),
    ("63.07", "Kabupaten Hulu Sungai Tengah"),
    ("63.08", "Kabupaten Hulu Sungai Utara"),
    ("63.09", "Kabupaten Tabalong"),
    ("63.10", "Kabupaten Tanah Bumbu"),
    ("63.11", "Kabupaten Balangan"),
    ("63.71", "Kota Banjarmasin"),
    ("63.72", "Kota Banjarbaru"),
)
NAMES = (
    "Karang Taruna Bina Muda & Rekan",
    "Karang Taruna <b>Saijaan</b>",
    "Karang Taruna {{7*7}} Barakat",
    "Karang Taruna Selidah $x_1$ #1",
    "=1+1 Karang Taruna Ruhui Rahayu",
    'Karang Taruna Mu\'minin "Amandit"',
    "_Karang Taruna Murakata",
    "Karang Taruna Persatuan Pemuda-Pemudi Peduli Kesejahteraan Sosial Masyarakat Pesisir "
    "dan Pegunungan Kecamatan Amuntai Selatan",
    "Karang Taruna Saraba Kawa",
    "Karang Taruna Bersujud *tebal* @rujuk",
    "Karang Taruna Sanggam \\input{x}",
    "Karang Taruna Kayuh Baimbai 100%",
    "Karang Taruna Idaman",
)
# Marks before the jurors' own shift: administrasi, tes (0 to 50), lapangan.
# KT-04 and KT-05 tie on the total; the field visit decides. KT-07 and KT-08 are equal throughout.
BASES: Mapping[str, tuple[str, str, str]] = {
    "KT-01": ("88", "45", "91.5"),
    "KT-02": ("84.5", "43", "86"),
    "KT-03": ("86", "42", "87.25"),
    "KT-04": ("79", "41", "85"),
    "KT-05": ("84", "41", "82"),
    "KT-06": ("77.5", "38", ""),
    "KT-07": ("74", "37", ""),
    "KT-08": ("74", "37", ""),
    "KT-09": ("72.25", "40", ""),
    "KT-10": ("70", "33", ""),
    "KT-11": ("48", "30", ""),
}
SHIFTS = {"J1": "-2.5", "J2": "1.25", "J3": "0", "J4": "3", "J5": "-1.75"}
UNRANKED = {"KT-11": "below_minimum", "KT-12": "withdrawn", "KT-13": "absent"}
DECIDED_BY = {
    "KT-04": "stage: lapangan",
    "KT-05": "stage: lapangan",
    "KT-07": "shared",
    "KT-08": "shared",
}
DEDUCTED = ("KT-06", "0.5")
CORRECTED = ("KT-02", "lapangan", "inovasi", "J3")


DEDUCTIONS = (
            Deduction(
                "karang-taruna", "KT-06", "", Decimal("0.5"), "Pasal 9", "Terlambat menyerahkan "
                "portofolio.", "CONTOH Petugas Satu", "2024-07-24", "CONTOH Petugas Dua",
            ),
        )  # fmt: skip
DECISIONS = (
            Decision(
                "P-1", "karang-taruna", "", "KT-12", "", "withdrawn", "", "Mengundurkan diri "
                "melalui surat.", "Surat CONTOH", "CONTOH Petugas Satu", "CONTOH Petugas Dua",
                "2024-07-22", "",
            ),
        )  # fmt: skip


def rule_book() -> RuleBook:
    """The rule book of the made-up season."""
    stages: dict[str, Any] = {
        "administrasi": {
            "name": "Administrasi dan portofolio",
            "date": "2024-07-22",
            "weight": "30",
            "criteria": {
                "legalitas": {"name": "Legalitas dan kepengurusan", "weight": "40"},
                "program": {"name": "Program kerja", "weight": "60"},
            },
        },
        "tes": {
            "name": "Tes tertulis",
            "date": "2024-07-23",
            "weight": "20",
            "source": "committee",
            "criteria": {
                "tes": {
                    "name": "Tes tertulis",
                    "weight": "100",
                    "scale": {"min": "0", "max": "50", "decimals": 0},
                }
            },
        },
        "lapangan": {
            "name": "Peninjauan lapangan",
            "date": "2024-07-24",
            "weight": "50",
            "jurors": ["J1", "J3", "J4"],
            "finalists": 5,
            "criteria": {
                "inovasi": {"name": "Inovasi", "weight": "50"},
                "manfaat": {"name": "Kemanfaatan bagi warga", "weight": "50"},
            },
        },
    }
    short = {
        "administrasi": stages["administrasi"] | {"weight": "60"},
        "tes": stages["tes"] | {"weight": "40"},
    }
    common: dict[str, Any] = {
        "per_region": 1,
        "jurors": ["J1", "J2", "J3", "J4", "J5"],
        "scale": {"min": "0", "max": "100", "decimals": 2},
        "missing": {
            "participant_absent": "not_ranked",
            "juror_absent": "mean_of_present",
            "at_least": 3,
            "blank": "stop",
        },
        "recusal": "same_region",
        "titles": [
            "Juara I", "Juara II", "Juara III", "Harapan I", "Harapan II", "Harapan III"
        ],
    }  # fmt: skip
    return RuleBook.model_validate(
        {
            "season": "2024",
            "sample": True,
            "title": "Seleksi Pilar-Pilar Sosial Berprestasi Tingkat Provinsi Kalimantan Selatan "
            "Tahun 2024",
            "basis": "CONTOH. Isi dengan nomor dan tanggal keputusan yang menetapkan aturan ini.",
            "office": {"name": "Dinas Sosial Provinsi Kalimantan Selatan", "city": "Banjarbaru"},
            "officers": [
                {"name": "CONTOH Petugas Satu", "role": "entry"},
                {"name": "CONTOH Petugas Dua", "role": "approval"},
            ],
            "second_person": True,
            "signatories": {"head": {"name": "CONTOH", "title": "Plt. Kepala Dinas"}},
            "publish": {"scores": "titled", "examination": "internal"},
            "personal": ["nip", "telepon"],
            "regions": [{"code": code, "name": name} for code, name in REGIONS],
            "jurors": {
                "J1": {"name": "Dra. Juri Satu, M.Si.", "institution": "Perguruan tinggi",
                       "role": "ketua"},
                "J2": {"name": "Juri Dua", "institution": "Kabupaten Banjar", "region": "63.03"},
                "J3": {"name": "Juri Tiga & Rekan", "institution": "Dunia usaha"},
                "J4": {"name": "Juri Empat", "institution": "Media massa"},
                "J5": {"name": "Juri Lima", "institution": "Forum CSR Kalimantan Selatan"},
                "J6": {"name": "Juri Pengganti", "replaces": "J5", "from": "2024-07-24"},
            },
            "categories": {
                "karang-taruna": common | {
                    "name": "Karang Taruna",
                    "stages": stages,
                    "minimum": {"total": "60", "stage": {"administrasi": "50"}},
                    "ties": [
                        {"kind": "stage", "stage": "lapangan"},
                        {"kind": "criterion", "stage": "lapangan", "criterion": "inovasi"},
                        {"kind": "shared"},
                    ],
                },
                "lks": common | {
                    "name": "Lembaga Kesejahteraan Sosial (LKS)",
                    "stages": short,
                },
            },
            "overall": {
                "name": "Juara Umum",
                "points": {"Juara I": "5", "Juara II": "3", "Juara III": "1"},
            },
        }
    )  # fmt: skip


def recused(book: RuleBook, juror: str, participant: Participant) -> bool:
    """Whether the juror comes from the participant's region."""
    return juror != COMMITTEE and book.jurors[juror].region == participant.region


def make_scores(book: RuleBook, key: str, people: tuple[Participant, ...]) -> tuple[Score, ...]:
    """Marks from the bases and the jurors' shifts, each with an address of its own."""
    rows = []
    category = book.categories[key]
    for place, (stage, part) in enumerate(category.stages.items()):
        jurors = category.stage_jurors(stage) or (COMMITTEE,)
        for row, participant in enumerate(people, start=7):
            base = BASES.get(participant.id.replace("LKS", "KT"), ("", "", ""))[place]
            if not base:
                continue
            for juror in jurors:
                if recused(book, juror, participant):
                    continue
                for column, criterion in enumerate(part.criteria):
                    mark = Decimal(base) + Decimal(SHIFTS.get(juror, "0"))
                    corrected = (participant.id, stage, criterion, juror) == CORRECTED
                    rows.append(
                        Score(
                            season=SEASON,
                            category=key,
                            stage=stage,
                            criterion=criterion,
                            participant=participant.id,
                            juror=juror,
                            score=mark,
                            file=f"scores/{key}/nilai {juror} (revisi fix).xlsx",
                            sheet=part.name,
                            cell=f"{'DEFG'[column]}{row}",
                            literal="850" if corrected else str(mark).replace(".", ","),
                            correction="K-1" if corrected else "",
                        )
                    )
    return tuple(rows)


def make_steps(
    book: RuleBook, key: str, people: tuple[Participant, ...], scores: tuple[Score, ...]
) -> tuple[Step, ...]:
    """The steps of a mean of the jurors' stage totals; no rounding but of the total."""
    category = book.categories[key]
    steps = []

    def add(person: str, level: str, value: Fraction, stage: str = "", juror: str = "") -> None:
        steps.append(
            Step(SEASON, key, person, level, stage, "", juror, as_decimal(value), exact=value)
        )

    for person in people:
        total = Fraction(0)
        for stage, part in category.stages.items():
            mine = [s for s in scores if (s.participant, s.stage) == (person.id, stage)]
            by_juror: dict[str, Fraction] = {}
            for score in mine:
                scale = category.criterion_scale(stage, score.criterion)
                mark = Fraction(score.score) * Fraction(category.scale.max) / Fraction(scale.max)
                weighted = mark * Fraction(part.criteria[score.criterion].weight) / 100
                by_juror[score.juror] = by_juror.get(score.juror, Fraction(0)) + weighted
            if not by_juror:
                continue
            for juror, value in by_juror.items():
                add(person.id, "juror", value, stage, juror)
            value = sum(by_juror.values(), Fraction(0)) / len(by_juror)
            add(person.id, "mark", value, stage)
            add(person.id, "stage", value, stage)
            total += value * Fraction(category.stage_weight(stage)) / 100
        if person.id == DEDUCTED[0]:
            add(person.id, "deduction", Fraction(DEDUCTED[1]))
            total -= Fraction(DEDUCTED[1])
        if total:
            add(person.id, "total", round_half_up(total, 2))
            steps[-1] = replace(steps[-1], exact=total)
    return tuple(steps)


def make_stages(
    book: RuleBook, key: str, people: tuple[Participant, ...], steps: tuple[Step, ...]
) -> tuple[StageStanding, ...]:
    """The standing in each stage, competition ranks."""
    rows = []
    for stage, part in book.categories[key].stages.items():
        values = {s.participant: s for s in steps if (s.level, s.stage) == ("stage", stage)}
        for person in people:
            step = values.get(person.id)
            finalist = ("yes" if step else "no") if part.finalists else ""
            rank = step and 1 + sum(other.exact > step.exact for other in values.values())
            rows.append(
                StageStanding(
                    SEASON, key, stage, person.id, step and step.value, step and step.exact, rank,
                    finalist,
                )
            )  # fmt: skip
    return tuple(rows)


def make_placings(
    category: Category, key: str, people: tuple[Participant, ...], steps: tuple[Step, ...]
) -> tuple[Placing, ...]:
    """Finalists first, then the others; the ties as the constants above say."""
    totals = {step.participant: step for step in steps if step.level == "total"}
    field = {s.participant: s.exact for s in steps if (s.level, s.stage) == ("stage", "lapangan")}
    names = {person.id: person for person in people}
    in_order = sorted(
        (person for person in totals if person not in UNRANKED),
        key=lambda person: (person not in field, -totals[person].exact, -field.get(person, 0)),
    )
    placings: list[Placing] = []
    for place, person in enumerate(in_order, start=1):
        rank = place
        if DECIDED_BY.get(person) == "shared" and placings and placings[-1].decided_by == "shared":
            rank = placings[-1].rank or place
        below = next(
            (o for o in in_order[place:] if DECIDED_BY.get(o) != "shared" or rank == place), None
        )
        if DECIDED_BY.get(person) == "shared":
            below = next(
                (o for o in in_order if totals[o].exact < totals[person].exact and o not in field),
                None,
            )
        line = person in field and below is not None and below not in field
        margin = None
        if below and not line:
            margin = as_decimal(totals[person].exact - totals[below].exact, 2)
        placings.append(
            Placing(
                season=SEASON,
                category=key,
                rank=rank,
                participant=person,
                name=names[person].name,
                region=names[person].region,
                total=totals[person].value,
                exact=totals[person].exact,
                margin=margin,
                title=category.titles[rank - 1] if rank <= len(category.titles) else "",
                decided_by=DECIDED_BY.get(person, ""),
                status="SEMENTARA",
                note="" if person in field else "not_finalist",
            )
        )
    for person, note in UNRANKED.items():
        total = totals.get(person)
        placings.append(
            Placing(
                SEASON, key, None, person, names[person].name, names[person].region,
                total and total.value, total and total.exact, None, "", "", "SEMENTARA", note,
            )
        )  # fmt: skip
    return tuple(placings)


def make_diagnostics(key: str) -> tuple[Diagnostic, ...]:
    """A few measures of jurors, stages and participants."""
    rows = []
    for juror, severity, spread, influence in (
        ("J1", "-2.50", "1.03", "0.205"),
        ("J2", "1.25", "0.97", "0.191"),
        ("J3", "0.00", "1.00", "0.199"),
        ("J4", "3.00", "1.11", "0.224"),
        ("J5", "-1.75", "0.88", "0.181"),
    ):
        for measure, value, unit in (
            ("severity", severity, "points"),
            ("spread", spread, "ratio"),
            ("influence", influence, "share"),
        ):
            rows.append(
                Diagnostic(SEASON, key, "administrasi", "juror", juror, measure, value, unit=unit)
            )
    for juror, winner, margin, moved in (
        ("J1", "KT-01", "3.90", "0"),
        ("J2", "KT-01", "4.02", "0"),
        ("J3", "KT-03", "0.10", "2"),
        ("J4", "KT-01", "4.31", "0"),
        ("J5", "KT-01", "3.77", "1"),
    ):
        for measure, value, unit in (
            ("winner_without", winner, ""),
            ("margin_without", margin, "points"),
            ("titles_moved_without", moved, "titles"),
        ):
            rows.append(Diagnostic(SEASON, key, "", "juror", juror, measure, value, unit=unit))
    rows.append(
        Diagnostic(
            SEASON, key, "lapangan", "panel", "", "spread", "", unit="ratio",
            note="Nilai para juri tidak membedakan peserta.",
        )
    )  # fmt: skip
    return tuple(rows)


def decided_category(book: RuleBook) -> CategoryDigest:
    """Karang Taruna: decided, with both kinds of tie and four kinds of unranked."""
    key = "karang-taruna"
    people = tuple(
        Participant(f"KT-{place:02}", key, region, name)
        for place, ((region, _), name) in enumerate(zip(REGIONS, NAMES, strict=True), start=1)
    )
    scores = make_scores(book, key, people)
    steps = make_steps(book, key, people, scores)
    absences = tuple(
        Absence(
            SEASON, key, "administrasi", criterion, "KT-13", juror, "participant_absent",
            f"scores/{key}/nilai {juror} (revisi fix).xlsx", "Administrasi dan portofolio",
            f"{column}19", "tidak hadir",
        )
        for juror in ("J1", "J2", "J3", "J4", "J5")
        for column, criterion in (("D", "legalitas"), ("E", "program"))
    )  # fmt: skip
    return CategoryDigest(
        key=key,
        rules=book.categories[key],
        participants=people,
        placings=make_placings(book.categories[key], key, people, steps),
        stages=make_stages(book, key, people, steps),
        steps=steps,
        scores=scores,
        absences=absences,
        diagnostics=make_diagnostics(key),
        deductions=DEDUCTIONS,
        decisions=DECISIONS,
        findings=(
            Finding(
                "warn", "JUROR_ARITHMETIC", key, f"scores/{key}/nilai J3 (revisi fix).xlsx",
                "Administrasi dan portofolio", "F9", "425",
                "Jumlah yang ditulis juri (425) tidak sama dengan hasil hitung (475).",
                "Periksa lembar juri; jumlah juri tidak dipakai dalam perhitungan.",
            ),
        ),
    )  # fmt: skip


def undecided_category(book: RuleBook) -> CategoryDigest:
    """LKS: four took part, one mark is simply not there, nothing is decided."""
    key = "lks"
    people = tuple(
        Participant(f"LKS-{place:02}", key, REGIONS[place][0], name)
        for place, name in enumerate(
            ("Panti Asuhan Budi Mulia", "LKS Harapan Ibu", "Yayasan Al-Ikhlas", "Rumah Singgah"),
            start=1,
        )
    )
    return CategoryDigest(
        key=key,
        rules=book.categories[key],
        participants=people,
        placings=tuple(
            Placing(SEASON, key, None, person.id, person.name, person.region, None, None, None, "",
                    "", "RANCANGAN", "undecided")
            for person in people
        ),
        stages=(),
        steps=(),
        scores=make_scores(book, key, people[1:]),
        absences=(),
        diagnostics=(),
        findings=(
            Finding(
                "block", "BLANK_SCORE", key, "scores/lks/nilai J2 (revisi fix).xlsx",
                "Administrasi dan portofolio", "D8", "",
                "Nilai LKS-02 untuk Legalitas dan kepengurusan dari J2 kosong.",
                "Minta juri mengisi nilai itu, atau catat ketidakhadirannya di corrections.",
            ),
        ),
    )  # fmt: skip


@pytest.fixture(scope="session")
def digest() -> SeasonDigest:
    """The made-up season: Karang Taruna is decided, LKS is not."""
    book = rule_book()
    categories = (decided_category(book), undecided_category(book))
    file = "scores/karang-taruna/nilai J3 (revisi fix).xlsx"
    return SeasonDigest(
        season=SEASON,
        rules=book,
        through="",
        fingerprint="9F2C-41D7-08AB-E6B3",
        recounted=True,
        categories=categories,
        balance=CellBalance(
            files=12,
            cells=2417,
            used=312,
            ignored=2104,
            quarantined=1,
            refused_files=0,
            ignored_by_reason=(
                ("header", 480), ("juror_arithmetic", 224), ("label", 1200), ("signature", 200)
            ),
        ),
        files=(
            SourceFile(file, "ab" * 32, 9120, "xlsx", "read", "karang-taruna", "", "J3", 201),
            SourceFile("scores/foto formulir.jpg", "cd" * 32, 180211, "jpg", "listed"),
        ),
        findings=tuple(finding for category in categories for finding in category.findings),
        corrections=(
            Correction(
                "K-1", file, "ab" * 32, "Peninjauan lapangan", "D8", "850", "set", "86",
                "Salah ketik: tertulis 850, pada formulir kertas 86.", "CONTOH Petugas Satu",
                "2024-07-25", "scores/foto formulir.jpg", "CONTOH Petugas Dua", "yes",
            ),
        ),
        deductions=DEDUCTIONS,
        decisions=DECISIONS,
        objections=(
            Objection(
                "S-1", "karang-taruna", "KT-05", "2024-07-26", "Ketua Karang Taruna",
                "Mengapa peringkat 5 padahal jumlah nilai sama dengan peringkat 4?",
                "Nilai sama; aturan mendahulukan nilai peninjauan lapangan.", "2024-07-27",
            ),
        ),
        history=(
            PastWinner("2022", "karang-taruna", "Juara I", "63.10", "Karang Taruna Lama"),
            PastWinner("2021", "karang-taruna", "Juara I", "63.72", "Karang Taruna Dulu"),
        ),
    )  # fmt: skip


def digest_of(book: RuleBook, facts: SeasonFacts, key: str, through: str = "") -> SeasonDigest:
    """The tables that a run would have left of the facts of one category.

    With ``write_workbook`` this gives the recap of any rule book in a few milliseconds, and
    ``recalculate_all`` lets LibreOffice recalculate a batch of them in one start.
    """
    result = score_category(book, key, facts, through)
    category = CategoryDigest(
        key, book.categories[key], facts.participants, result.placings, result.stages,
        result.steps, facts.scores, facts.absences, (), result.findings, facts.deductions,
        facts.decisions,
    )  # fmt: skip
    return SeasonDigest(
        facts.season, book, through, "", True, (category,), CellBalance(0, 0, 0, 0, 0, 0, ()),
        (), result.findings, (), facts.deductions, facts.decisions, (), (),
    )  # fmt: skip


@pytest.fixture(scope="session")
def sample_digest(counted_home: Path) -> SeasonDigest:
    """The sample season as it was cleaned and ranked."""
    where = places(counted_home, "contoh-2024")
    return read_numbers(where.processed, where.season, load(where.rules), "")


@pytest.fixture(scope="session")
def examined_seasons() -> tuple[tuple[RuleBook, SeasonFacts, Examination], ...]:
    """Every category of the sample seasons, with its rule book and its facts."""
    raw = Path(__file__).parents[2] / "data" / "raw"
    made = []
    for season in ("contoh-2023", "contoh-2024"):
        book = load(raw / season / "rules.yaml")
        facts = clean(raw / season, book).facts
        made += [
            (book, facts.of(key), measure_category(book, key, facts.of(key)))
            for key in book.categories
        ]
    return tuple(made)
