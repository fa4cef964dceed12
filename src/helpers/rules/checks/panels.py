"""Who judges: the jurors of each stage, and who replaces whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from helpers.rules.checks.subject import Subject
from helpers.rules.entries import Entry
from helpers.rules.mistakes import Fault
from helpers.rules.models import RuleBook


def check_jurors(book: RuleBook, root: Entry) -> Iterator[Fault]:
    """A replacement names a juror there is, and the day from which it holds."""
    begun: dict[tuple[str, object], str] = {}
    for name, juror in book.jurors.items():
        line = root.line_of("jurors", name, "replaces")
        if juror.replaces is None:
            if juror.from_date is not None:
                yield Fault(root.line_of("jurors", name, "from"), "from_alone", {"juror": name})
            continue
        if juror.replaces not in book.jurors:
            values = {"juror": name, "other": juror.replaces, "known": ", ".join(book.jurors)}
            yield Fault(line, "replaces_nobody", values)
        if _replaces_itself(book, name):
            yield Fault(line, "replaces_in_circle", {"juror": name})
        if juror.from_date is None:
            yield Fault(root.line_of("jurors", name), "replaced_without_day", {"juror": name})
        elif (other := begun.setdefault((juror.replaces, juror.from_date), name)) != name:
            yield Fault(line, "replaced_twice", {"juror": name, "other": other})


def _replaces_itself(book: RuleBook, name: str) -> bool:
    seen = {name}
    juror = book.jurors[name]
    while juror.replaces in book.jurors:
        if juror.replaces in seen:
            return True
        seen.add(juror.replaces)
        juror = book.jurors[juror.replaces]
    return False


def check_panels(subject: Subject) -> Iterator[Fault]:
    """Each stage of jurors has some, each of them once, and a day where one is replaced."""
    yield from _named(subject, subject.rules.jurors, "jurors")
    for stage, rules in subject.rules.stages.items():
        yield from _named(subject, rules.jurors or (), "stages", stage, "jurors")
        yield from _sources(subject, stage)
        if not subject.rules.juror_criteria(stage):
            continue
        if rules.source == "jurors" and not subject.rules.stage_jurors(stage):
            yield subject.fault("no_jurors", "stages", stage, stage=stage)
        yield from _replacements(subject, stage)
    yield from _recused(subject)


def _named(subject: Subject, jurors: tuple[str, ...], *path: object) -> Iterator[Fault]:
    known = ", ".join(subject.book.jurors)
    for juror, times in Counter(jurors).items():
        if juror not in subject.book.jurors:
            yield subject.fault("unknown_juror", *path, juror=juror, known=known)
        if times > 1:
            yield subject.fault("juror_twice", *path, juror=juror)


def _sources(subject: Subject, stage: str) -> Iterator[Fault]:
    """What the committee marks has no jurors."""
    rules = subject.rules.stages[stage]
    if rules.source != "committee":
        return
    if rules.jurors:
        yield subject.fault("jurors_of_committee", "stages", stage, "jurors", stage=stage)
    for criterion, part in rules.criteria.items():
        if part.source == "jurors":
            yield subject.fault(
                "jurors_in_committee_stage", "stages", stage, "criteria", criterion, "source",
                stage=stage, criterion=criterion,
            )  # fmt: skip


def _replacements(subject: Subject, stage: str) -> Iterator[Fault]:
    named = subject.rules.stage_jurors(stage)
    replaced = {juror.replaces for juror in subject.book.jurors.values()}
    concerned = [juror for juror in named if juror in replaced]
    if concerned and subject.rules.stages[stage].date is None:
        yield subject.fault("stage_without_day", "stages", stage, stage=stage, juror=concerned[0])
    if any(_replaces_itself(subject.book, juror) for juror in subject.book.jurors):
        return
    for juror, times in Counter(subject.panel(stage)).items():
        if times > 1 and named.count(juror) < 2:
            yield subject.fault("seat_twice", "stages", stage, stage=stage, juror=juror)


def _recused(subject: Subject) -> Iterator[Fault]:
    """A recusal concerns a juror who could judge, and is said once."""
    rules = subject.rules
    if isinstance(rules.recusal, str):
        return
    panels = {juror for stage in subject.juror_stages() for juror in rules.stage_jurors(stage)}
    seen = set()
    for place, recused in enumerate(rules.recusal):
        if recused.juror not in subject.book.jurors:
            known = ", ".join(subject.book.jurors)
            yield subject.fault("unknown_juror", "recusal", place, juror=recused.juror, known=known)
        elif not {recused.juror, subject.book.jurors[recused.juror].replaces} & panels:
            yield subject.fault("recused_not_due", "recusal", place, juror=recused.juror)
        if (recused.juror, recused.participant) in seen:
            yield subject.fault(
                "recused_twice",
                "recusal",
                place,
                juror=recused.juror,
                participant=recused.participant,
            )
        seen.add((recused.juror, recused.participant))
