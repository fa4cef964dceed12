"""The sheets in front: cover, contents and notes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict
from fractions import Fraction

from helpers.records.numbers import show
from helpers.records.words import say
from helpers.report.changes import changes
from helpers.report.digest import SeasonDigest
from helpers.report.index_words import name_clauses
from helpers.report.workbook.formulas import Formula, Wording, quoted
from helpers.report.workbook.ranking import rules_in_words
from helpers.report.workbook.tables import NOTES, NOTHING, Book, Check, Column, Link, TableSheet

FRONT = ("cover", "contents", "changes", "notes")
Say = Callable[..., str]


def speaker(language: str) -> Say:
    """The words of the workbook in one language."""

    def speak(key: str, **values: object) -> str:
        return say(f"workbook.{key}", language, **values)

    return speak


def front_names(language: str) -> dict[str, str]:
    """The names of the sheets in front."""
    return {key: say(f"workbook.sheet_{key}", language) for key in FRONT}


def write_notes(book: Book, digest: SeasonDigest, language: str) -> None:
    """What the columns mean, and the rules of each category in sentences."""
    speak = speaker(language)
    rows = [
        (speak("all_categories"), speak(f"note_{key}_of"), speak(f"note_{key}")) for key in NOTES
    ]
    for category in digest.categories:
        name, told = category.rules.name, rules_in_words(category.rules, language)
        rows += [
            (name, speak("note_words_of"), speak("no_formula_here", rules=told)),
            *((name, topic, text) for topic, text in name_clauses(digest, category.key, language)),
        ]
    sheet = TableSheet(
        book, front_names(language)["notes"], speak("notes_title"), speak("notes_about"),
        [
            Column("number", speak("number"), width=12),
            Column("category", speak("category"), width=26),
            Column("topic", speak("topic"), width=26),
            Column("note", speak("note"), width=110),
        ],
        len(rows),
    )  # fmt: skip
    for place, (category_name, topic, note) in enumerate(rows, start=1):
        number = f"{speak('note_word')} {place}"
        sheet.add({"number": number, "category": category_name, "topic": topic, "note": note})


def write_changes(book: Book, digest: SeasonDigest, language: str) -> None:
    """Everything that people changed in the figures: who, when, why, old and new."""
    speak = speaker(language)
    rows = [(c, one) for c in digest.categories for one in changes(digest, c, language)]
    sheet = TableSheet(
        book, front_names(language)["changes"], speak("changes_title"), speak("changes_about"),
        [
            Column("category", speak("category"), width=28),
            Column("sign", speak("sign"), width=7),
            Column("name", speak("change"), width=20),
            Column("about", speak("concerns"), width=44),
            Column("old", speak("old"), width=14),
            Column("new", speak("new"), width=26),
            Column("reason", speak("why"), width=50),
            Column("people", speak("people"), width=40),
        ],
        max(len(rows), 1),
    )  # fmt: skip
    for category, one in rows:
        sheet.add({"category": category.rules.name, **asdict(one)})
    if not rows:
        sheet.add({"category": speak("no_changes")})
    sheet.finish()


def write_contents(
    book: Book, sheets: Sequence[tuple[str, TableSheet]], language: str
) -> TableSheet:
    """Every sheet with a link, and how many of its checks are not 0.

    ``sheets`` are the sheets of the categories, each with the name of its category.
    """
    speak = speaker(language)
    contents = TableSheet(
        book, front_names(language)["contents"], speak("contents_title"), speak("contents_about"),
        [
            Column("sheet", speak("sheet_name"), width=16),
            Column("category", speak("category"), width=34),
            Column("holds", speak("holds"), width=70),
            Column("checks", speak("checks"), "number", 0, width=12),
            Column("wrong", speak("wrong"), "number", 0, width=12),
        ],
        len(sheets),
    )  # fmt: skip
    for category, sheet in sheets:
        contents.add(
            {
                "sheet": Link(sheet.name, sheet.name),
                "category": category,
                "holds": sheet.title,
                "checks": sum(check.cells for check in sheet.checks) if sheet.checks else None,
                "wrong": _count_wrong(sheet.checks) if sheet.checks else None,
            }
        )
    return contents


def _count_wrong(checks: Sequence[Check]) -> Formula:
    """How many check cells hold anything but 0 or a dash; an error counts as well."""
    text = "+".join(
        f"ROWS({c.where})-COUNTIF({c.where},0)-COUNTIF({c.where},{quoted(NOTHING)})" for c in checks
    )
    return Formula(text, Fraction(sum(check.wrong for check in checks)))


def write_cover(
    book: Book, digest: SeasonDigest, contents: TableSheet, changed: Sequence[str], language: str
) -> None:
    """The season, its status and fingerprint, and one cell that says whether all checks are 0.

    ``changed`` are the columns that count, on the sheets of weights, what somebody changed there.
    """
    speak = speaker(language)
    rows: list[tuple[str, str | Wording]] = [
        (speak("season"), digest.season),
        (speak("office"), digest.rules.office.name),
        (speak("basis"), digest.rules.basis),
        (speak("fingerprint"), digest.fingerprint),
        (speak("recount"), speak("agrees" if digest.recounted else "differs")),
    ]
    if digest.rules.sample:
        rows.insert(0, (speak("sample"), speak("sample_about")))
    for category in digest.categories:
        status = category.status if category.decided else speak("undecided")
        rows.append((speak("status_of", category=category.rules.name), status))
    rows.append((speak("inputs"), _inputs(changed, speak)))
    rows.append((speak("all_checks"), _all_checks(book, contents, speak, language)))
    sheet = TableSheet(
        book, front_names(language)["cover"], digest.rules.title, speak("cover_about"),
        [Column("what", speak("what"), width=44), Column("says", speak("says"), width=80)],
        len(rows),
    )  # fmt: skip
    for what, says in rows:
        sheet.add({"what": what, "says": says})
    sheet.link_to(contents.name, speak("to_contents"))
    sheet.colour_words("says", len(rows) - 1, f"SUM({','.join(changed)})>0")
    sheet.colour_words("says", len(rows), f"{_wrong_cells(contents)}>0")


def _wrong_cells(contents: TableSheet) -> str:
    return f"SUM('{contents.name}'!{contents.whole_column('wrong')})"


def _inputs(changed: Sequence[str], speak: Say) -> Wording:
    """Whether weights, scales and minimums are still those of the rule book."""
    total = f"SUM({','.join(changed)})"
    same, other, after = speak("as_in_rules"), speak("changed"), speak("changed_cells")
    text = f"IF({total}=0,{quoted(same)},{quoted(other + ' ')}&{total}&{quoted(' ' + after)})"
    return Wording(text, same)


def _all_checks(book: Book, contents: TableSheet, speak: Say, language: str) -> Wording:
    checks = [check for sheet in book.sheets for check in sheet.checks]
    wrong = sum(check.wrong for check in checks)
    count = show(sum(check.cells for check in checks), None, language)
    good, bad, after = speak("all_zero", count=count), speak("some_wrong"), speak("not_zero")
    total = _wrong_cells(contents)
    text = f"IF({total}=0,{quoted(good)},{quoted(bad + ' ')}&{total}&{quoted(' ' + after)})"
    return Wording(text, good if wrong == 0 else f"{bad} {wrong} {after}")
