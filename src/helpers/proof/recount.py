"""Recount a season: the rankings once more, from the clean marks and the rule book alone.

    python recount.py FOLDER                            prints the rankings as CSV
    python recount.py FOLDER --against rankings.csv     compares; ends with 1 where they differ

FOLDER holds rules.json, the tables named below and, while stages are still to be held, through.txt
with the last one that counts. No line is shared with the program that made the rankings; any Python
from 3.8 will do. Numbers are fractions, rounded only where the rule book says so; what stands in
quotation marks is the text of the rules of calculation.
"""

from __future__ import annotations

import csv
import json
import re
import sys
from collections import defaultdict
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

TABLES = ["scores", "absences", "participants", "deductions", "decisions"]
COLUMNS = ["category", "rank", "participant", "total", "exact", "title", "decided_by", "note"]
SLOT = ["stage", "criterion", "participant", "juror"]
COMMITTEE = "committee"


class UndecidedError(Exception):
    """The category waits for a person; the text says for what."""


def half_up(value: Any, decimals: int | None) -> Fraction:
    """Round, halves away from zero; None: not rounded."""
    if decimals is None:
        return Fraction(value)
    return Fraction(int(value * 10**decimals + Fraction(-1 if value < 0 else 1, 2)), 10**decimals)


def combine(marks: list[Fraction], how: Any) -> Fraction:
    """One mark out of those of several jurors."""
    marks = sorted(marks)
    if isinstance(how, dict):  # "drops the k highest and k lowest of the marks present"
        if len(marks) < 2 * how["trimmed"] + 1:
            raise UndecidedError("too few marks to trim")
        marks = marks[how["trimmed"] : len(marks) - how["trimmed"]]
    if how == "median":
        return (marks[(len(marks) - 1) // 2] + marks[len(marks) // 2]) / 2
    return sum(marks, Fraction(0)) / (1 if how == "sum" else len(marks))


class Category:
    """One category, counted stage by stage."""

    def __init__(self, rules: Any, name: str, tables: dict[str, Any]) -> None:
        mine = {key: [row for row in tables[key] if row["category"] == name] for key in TABLES}
        self.rule, self.seats = rules["categories"][name], rules["jurors"]
        self.stages, self.how = self.rule["stages"], self.rule["combine"]["jurors"]
        self.unit = Fraction(1, 100 if self.rule["weights"] == "percent" else 1)
        # "a stage's weight is 1 if left out"
        self.weight = {s: self.unit * Fraction(self.stages[s]["weight"] or 1) for s in self.stages}
        self.marks = {tuple(row[key] for key in SLOT): row["score"] for row in mine["scores"]}
        self.gaps = {tuple(row[key] for key in SLOT): row["kind"] for row in mine["absences"]}
        self.decided: Any = defaultdict(list)  # decisions by kind; ids: what the value lists
        for row in mine["decisions"]:
            ids = [one.strip() for one in re.split("[;,>]", row["value"]) if one.strip()]
            self.decided[row["kind"]].append(dict(row, ids=ids))
        self.deducted: Any = defaultdict(Fraction)  # "A positive deduction takes off."
        for row in mine["deductions"]:
            self.deducted[row["participant"], row["stage"]] += Fraction(row["points"])
        self.region = {row["id"]: row["region"] for row in mine["participants"]}
        out = ("withdrawn", "disqualified", "replaced")
        self.out = {row["participant"]: kind for kind in out for row in self.decided[kind]}
        self.unranked = {row["participant"]: "set_aside" for row in self.decided["rank_set_aside"]}
        self.field = [who for who in sorted(self.region) if who not in self.out]
        self.total = {who: -self.deducted.get((who, ""), Fraction(0)) for who in self.field}
        self.value: Any = {}  # published values by stage and participant
        self.mark: Any = defaultdict(dict)  # combined marks by stage.criterion and participant
        self.own: Any = {}  # each juror's totals by stage, participant and juror

    def sitting(self, juror: str, day: str | None) -> str:
        """Who sits in a juror's place: "a replacement from its date on"."""
        heirs = [(one["from"], who) for who, one in self.seats.items() if one["replaces"] == juror]
        heirs = [(start, who) for start, who in heirs if start and start <= (day or "")]
        return self.sitting(max(heirs)[1], day) if heirs else juror

    def recused(self, juror: str, who: str) -> bool:
        """ "a juror does not score the own region | none | a list of {juror, participant}" """
        rule, region = self.rule["recusal"], self.seats.get(juror, {}).get("region")
        if isinstance(rule, str):
            return rule == "same_region" and bool(region) and region == self.region[who]
        return any((one["juror"], one["participant"]) == (juror, who) for one in rule)

    def given(self, stage: str, name: str, who: str, juror: str) -> Fraction | None:
        """The mark in a slot, on the scale of the category; None where the juror was absent."""
        slot, missing, ours = (stage, name, who, juror), self.rule["missing"], self.rule["scale"]
        kind = "mark" if slot in self.marks else self.gaps.get(slot, "blank")
        if kind == "blank" and missing["blank"] == "absent":
            kind = "juror_absent"
        # "what is simply not there stops"; and nobody stands in for the committee
        if missing.get(kind) == "stop" or (kind == "juror_absent" and juror == COMMITTEE):
            raise UndecidedError(kind + ": " + "/".join(slot))
        if kind == "juror_absent":
            return None
        if missing.get(kind) == "not_ranked":
            self.unranked[who] = "absent"
        mark = Fraction(self.marks.get(slot, 0))  # "zero"
        if self.rule["weights"] == "factor":
            return mark  # "multiplied as they are, without conversion"
        # "a criterion or stage with another scale is converted linearly"
        scale = self.stages[stage]["criteria"][name]["scale"] or self.stages[stage]["scale"] or ours
        low, high = Fraction(scale["min"]), Fraction(scale["max"])
        bottom, top = Fraction(ours["min"]), Fraction(ours["max"])
        return bottom + (mark - low) * (top - bottom) / (high - low)

    def hold(self, stage: str) -> None:
        """Work out one stage for everyone who takes part in it."""
        rule, missing, rounding = self.stages[stage], self.rule["missing"], self.rule["rounding"]
        criteria, at_total = rule["criteria"].items(), self.rule["combine"]["at"] == "total"
        weight = {name: Fraction(one["weight"]) * self.unit for name, one in criteria}
        ours = [name for name, one in criteria if (one["source"] or rule["source"]) == "jurors"]
        named = self.rule["jurors"] if rule["jurors"] is None else rule["jurors"]
        due = [self.sitting(juror, rule["date"]) for juror in named if rule["source"] == "jurors"]
        rows = [row for row in self.decided["juror_left_out"] if row["stage"] in ("", stage)]
        left_out = {(row["juror"], row["participant"]) for row in rows if row["juror"] in due}
        sheets: Any = {who: defaultdict(dict) for who in self.field}  # then by juror, criterion
        for who in self.field:
            for name in weight:
                for juror in due if name in ours else [COMMITTEE]:
                    if not {(juror, who), (juror, "")} & left_out and not self.recused(juror, who):
                        sheets[who][juror][name] = self.given(stage, name, who, juror)
        absent = {j for sheet in sheets.values() for j in sheet if None in sheet[j].values()}
        # "leave_out_stage": out for everyone, so that everyone is judged by the same panel
        gone = absent if missing["juror_absent"] == "leave_out_stage" else set()
        quorum = missing["at_least"] if absent or left_out else 1
        present = [who for who in self.field if self.unranked.get(who) != "absent"]
        points, panels, self.own[stage] = dict.fromkeys(present, Fraction(0)), set(), {}
        for who in present:
            panel = {juror: sheet for juror, sheet in sheets[who].items() if juror not in gone}
            full = {juror: sheet for juror, sheet in panel.items() if None not in sheet.values()}
            # "a juror who lacks one criterion of a participant is left out of that stage"
            panel = full if at_total else panel
            own = {j: sum(weight[name] * full[j][name] for name in full[j]) for j in full}
            self.own[stage][who] = own
            for name in weight:
                marks = [one[name] for one in panel.values() if one.get(name) is not None]
                panels.add((name, len(marks)))
                if len(marks) < (quorum if name in ours else 1):
                    raise UndecidedError("too few jurors: " + stage + "/" + who)
                mark = combine(marks, self.how) if name in ours else marks[0]
                mark = self.mark[stage + "." + name][who] = half_up(mark, rounding["mark"])
                points[who] += half_up(mark * weight[name], rounding["weighted"])
            if at_total:  # "each juror's stage total is made first, then the jurors are combined"
                totals = [own[juror] for juror in own if juror != COMMITTEE] or [Fraction(0)]
                points[who] = own.get(COMMITTEE, Fraction(0)) + combine(totals, self.how)
        if self.how == "sum" and len(panels) > len(weight):
            raise UndecidedError("sums over panels that differ: " + stage)
        judges = {juror for own in self.own[stage].values() for juror in own}
        for juror in judges if self.how == "rank_sum" else ():
            column = [own.get(juror) for own in self.own[stage].values()]
            if None in column or absent - gone or self.deducted:
                raise UndecidedError("ranks are summed over complete panels, without deductions")
            for who in present:
                # "each juror's stage totals become mid-ranks (1 is best); these are summed"
                own = self.own[stage][who][juror]
                points[who] += sum(one > own for one in column) + Fraction(column.count(own) + 1, 2)
        self.value[stage], least = {}, self.rule["minimum"]["stage"].get(stage)
        for who in present:
            exact = points[who] - self.deducted.get((who, stage), 0)
            value = self.value[stage][who] = half_up(exact, rounding["stage"])
            self.total[who] += value * self.weight[stage]
            # "minimum tests the published value; reaching it passes"
            if least is not None and value < Fraction(least):
                self.unranked.setdefault(who, "below_minimum")

    def narrow(self, stage: str) -> None:
        """Choose who goes on into a stage with finalists."""
        rulings = [row["ids"] for row in self.decided["finalists"] if row["stage"] == stage]
        chosen = set(rulings[-1]) if rulings else set()
        if not rulings:
            # "ties by the chain over stages already held, then all who are tied at the cut go on"
            chain = [link for link in self.rule["ties"] if link["kind"] not in ("lot", "shared")]
            able = [who for who in self.field if who not in self.unranked]
            for tied in self.order(able, [{"kind": "total"}, *chain, {"kind": "shared"}], {}):
                chosen.update(tied if len(chosen) < self.stages[stage]["finalists"] else ())
            marked = {slot[2] for slot in self.marks if slot[0] == stage}
            if marked - chosen and chosen - marked:
                raise UndecidedError("others than the finalists were marked: " + stage)
        self.field = [who for who in self.field if who in chosen]

    def order(self, tied: list[str], chain: list[Any], decided: Any) -> list[list[str]]:
        """ "each link of the chain splits what is still tied"; who shares a rank stands together"""
        if len(tied) < 2:
            return [tied]
        if not chain:
            raise UndecidedError("still tied: " + ", ".join(tied))
        kind, target = chain[0]["kind"], ".".join(filter(None, map(chain[0].get, SLOT[:2])))
        score = self.compare(kind, target, tied)
        best_first = sorted(set(score.values()), reverse=True)
        if len(best_first) > 1 or kind == "shared":
            decided.update(dict.fromkeys(tied, kind + ": " + target if target else kind))
        if kind == "shared":
            return [tied]  # "equal ranks (1, 1, 3)"
        parts = [[who for who in tied if score[who] == one] for one in best_first]
        return [end for part in parts for end in self.order(part, chain[1:], decided)]

    def compare(self, kind: str, target: str, tied: list[str]) -> dict[str, Any]:
        """What a link looks at, higher is better; the same for all where it does not speak."""
        sign = -1 if self.how == "rank_sum" and kind in ("total", "stage") else 1  # "low wins"
        values = {"stage": self.value, "criterion": self.mark}.get(kind, {}).get(target, {})
        if set(tied) <= set(values):  # "a link over a stage that some did not reach is skipped"
            return {who: sign * values[who] for who in tied}
        if kind == "total":  # "Finalists rank first; the others follow by their total so far"
            reached = {who: sum(who in values for values in self.value.values()) for who in tied}
            decimals = None if self.rule["rank_by"] == "exact" else self.rule["rounding"]["total"]
            total = {who: sign * half_up(self.total[who], decimals) for who in tied}
            return {who: (reached[who], total[who]) for who in tied}
        if kind == "juror_majority":
            return {who: sum(self.preferred(who, other) for other in tied) for who in tied}
        if kind == "lot":  # "undecided until decisions brings the outcome"
            for ids in (row["ids"] for row in self.decided["lot"] if set(tied) <= set(row["ids"])):
                return {who: -ids.index(who) for who in tied}
            raise UndecidedError("the lot is to be drawn: " + ", ".join(tied))
        return dict.fromkeys(tied, 0)

    def preferred(self, one: str, other: str) -> bool:
        """Whether more jurors put one above the other than below it."""
        lead: Any = defaultdict(Fraction)  # by juror, over the stages in which both were marked
        for stage, own in self.own.items():
            mine, theirs = own.get(one, {}), own.get(other, {})
            for juror in mine.keys() & theirs.keys() - {COMMITTEE}:
                lead[juror] += self.weight[stage] * (mine[juror] - theirs[juror])
        return sum(gap > 0 for gap in lead.values()) > sum(gap < 0 for gap in lead.values())

    def count(self, through: str) -> list[dict[str, Any]]:
        """The rows of the ranking: the ranked by their rank, then the others."""
        names = list(self.stages)
        held = names[: names.index(through) + 1] if through in names else names
        for stage in held:
            if self.stages[stage]["finalists"]:
                self.narrow(stage)
            self.hold(stage)
        known = [who for who in self.total if self.unranked.get(who) != "absent"]
        published = {who: half_up(self.total[who], self.rule["rounding"]["total"]) for who in known}
        least = self.rule["minimum"]["total"] if held == names else None
        for who in known:
            if least is not None and published[who] < Fraction(least):
                self.unranked.setdefault(who, "below_minimum")
        able = [who for who in known if who not in self.unranked]
        decided, rank, rows = dict.fromkeys(self.region, "total"), {}, []
        for tied in self.order(able, [{"kind": "total"}, *self.rule["ties"]], decided):
            rank.update(dict.fromkeys(tied, len(rank) + 1))
        titles = dict(enumerate(self.rule["titles"] if held == names else (), start=1))
        for who in sorted(self.region, key=lambda who: (rank.get(who, len(self.region) + 1), who)):
            row = {"participant": who, "rank": str(rank.get(who, "")), "title": titles.get(rank.get(who), "")}
            row["decided_by"] = decided[who] if decided[who] != "total" else ""
            outside = who in rank and any(who not in values for values in self.value.values())
            row["note"] = self.out.get(who) or self.unranked.get(who) or "not_finalist" * outside
            if who in known:
                row.update(total=published[who], exact=self.total[who])
            rows.append(row)
        return rows


def recount(rules: Any, tables: dict[str, Any], through: str = "") -> list[dict[str, Any]]:
    """The rankings of all categories; an undecided one lists its participants without a rank."""
    rows = []
    for name in rules["categories"]:
        try:
            counted = Category(rules, name, tables).count(through)
        except UndecidedError as reason:
            sys.stderr.write(f"{name}: {reason}\n")
            ids = sorted(row["id"] for row in tables["participants"] if row["category"] == name)
            counted = [{"participant": who, "note": "undecided"} for who in ids]
        rows += [{**dict.fromkeys(COLUMNS, ""), **row, "category": name} for row in counted]
    return rows


def read(path: Path) -> list[dict[str, str]]:
    """The rows of a table."""
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def said(rows: list[dict[str, Any]]) -> dict[tuple[str, str], Any]:
    """What a ranking says of each participant, numbers as numbers."""
    for row in rows:
        row["total"] = row["total"] and half_up(Fraction(row["total"]), 10)
        row["exact"] = row["exact"] and Fraction(row["exact"])
    return {(row["category"], row["participant"]): [row[key] for key in COLUMNS] for row in rows}


def main(folder: Path, against: str = "") -> int:
    """Print the rankings, or compare them with those of a report."""
    rules = json.loads((folder / "rules.json").read_text(encoding="utf-8"))
    tables = {name: read(folder / (name + ".csv")) for name in TABLES}
    last = [path.read_text(encoding="utf-8").strip() for path in folder.glob("through.txt")]
    rows = recount(rules, tables, *last)
    if not against:
        writer = csv.DictWriter(sys.stdout, COLUMNS, lineterminator="\n")
        ...
    ours, theirs = said(rows), said(read(Path(against)))
    differing = [key for key in sorted({*ours, *theirs}) if ours.get(key) != theirs.get(key)]
    for key in differing:
        sys.stdout.write(f"{key}: {ours.get(key)} recounted, {theirs.get(key)} published\n")
    sys.stdout.write(f"{len(rows)} placings recounted, {len(differing)} differ\n")
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), *sys.argv[3:]))
