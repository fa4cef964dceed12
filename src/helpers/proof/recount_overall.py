"""Recount the title across categories (Juara Umum): points for titles, summed by region.

    python recount_overall.py FOLDER RANKINGS                          prints the standing as CSV
    python recount_overall.py FOLDER RANKINGS --against overall.csv    ends with 1 where they differ

FOLDER is the one of recount.py, RANKINGS what that program printed (or rankings.csv). No line is
shared with the program that made the standing. Quotation marks hold the rules' own words.
"""

from __future__ import annotations

import csv
import json
import sys
from collections import defaultdict
from decimal import Decimal
from pathlib import Path
from typing import Any

ROW = ["season", "rank", "region", "points", "firsts", "title", "decided_by"]


def stand(rule: Any, won: dict[str, list[str]], complete: bool) -> list[list[Any]]:
    """ROW from the rank on, of each region, out of the titles that it won."""
    worth = {title: Decimal(points) for title, points in rule["points"].items()}
    highest = next(title for title in worth if worth[title] == max(worth.values()))
    chain = [link["kind"] for link in rule["ties"]]
    points = {region: sum(worth[title] for title in titles) for region, titles in won.items()}
    firsts = {region: titles.count(highest) for region, titles in won.items()}
    rows: list[list[Any]] = []
    for region in won:
        above = [one for one in won if points[one] > points[region]]
        tied = [one for one in won if points[one] == points[region]]
        # firsts means "more of the title that brings the most points"
        ahead = [one for one in tied if firsts[one] > firsts[region] and "firsts" in chain]
        equal = [one for one in tied if firsts[one] == firsts[region] or "firsts" not in chain]
        rank = 1 + len(above) + len(ahead)
        decided_by = "" if len(tied) == 1 else "firsts" if len(equal) == 1 else "shared"
        # "a tie that the chain does not end leaves the title undecided"
        holds = complete and rank == 1 and (len(equal) == 1 or "shared" in chain)
        title = rule["name"] if holds else ""
        rows.append([rank, region, points[region], firsts[region], title, decided_by])
    return sorted(rows)


def recount(rules: Any, rankings: list[Any], participants: list[Any], through: str) -> list[Any]:
    """The standing of the regions; empty where the rule book has no such title."""
    if not rules.get("overall"):
        return []
    region = {(row["category"], row["id"]): row["region"] for row in participants}
    won: dict[str, list[str]] = defaultdict(list)
    for row in rankings:
        home = region[row["category"], row["participant"]]
        if home and row["title"] in rules["overall"]["points"]:
            won[home].append(row["title"])
    complete = not through and all(row["note"] != "undecided" for row in rankings)
    return [[rankings[0]["season"], *row] for row in stand(rules["overall"], won, complete)]


def read(path: Path) -> list[dict[str, str]]:
    """The rows of a table."""
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def main(folder: Path, rankings: Path, against: str = "") -> int:
    """Print the standing, or compare it with that of a report."""
    rules = json.loads((folder / "rules.json").read_text(encoding="utf-8"))
    through = "".join(path.read_text(encoding="utf-8") for path in folder.glob("through.txt"))
    rows = recount(rules, read(rankings), read(folder / "participants.csv"), through)
    writer = csv.writer(sys.stdout, lineterminator="\n")
    if not against:
        writer.writerows([ROW, *rows])
        return 0
    kinds: Any = {"rank": int, "points": Decimal, "firsts": int}
    published = [[kinds.get(c, str)(row[c]) for c in ROW] for row in read(Path(against))]
    differing = [row for row in rows + published if (row in rows) != (row in published)]
    writer.writerows(["recounted" if row in rows else "published", *row] for row in differing)
    sys.stdout.write(f"{len(rows)} regions recounted, {len(differing)} lines differ\n")
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2]), *sys.argv[4:]))
