"""The daily screen drawn: matrix, summary, findings by file, and the one next step."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from helpers.cli.check_view import SIGNS, Block, Group, SeasonCheck, group, next_step
from helpers.cli.office import Office
from helpers.intake import Repair, Subjects, subjects
from helpers.records.findings import address
from helpers.records.tables import COMMITTEE, Finding
from helpers.records.words import say

STYLES = {"refuse": "bold red", "block": "red", "warn": "yellow", "info": "dim"}
LEVEL_SIGNS = {"refuse": "✗", "block": "?", "warn": "!", "info": "·"}
STATE_STYLES = {
    "received": "green", "waits": "bold red", "versions": "bold red", "late": "yellow",
    "missing": "bold red", "excused": "",
}  # fmt: skip
LISTED = 12  # cells that a folded block lists


class Screen:
    """Draws one season on the office's console."""

    def __init__(self, office: Office, standing: SeasonCheck) -> None:
        self.standing = standing
        self.language = office.spoken
        # On a terminal lines are wrapped where words end; in a file each thing keeps its line.
        self.console: Console = office.console
        self.known: Subjects = subjects(standing.clean, standing.rules)
        self.rows = {
            (row["file"], row["sheet"], row["cell"], code): row
            for row in standing.repairs
            for code in row["code"].split("+")
        }

    def show(self, everything: bool, path: str, note: str) -> None:
        """The whole screen; ``note`` is what is to be said about perbaikan.xlsx itself."""
        standing = self.standing
        title = self.say("check_title", season=standing.season, title=standing.rules.title)
        self.line(Text(title, style="bold"))
        self.console.print(self.matrix())
        self.line(Text(self.legend(), style="dim"))
        self.line(Text(self.summary()))
        for one in group(standing.findings, everything):
            self.line(Text())
            self.show_group(one)
        self.line(Text())
        for sentence in self.quiet(everything):
            self.line(Text(sentence, style="dim"))
        if repairs := self.repairs(path):
            self.line(Text(repairs))
        if note:
            self.line(Text(note, style="yellow"))
        self.line(Text())
        key, values = next_step(standing, path)
        label = self.say("next_step")
        self.line(Text.assemble((label, "bold"), " ", self.say(key, **values)))

    def say(self, key: str, **values: object) -> str:
        return say(f"cli.{key}", self.language, **values)

    def line(self, text: Text, left: int = 0, hanging: int = 0) -> None:
        """One paragraph; on a terminal it is wrapped, its later lines further in."""
        if not self.console.is_terminal:
            self.console.print(Text(" " * left) + text, soft_wrap=True, highlight=False)
            return
        width = max(20, self.console.width - left - hanging)
        first, *rest = text.wrap(self.console, width) or [text]
        self.console.print(Padding(first, (0, 0, 0, left)), soft_wrap=False, highlight=False)
        for part in rest:
            self.console.print(Padding(part, (0, 0, 0, left + hanging)), highlight=False)

    def matrix(self) -> Table:
        """Expected against received: a line per stage, a column per juror."""
        standing = self.standing
        jurors = [
            juror
            for juror in (*standing.rules.jurors, COMMITTEE)
            if any(one.juror == juror for one in standing.expected)
        ]
        table = Table(box=None, pad_edge=False, padding=(0, 1), show_edge=False)
        table.add_column(self.say("matrix_title"), overflow="fold", header_style="bold")
        for juror in jurors:
            name = self.say("matrix_committee") if juror == COMMITTEE else juror
            table.add_column(name, justify="center", no_wrap=True, header_style="bold")
        states = {(o.category, o.stage, o.juror): standing.state(o) for o in standing.expected}
        for key, category in standing.rules.categories.items():
            table.add_row(Text(category.name, style="bold"))
            for stage, part in category.stages.items():
                cells = [states.get((key, stage, juror), "") for juror in jurors]
                if any(cells):
                    table.add_row(Text(f"  {part.name}"), *(self.sign(cell) for cell in cells))
        return table

    def sign(self, state: str) -> Text:
        return Text(SIGNS[state], style=STATE_STYLES[state]) if state else Text()

    def legend(self) -> str:
        """The signs that occur, and what each says."""
        seen = {self.standing.state(one) for one in self.standing.expected}
        return "   ".join(f"{SIGNS[key]} {self.say(f'sign_{key}')}" for key in SIGNS if key in seen)

    def summary(self) -> str:
        """Received of expected, and what waits, in one line."""
        expected = [one for one in self.standing.expected if not one.excused]
        states = Counter(self.standing.state(one) for one in expected)
        levels = Counter(finding.level for finding in self.standing.findings)
        came = len(expected) - states["missing"]
        parts = [self.say("sum_received", came=came, count=len(expected))]
        counts = {
            "missing": states["missing"],
            "versions": states["versions"],
            "late": states["late"],
            "doubles": len(self.standing.outcomes("duplicate")),
            "refused": levels["refuse"],
            "waiting": levels["block"],
            "warned": levels["warn"],
        }
        parts += [self.say(f"sum_{key}", count=count) for key, count in counts.items() if count]
        return " · ".join(parts)

    def show_group(self, one: Group) -> None:
        """A file with its findings; what belongs to no file stands under its category."""
        title = one.file or self.say("no_file")
        if one.category:
            title = self.standing.rules.categories[one.category].name
        head = Text.assemble((f"{LEVEL_SIGNS[one.level]} ", STYLES[one.level]), (title, "bold"))
        whose = self.whose(one.file)
        self.line(head + Text(f"  {whose}" if whose else "", style="dim"), hanging=2)
        for block in one.blocks:
            self.show_block(block)

    def whose(self, file: str) -> str:
        """Category, stage and juror of a file, as far as it is one juror's."""
        about = self.known.sheets.get((file, ""), {}) if file else {}
        category = self.standing.rules.categories.get(about.get("category", ""))
        if category is None:
            return ""
        stage = category.stages.get(about.get("stage", ""))
        parts = (category.name, stage.name if stage else "", about.get("juror", ""))
        return " · ".join(part for part in parts if part and part != COMMITTEE)

    def show_block(self, block: Block) -> None:
        """The findings of one code, one line for each cell, and once what to do."""
        first = block.findings[0]
        if block.folded:
            shown = [self.place(one) for one in block.findings[:LISTED]]
            left = len(block.findings) - len(shown)
            cells = ", ".join(shown) + (self.say("and_more", count=left) if left else "")
            example = self.say("example", place=shown[0], message=self.bare(first))
            text = Text(f"{len(block.findings)} × {block.code}: ", STYLES[block.level])
            self.line(text + Text(f"{cells}. {example}"), left=4, hanging=2)
        else:
            for one in block.findings:
                where = self.place(one)
                text = Text(f"{where}  " if where else "", style=STYLES[block.level])
                self.line(text + Text(self.bare(one) + self.row(one)), left=4, hanging=2)
        if block.level != "info":
            for advice in dict.fromkeys(one.advice for one in block.findings):
                self.line(Text(f"→ {advice}", style="cyan"), left=6, hanging=2)

    def place(self, finding: Finding) -> str:
        """Sheet and cell, and whose mark it is."""
        where = " › ".join(part for part in (finding.sheet, finding.cell) if part)
        slot = (finding.file, finding.sheet, finding.cell) in self.known.slots
        spoken = self.known.spoken(self.known.of(finding), self.language) if slot else ""
        return f"{where} ({spoken})" if spoken else where

    def bare(self, finding: Finding) -> str:
        return finding.message.removeprefix(f"{address(finding)}: ")

    def row(self, finding: Finding) -> str:
        """The number of its row in perbaikan.xlsx."""
        place = (finding.file, finding.sheet, finding.cell, finding.code)
        found: Repair | None = self.rows.get(place) if finding.file else None
        return f" [{found['id']}]" if found else ""

    def quiet(self, everything: bool) -> Iterator[str]:
        """What needs nobody, each in one line."""
        standing = self.standing
        yield self.say("fine_files", count=len(standing.fine))
        if everything:
            yield from (f"  {file}" for file in standing.fine)
        counts: Sequence[tuple[str, int]] = (
            ("double_files", len(standing.outcomes("duplicate"))),
            ("unused_files", len(standing.outcomes("not_used"))),
            ("listed_files", len(standing.outcomes("listed"))),
        )
        yield from (self.say(key, count=count) for key, count in counts if count)
        notes = sum(finding.level == "info" for finding in standing.findings)
        if notes and not everything:
            yield self.say("more_info", count=notes)

    def repairs(self, path: str) -> str:
        """How far perbaikan.xlsx is filled in."""
        counts = {
            state: len(self.standing.in_state(state))
            for state in ("open", "partly", "filled", "settled", "gone")
        }
        parts = [self.say(f"rows_{state}", count=count) for state, count in counts.items() if count]
        return self.say("rows", path=path, parts=", ".join(parts)) if parts else ""
