"""trace: from a rank down to the cells, and why one participant is ahead of another."""

from __future__ import annotations

import sys
from typing import Any, NoReturn

import click
from rich.padding import Padding
from rich.text import Text

from helpers.cli.office import DONE, STOPPED, Office, choose_season, common_options
from helpers.cli.people import find_people, likely_people
from helpers.cli.showing import branch, margin_table, show
from helpers.records.places import Places
from helpers.records.tables import Participant
from helpers.records.words import say
from helpers.report.derivation import Derivation, derive
from helpers.report.derived_order import say_split
from helpers.report.digest import SeasonDigest, read_numbers
from helpers.report.margin_page import MarginPage, as_plain_against
from helpers.report.node import Node, as_plain
from helpers.report.plain_words import say_why
from helpers.report.stored import Difference, count_rows, differences
from helpers.report.wording import SIGNS, describe_link, describe_note, figure_sign, show_value
from helpers.rules import RuleBook, load

CHANGED = 3  # changed files that a sentence names


@click.command()
@click.argument("words", nargs=-1, metavar="[SEASON] PARTICIPANT")
@click.option("--against", "other", help="Say why one of the two is ahead of the other.")
@click.option("--category", default="", help="Look for the participants in this category.")
@common_options
def trace(office: Office, words: tuple[str, ...], other: str | None, category: str) -> None:
    """Walk from a rank down to the cells, or say why one is ahead (telusuri)."""
    if not words:
        raise click.UsageError(say("trace.wanted", office.spoken))
    season, text = (words[0], " ".join(words[1:])) if len(words) > 1 else (None, words[0])
    where = choose_season(office, season)
    rules = load(where.rules, office.language)
    digest = read_result(office, where, rules)
    one = meant(office, digest, text, category)
    if other is None:
        tell_tree(office, derive(digest, one.category, one.id, office.language))
        return
    tell_against(office, digest, one, meant(office, digest, other, category))


def read_result(office: Office, where: Places, rules: RuleBook) -> SeasonDigest:
    """The tables of the last run; ends the command where there is none, or it is out of date."""
    from helpers.seal.checks import changed_inputs, last_stage

    if not (where.processed / "rankings.csv").exists():
        stop(office, "no_run", season=where.season)
    try:
        digest = read_numbers(where.processed, where.season, rules, last_stage(where))
    except (OSError, ValueError, ArithmeticError, LookupError) as error:
        stop(office, "unreadable", folder=where.processed, reason=str(error), season=where.season)
    for lost in unplaced(digest):
        reason = f"rankings.csv › {lost.category} {lost.id}"
        stop(office, "unreadable", folder=where.processed, reason=reason, season=where.season)
    if changed := changed_inputs(where, digest.files):
        named = ", ".join(changed[:CHANGED]) + (", …" if len(changed) > CHANGED else "")
        stop(office, "changed", count=len(changed), files=named, season=where.season)
    return digest


def unplaced(digest: SeasonDigest) -> list[Participant]:
    """The participants of whom the ranking has no line."""
    return [
        person
        for one in digest.categories
        for person in one.participants
        if person.id not in {line.participant for line in one.placings}
    ]


def stop(office: Office, key: str, **values: object) -> NoReturn:
    """Say what stops the command, and end it."""
    office.tell(say(f"trace.{key}", office.spoken, **values))
    sys.exit(STOPPED)


def meant(office: Office, digest: SeasonDigest, text: str, category: str) -> Participant:
    """The one participant that a text means.

    Raises
    ------
    click.UsageError
        Nobody is meant, or more than one; the message names the nearest, or all.
    """
    language = office.spoken
    keys = [one.key for one in digest.categories]
    if category and category not in keys:
        known = ", ".join(keys)
        raise click.UsageError(say("trace.no_category", language, category=category, known=known))
    people = [
        person
        for one in digest.categories
        if category in ("", one.key)
        for person in one.participants
    ]
    found = find_people(digest.rules, people, text)
    if len(found) == 1:
        return found[0]
    key, named = ("ambiguous", found) if found else ("unknown", likely_people(people, text))
    likely = "; ".join(
        say("trace.one_of", language, id=one.id, name=one.name, category=one.category)
        for one in named
    )
    raise click.UsageError(say(f"trace.{key}", language, text=text, likely=likely))


def tell_tree(office: Office, derivation: Derivation) -> None:
    """Print the tree of a participant; ends with 1 where it is undecided or not as stored."""
    wrong = differences(derivation)
    tree = derivation.tree()
    if office.as_json:
        told = {"differences": plain(wrong), "tree": as_plain(tree, derivation.language)}
        told["signs"] = meanings(tree_signs(tree), derivation.language)
        office.answer(head(derivation) | told)
    else:
        for line in titles(derivation):
            office.tell(line)
        show(office, branch(tree, derivation.language))
        tell_signs(office, tree_signs(tree), derivation.language)
        if not wrong:
            marks = sum(node.kind == "mark" and node.counts for node in tree.walk())
            values = {"marks": marks, "rows": count_rows(derivation)}
            office.tell(say("trace.recounted", derivation.language, **values))
    end(office, derivation, wrong)


def tree_signs(tree: Node) -> str:
    """The signs that stand in a tree."""
    return "".join(node.signs for node in tree.walk())


def meanings(signs: str, language: str) -> dict[str, str]:
    """Each sign that occurs, and what it means."""
    return {sign: say(f"trace.{key}", language) for sign, key in SIGNS.items() if sign in signs}


def tell_signs(office: Office, signs: str, language: str) -> None:
    """A line below for each sign that occurs: what it means and where all of its kind stand."""
    for sentence in meanings(signs, language).values():
        office.tell(sentence)


def end(office: Office, derivation: Derivation, wrong: tuple[Difference, ...]) -> NoReturn:
    """Each difference in a line, with its address, and what to do; then the code of the end."""
    for one in wrong:
        values = {"where": one.where, "stored": one.stored, "reckoned": one.reckoned}
        office.tell(say("trace.differs", office.spoken, **values))
    if wrong:
        season = derivation.digest.season
        office.tell(say("trace.differs_advice", office.spoken, season=season))
    sys.exit(STOPPED if wrong or derivation.placing.note == "undecided" else DONE)


def tell_against(
    office: Office, digest: SeasonDigest, one: Participant, other: Participant
) -> None:
    """Print why one of two is ahead; ends with 1 where something is not as stored."""
    from helpers.examine.against import compare_two

    if one.category != other.category:
        values = {"one": one.id, "other": other.id}
        values |= {"first": one.category, "second": other.category}
        raise click.UsageError(say("trace.two_categories", office.spoken, **values))
    if one.id == other.id:
        raise click.UsageError(say("trace.same_one", office.spoken))
    sides = [derive(digest, one.category, person.id, office.language) for person in (one, other)]
    wrong = tuple(found for side in sides for found in differences(side))
    first = sides[0]
    against = compare_two(digest.rules, first.facts, first.stored_result, one.id, other.id)
    page = MarginPage(digest, first.category.rules, against, first.language)
    sentences = say_why(page, first.result.participants)
    if office.as_json:
        office.answer(
            {"season": digest.season, "category": one.category, "differences": plain(wrong)}
            | as_plain_against(against, first.result.participants, page.signs)
            | {"signs": meanings("".join(page.signs.values()), first.language)}
            | {"sentences": list(sentences)}
        )
    else:
        office.tell(titles(first)[0])
        show_margin(office, page, first)
        tell_signs(office, page.printed_signs(), first.language)
        office.tell(f"\n{say('trace.plain', first.language)}:")
        for sentence in sentences:
            show(office, Padding(Text(sentence), (0, 0, 0, 2), expand=False))
    end(office, first, wrong)


def head(derivation: Derivation) -> dict[str, Any]:
    """Who it is, and where it stands."""
    placing = derivation.placing
    return {
        "season": placing.season,
        "category": placing.category,
        "participant": placing.participant,
        "name": placing.name,
        "region": placing.region,
        "rank": placing.rank,
        "total": None if placing.total is None else str(placing.total),
        "sign": figure_sign(derivation.category, placing.participant),
        "title": placing.title,
        "note": placing.note,
        "status": placing.status,
    }


def plain(wrong: tuple[Difference, ...]) -> list[dict[str, str]]:
    """Differences for programs."""
    return [{"where": one.where, "stored": one.stored, "recomputed": one.reckoned} for one in wrong]


def titles(derivation: Derivation) -> tuple[str, str]:
    """The season and category, and the participant with its region."""
    digest, placing, language = derivation.digest, derivation.placing, derivation.language
    key = "who" if placing.region else "who_alone"
    region = digest.region_name(placing.region)
    values = {"name": placing.name, "id": placing.participant, "region": region}
    category = derivation.category.rules.name
    return (
        say("trace.title", language, season=digest.season, category=category),
        say(f"trace.{key}", language, **values),
    )


def show_margin(office: Office, page: MarginPage, first: Derivation) -> None:
    """Why there is a margin or none, and the rows that add up to it."""
    against, language = page.against, page.language
    names = {"ahead": against.ahead.name, "behind": against.behind.name}
    for line in (against.ahead, against.behind):
        key = "side_unranked" if line.rank is None else "side"
        total = show_value(line.total, page.rule.rounding.total, language)
        total += page.signs[line.participant]
        values = {"rank": line.rank, "name": line.name, "id": line.participant, "total": total}
        office.tell(say(f"trace.{key}", language, **values))
    if against.reason == "unranked":
        line = against.behind if against.behind.rank is None else against.ahead
        key = "no_margin_undecided" if line.note == "undecided" else "no_margin_unranked"
        note = describe_note(line.note, language)
        show(office, Text(say(f"trace.{key}", language, name=line.name, note=note)))
        return
    if against.cut is not None:
        key = "no_margin_line" if against.standing is not None else "no_margin_line_decided"
        stage = page.rule.stages[against.cut.stage].name
        show(office, Text(say(f"trace.{key}", language, stage=stage, **names)))
    for split in against.splits:
        link = describe_link(split.link, page.rule, language)
        compared = say_split(split, first.result.participants, page.rule, language)
        show(office, Text(f"{link}: {compared}"))
    if rows := page.rows():
        show(office, margin_table(page, rows))
