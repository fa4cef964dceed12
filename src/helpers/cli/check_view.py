"""What the daily screen shows, before it is drawn: groups, signs of the matrix, the next step."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from helpers.intake import Repair
from helpers.intake.expected import Expected
from helpers.intake.season import CleanSeason
from helpers.records.findings import LEVELS, STOPPING, stops, without_echoes
from helpers.records.tables import Finding
from helpers.records.words import say
from helpers.rules import RuleBook

SCORES = "scores/"
FOLD = 3  # findings of one code in one file that become one block
VERSIONS = ("VERSION_CONFLICT", "MULTIPLE_SCORE_SHEETS")
SIGNS = {
    "received": "✓",
    "waits": "?",
    "versions": "2",
    "late": "T",
    "missing": "✗",
    "excused": "–",
}


@dataclass(frozen=True)
class Block:
    """Findings of one code in one group; folded where there are many."""

    code: str
    level: str
    findings: tuple[Finding, ...]

    @property
    def folded(self) -> bool:
        """Never what is wrong in an officer's own table: each line says something else."""
        own = self.findings[0].file and not self.findings[0].file.startswith(SCORES)
        return len(self.findings) >= FOLD and not own


@dataclass(frozen=True)
class Group:
    """All findings about one file, or, where there is none, about one category."""

    file: str
    category: str
    blocks: tuple[Block, ...]

    @property
    def level(self) -> str:
        """The worst level in it."""
        return self.blocks[0].level


@dataclass(frozen=True)
class SeasonCheck:
    """How far a season is: what the daily screen shows."""

    season: str
    findings: tuple[Finding, ...]
    clean: CleanSeason
    rules: RuleBook
    repairs: tuple[Repair, ...]

    @property
    def stopping(self) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if stops(finding))

    @property
    def expected(self) -> tuple[Expected, ...]:
        return self.clean.expected

    @property
    def fine(self) -> tuple[str, ...]:
        """The score files that nothing but notes is said about."""
        named = {finding.file for finding in self.findings if finding.level != "info"}
        read = (one.file for one in self.clean.files if one.outcome == "read")
        return tuple(file for file in read if file.startswith(SCORES) and file not in named)

    def outcomes(self, outcome: str) -> tuple[str, ...]:
        """The score files with an outcome."""
        return tuple(
            one.file
            for one in self.clean.files
            if one.outcome == outcome and one.file.startswith(SCORES)
        )

    def state(self, one: Expected) -> str:
        """How it stands with a sheet that is due: a key of ``SIGNS``."""
        if not one.file:
            return "excused" if one.excused else "missing"
        mine = [
            finding
            for finding in self.findings
            if finding.file == one.file
            and finding.sheet in ("", one.sheet)
            and finding.category in ("", one.category)
        ]
        codes = {finding.code for finding in mine}
        if codes & {*VERSIONS}:
            return "versions"
        if any(stops(finding) for finding in mine):
            return "waits"
        late = any(one.code == "LATE_MARK" and one.level == "warn" for one in mine)
        return "late" if late else "received"

    def in_state(self, state: str, *repairs: str) -> list[Repair]:
        """The rows of perbaikan.xlsx in some states, as the rule book's language says them."""
        words = {say(f"repairs.status_{one}", self.rules.language) for one in (state, *repairs)}
        return [repair for repair in self.repairs if repair["status"] in words]


def said_once(findings: Iterable[Finding], expected: Iterable[Expected]) -> tuple[Finding, ...]:
    """The findings without what only follows from another one.

    A cell that waits for a person is blank to the ranking, and so is a sheet that has come and
    waits: only the reason is told. The gravest stand first.
    """
    found = tuple(dict.fromkeys(findings))
    came = {(one.category, one.stage, one.juror) for one in expected if one.file}
    kept = (
        one
        for one in without_echoes(found, found)
        if not (one.code == "MISSING_SHEET" and _sheet(one) in came)
    )
    return tuple(sorted(kept, key=lambda one: LEVELS.index(one.level)))


def _sheet(finding: Finding) -> tuple[str, str, str]:
    about = finding.about
    return finding.category, about.get("stage", ""), about.get("juror", "")


def group(findings: Iterable[Finding], everything: bool) -> tuple[Group, ...]:
    """The findings by file, worst first; notes only where asked for."""
    piles: dict[tuple[str, str], dict[tuple[str, str], list[Finding]]] = {}
    for finding in findings:
        if finding.level != "info" or everything:
            owner = (finding.file, "" if finding.file else finding.category)
            blocks = piles.setdefault(owner, {})
            blocks.setdefault((finding.level, finding.code), []).append(finding)
    groups = [
        Group(
            *owner,
            tuple(
                Block(code, level, tuple(found))
                for (level, code), found in sorted(blocks.items(), key=lambda one: _rank(*one[0]))
            ),
        )
        for owner, blocks in piles.items()
    ]
    return tuple(sorted(groups, key=_worst))


def _rank(level: str, code: str) -> tuple[int, str]:
    return LEVELS.index(level), code


def _worst(one: Group) -> tuple[object, ...]:
    stopping = sum(len(block.findings) for block in one.blocks if block.level in STOPPING)
    return (LEVELS.index(one.level), -stopping, one.file, one.category)


def next_step(standing: SeasonCheck, path: str) -> tuple[str, dict[str, object]]:
    """The one thing to do now: the key of its sentence (``cli.next_...``) and its values."""
    stopping = standing.stopping
    tables = [one for one in stopping if one.file and not one.file.startswith(SCORES)]
    season = {"season": standing.season}
    if tables:
        where = " ".join(part for part in (tables[0].file, tables[0].cell) if part)
        return "next_table", {**season, "where": where, "count": len(tables)}
    partly = standing.in_state("partly")
    if partly:
        values = {"id": partly[0]["id"], "count": len(partly), "path": path}
        return "next_partly", {**season, **values}
    codes = {finding.code for finding in stopping}
    waiting = [row for row in standing.in_state("open") if _codes(row) & codes - {"MISSING_SHEET"}]
    if waiting:
        values = {"id": waiting[0]["id"], "count": len(waiting), "path": path}
        return "next_rows", {**season, **values}
    missing = [one for one in standing.expected if not one.file and not one.excused]
    if missing:
        return "next_missing", {**season, **_asked(standing.rules, missing)}
    if stopping:
        return "next_other", {
            **season,
            "message": stopping[0].message,
            "advice": stopping[0].advice,
        }
    warned = sum(finding.level == "warn" for finding in standing.findings)
    return ("next_warned" if warned else "next_ready"), {**season, "count": warned}


def _codes(row: Repair) -> set[str]:
    return set(row["code"].split("+"))


def _asked(rules: RuleBook, missing: Sequence[Expected]) -> Mapping[str, object]:
    """The juror to ask first: the one who owes the most sheets, with all of them."""
    owed: dict[str, list[Expected]] = {}
    for one in missing:
        owed.setdefault(one.juror, []).append(one)
    juror, sheets = max(owed.items(), key=lambda one: len(one[1]))
    named = "; ".join(
        f"{rules.categories[one.category].name}, "
        f"{rules.categories[one.category].stages[one.stage].name}"
        for one in sheets
    )
    known = rules.jurors.get(juror)
    name = f"{known.name} ({juror})" if known else say("intake.committee", rules.language)
    return {"juror": name, "sheets": named, "count": len(missing)}
