"""Recount a season: the rankings once more, from the clean marks and the rule book alone.

    python recount.py FOLDER                            prints the rankings as CSV
    python recount.py FOLDER --against rankings.csv     compares; ends with 1 where they differ

FOLDER holds rules.json, the tables named below and, while stages are still to be held, through.txt
with the last one that counts. No line is shared with the program that made the rankings. Numbers
are fractions, rounded only where the rule book says so. Quotation marks hold the rules' own words.
"""

from __future__ import annotations

import csv
import json
import sys
from collections import defaultdict
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

TABLES = ["scores", "absences", "participants", "deductions", "decisions"]
ROW = ["season", "category", "rank", "participant", "total", "exact", "title", "decided_by", "note"]
SLOT = ["stage", "criterion", "participant", "juror"]
COMMITTEE = "committee"


class UndecidedError(Exception):
    """The category waits for a person; the text says for what."""


def half_up(value: Fraction, decimals: int | None) -> Fraction:
    """Round, halves away from zero; None: not rounded."""
    half = Fraction(-1 if value < 0 else 1, 2)
    return value if decimals is None else Fraction(int(value * 10**decimals + half), 10**decimals)


def combine(marks: list[Fraction], how: Any) -> Fraction:
    """One mark out of those of several jurors: mean, median, sum or {"trimmed": k}."""
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
        self.weight = {s: self.unit * Fraction(self.stages[s]["weight"] or 1) for s in self.stages}
        self.marks = {tuple(row[key] for key in SLOT): row["score"] for row in mine["scores"]}
        self.gaps = {tuple(row[key] for key in SLOT): row["kind"] for row in mine["absences"]}
        self.decided: Any = defaultdict(list)  # decisions by kind; ids: what the value lists
        for row in mine["decisions"]:
            ids = row["value"].replace(",", ";").replace(">", ";").split(";")
            self.decided[row["kind"]].append(dict(row, ids=[one.strip() for one in ids]))
        self.deducted: Any = defaultdict(Fraction)  # "A positive deduction takes off."
        for row in mine["deductions"]:
            self.deducted[row["participant"], row["stage"]] += Fraction(row["points"])
        self.region = {row["id"]: row["region"] for row in mine["participants"]}
        out = ("withdrawn", "disqualified", "replaced")
        self.out = {row["participant"]: kind for kind in out for row in self.decided[kind]}
        self.unranked = {row["participant"]: "set_aside" for row in self.decided["rank_set_aside"]}
        self.field = [who for who in sorted(self.region) if who not in self.out]
        self.total = {who: -self.deducted.get((who, ""), Fraction(0)) for who in self.field}
        self.value: Any = {stage: {} for stage in self.stages}  # published, by participant
        self.mark: Any = defaultdict(dict)  # combined marks by stage.criterion and participant
        self.own: Any = {stage: {} for stage in self.stages}  # totals by participant and juror

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
        low, high, bottom, top = (Fraction(x[end]) for x in (scale, ours) for end in ("min", "max"))
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
        pairs = [(row["juror"], row["participant"]) for row in rows if row["juror"] in due]
        left_out = {(juror, who) for juror, one in pairs for who in self.field if one in ("", who)}
        sheets: Any = {who: defaultdict(dict) for who in self.field}  # then by juror, criterion
        for who in self.field:
            for name in weight:
                for juror in due if name in ours else [COMMITTEE]:
                    if (juror, who) not in left_out and not self.recused(juror, who):
                        sheets[who][juror][name] = self.given(stage, name, who, juror)
        absent = {j for sheet in sheets.values() for j in sheet if None in sheet[j].values()}
        gone = absent if missing["juror_absent"] == "leave_out_stage" else set()  # for everyone
        least = missing["at_least"] if absent or left_out else 1
        self.field = [who for who in self.field if self.unranked.get(who) != "absent"]
        points, sizes = dict.fromkeys(self.field, Fraction(0)), set()
        for who in self.field:
            panel = {juror: sheet for juror, sheet in sheets[who].items() if juror not in gone}
            full = {juror: sheet for juror, sheet in panel.items() if None not in sheet.values()}
            own = {j: sum(weight[name] * full[j][name] for name in full[j]) for j in full}
            self.own[stage][who] = own
            # "a juror who lacks one criterion of a participant is left out of that stage"
            panel = full if at_total else panel
            for name in weight:
                marks = [one[name] for one in panel.values() if one.get(name) is not None]
                sizes.add((name, len(marks)))
                if len(marks) < (least if name in ours else 1):
                    raise UndecidedError("too few jurors: " + stage + "/" + who)
                mark = combine(marks, self.how) if name in ours else marks[0]
                mark = self.mark[stage + "." + name][who] = half_up(mark, rounding["mark"])
                points[who] += half_up(mark * weight[name], rounding["weighted"])
            if at_total:  # "each juror's stage total is made first, then the jurors are combined"
                totals = [own[juror] for juror in own if juror != COMMITTEE]
                points[who] = own.get(COMMITTEE, 0) + (combine(totals, self.how) if ours else 0)
        if self.how == "sum" and len(sizes) > len(weight):
            raise UndecidedError("sums over panels that differ: " + stage)
        if self.how == "rank_sum":
            points = self.rank_sums(self.own[stage], bool(absent - gone))
        for who in self.field:
            exact = points[who] - self.deducted.get((who, stage), 0)
            value = self.value[stage][who] = half_up(exact, rounding["stage"])
            self.total[who] += value * self.weight[stage]
            # "minimum tests the published value; reaching it passes"
            if value < Fraction(self.rule["minimum"]["stage"].get(stage, value)):
                self.unranked.setdefault(who, "below_minimum")

    def rank_sums(self, own: Any, incomplete: bool) -> dict[str, Fraction]:
        """ "each juror's stage totals become mid-ranks (1 is best); these are summed" """
        if incomplete or self.deducted or len({frozenset(one) for one in own.values()}) > 1:
            raise UndecidedError("ranks are summed over complete panels, without deductions")
        sums = {}
        for who, mine in own.items():
            pairs = [(other[juror], mine[juror]) for other in own.values() for juror in mine]
            # A juror's mid-rank: those above + half of those equal, oneself included, + a half.
            sums[who] = Fraction(len(mine) + sum(2 * (a > b) + (a == b) for a, b in pairs), 2)
        return sums

    def narrow(self, stage: str) -> None:
        """Choose who goes on into a stage with finalists."""
        rulings = {row["stage"]: row["ids"] for row in self.decided["finalists"]}
        chosen = set(rulings.get(stage, ()))
        if stage not in rulings:
            # "ties by the chain over stages already held, then all who are tied at the cut go on"
            chain = [link for link in self.rule["ties"] if link["kind"] not in ("lot", "shared")]
            able = [who for who in self.field if who not in self.unranked]
            for tied in self.order(able, [{"kind": "total"}, *chain, {"kind": "shared"}], {}):
                chosen.update(tied if len(chosen) < self.stages[stage]["finalists"] else ())
            marked = {slot[2] for slot in self.marks if slot[0] == stage} - set(self.out)
            if marked - chosen and chosen - marked:
                raise UndecidedError("others than the finalists were marked: " + stage)
        self.field = [who for who in self.field if who in chosen]

    def order(self, tied: list[str], chain: list[Any], decided: Any) -> list[list[str]]:
        """ "each link of the chain splits what is still tied"; who shares a rank is together"""
        if len(tied) < 2:
            return [tied]
        if not chain:
            raise UndecidedError("still tied: " + ", ".join(tied))
        kind, target = chain[0]["kind"], ".".join(filter(None, map(chain[0].get, SLOT[:2])))
        score = self.compare(kind, target, tied)
        best_first = sorted(set(score.values()), reverse=True)
        if kind == "shared" or (len(best_first) > 1 and kind != "total"):
            decided.update(dict.fromkeys(tied, kind + ": " + target if target else kind))
        if kind == "shared":
            return [tied]  # "equal ranks (1, 1, 3)"
        parts = [[who for who in tied if score[who] == one] for one in best_first]
        return [end for part in parts for end in self.order(part, chain[1:], decided)]

    def compare(self, kind: str, target: str, tied: list[str]) -> dict[str, Any]:
        """What a link looks at, higher is better; the same for all where it does not speak."""
        sign = -1 if self.how == "rank_sum" and kind != "criterion" else 1  # "low wins"
        values = {"stage": self.value, "criterion": self.mark}.get(kind, {}).get(target, {})
        if set(tied) <= set(values):  # "a link over a stage that some did not reach is skipped"
            return {who: sign * values[who] for who in tied}
        if kind == "total":  # "Finalists rank first; the others follow by their total so far"
            reached = {who: sum(who in values for values in self.value.values()) for who in tied}
            decimals = None if self.rule["rank_by"] == "exact" else self.rule["rounding"]["total"]
            return {who: (reached[who], sign * half_up(self.total[who], decimals)) for who in tied}
        if kind == "juror_majority":
            return {who: sum(self.preferred(who, other) for other in tied) for who in tied}
        if kind == "lot":  # "undecided until decisions brings the outcome"
            for drawn in [row["ids"] for row in self.decided["lot"] if set(tied) <= {*row["ids"]}]:
                return {who: -drawn.index(who) for who in tied}
            raise UndecidedError("the lot is to be drawn: " + ", ".join(tied))
        return dict.fromkeys(tied, 0)

    def preferred(self, one: str, other: str) -> bool:
        """Whether more jurors put one above the other than below, in the stages they know."""
        lead: dict[str, Fraction] = defaultdict(Fraction)
        for stage, own in self.own.items():
            for juror in own.get(one, {}).keys() & own.get(other, {}).keys() - {COMMITTEE}:
                lead[juror] += self.weight[stage] * (own[one][juror] - own[other][juror])
        return sum((gap > 0) - (gap < 0) for gap in lead.values()) > 0

    def count(self, through: str) -> list[list[Any]]:
        """What the ranking says of each participant: ROW from the rank on."""
        names, places = list(self.stages), self.rule["rounding"]["total"]
        held = names[: names.index(through) + 1] if through in names else names
        for stage in held:
            if self.stages[stage]["finalists"]:
                self.narrow(stage)
            self.hold(stage)
        known = {who: self.total[who] for who in self.total if self.unranked.get(who) != "absent"}
        least = self.rule["minimum"]["total"]
        low = [who for who in known if all(who in self.value[stage] for stage in names)]
        low = [who for who in low if least and half_up(known[who], places) < Fraction(least)]
        self.unranked = {**dict.fromkeys(low, "below_minimum"), **self.unranked}
        able = [who for who in known if who not in self.unranked]
        decided, rank, rows = dict.fromkeys(self.region, ""), dict.fromkeys(self.region, 0), []
        for tied in self.order(able, [{"kind": "total"}, *self.rule["ties"]], decided):
            rank.update(dict.fromkeys(tied, 1 + sum(map(bool, rank.values()))))
        titles = dict(enumerate(self.rule["titles"] if held == names else (), start=1))
        for who in sorted(rank, key=lambda who: (rank[who] or len(rank) + 1, who)):
            exact = known.get(who, Fraction(0))  # not rounded: in full, or ten decimals
            total = half_up(exact, 10 if places is None and 10**40 % exact.denominator else places)
            shown = Decimal(total.numerator) / total.denominator if who in known else ""
            outside = any(who not in self.value[stage] for stage in held)
            note = self.out.get(who) or self.unranked.get(who) or "not_finalist" * outside
            row = [rank[who] or "", who, shown, known.get(who, ""), titles.get(rank[who], "")]
            rows.append([*row, decided[who], note])
        return rows


def recount(rules: Any, tables: dict[str, Any], through: str = "") -> list[list[Any]]:
    """The rankings of all categories; an undecided one lists its participants without a rank."""
    rows = []
    for name in rules["categories"]:
        category = Category(rules, name, tables)
        try:
            counted = category.count(through)
        except UndecidedError as reason:
            sys.stderr.write(f"{name}: {reason}\n")
            counted = [["", who, "", "", "", "", "undecided"] for who in sorted(category.region)]
        rows += [[(tables["scores"] + [rules])[0]["season"], name, *row] for row in counted]
    return rows


def read(path: Path) -> list[dict[str, str]]:
    """The rows of a table."""
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def main(folder: Path, against: str = "") -> int:
    """Print the rankings, or compare them with those of a report."""
    tables = {name: read(folder / (name + ".csv")) for name in TABLES}
    last = [path.read_text(encoding="utf-8").strip() for path in folder.glob("through.txt")]
    rows = recount(json.loads((folder / "rules.json").read_text(encoding="utf-8")), tables, *last)
    writer = csv.writer(sys.stdout, lineterminator="\n")
    if not against:
        writer.writerows([ROW, *rows])
        return 0
    kinds: Any = {"rank": int, "total": Decimal, "exact": Fraction}
    published = [[r[c] and kinds.get(c, str)(r[c]) for c in ROW] for r in read(Path(against))]
    differing = [row for row in rows + published if (row in rows) != (row in published)]
    writer.writerows(["recounted" if row in rows else "published", *row] for row in differing)
    sys.stdout.write(f"{len(rows)} placings recounted, {len(differing)} lines differ\n")
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), *sys.argv[3:]))
