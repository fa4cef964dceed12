"""The forms of a season filled in: who stands on each, with which marks, in which order."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from random import Random

from helpers.records.tables import COMMITTEE
from helpers.rules import RuleBook
from helpers.sample.forms import long_day
from helpers.sample.marks import Marks, Slot
from helpers.sample.material import HERE, Entrant, Form, Material, rows, shapes
from helpers.sample.page import Column, Page


def fill_in(material: Material, form: Form, marks: Marks) -> Page:
    """The page of one form."""
    book = material.book
    category = book.categories[form.category]
    stage = category.stages[form.stage]
    columns = tuple(
        Column(key, stage.criteria[key].name, stage.criteria[key].weight)
        for key in _criteria(book, form)
    )
    entrants = _entrants(material, form)
    return Page(
        form=form,
        layout=shapes("layouts")[form.layout],
        heading=shapes("headings")[form.heading],
        font=material.temperaments[form.juror].font,
        words=_words(book, form),
        day=day_of(book, form),
        city=book.office.city,
        signature=_signature(material, form),
        most=category.criterion_scale(form.stage, columns[0].criterion).max,
        percent=category.weights == "percent",
        columns=columns,
        entrants=entrants,
        regions=_region_names(book, form, entrants),
        marks={
            (entrant.id, column.criterion): marks[_slot(form, column, entrant)]
            for entrant in entrants
            for column in columns
            if not _recused(book, form, entrant)
        },
    )


def day_of(book: RuleBook, form: Form) -> date:
    """The day on which a form was filled in.

    Raises
    ------
    ValueError
        The rule book gives its stage no date.
    """
    day = book.categories[form.category].stages[form.stage].date
    if day is None:
        raise ValueError(f"stage {form.stage} of {form.category} has no date")
    return day


def signer(book: RuleBook, form: Form) -> str:
    """Who filled in a form."""
    return "Panitia" if form.juror == COMMITTEE else book.jurors[form.juror].name


def _criteria(book: RuleBook, form: Form) -> tuple[str, ...]:
    category = book.categories[form.category]
    if form.juror == COMMITTEE:
        return category.committee_criteria(form.stage)
    return category.juror_criteria(form.stage)


def _words(book: RuleBook, form: Form) -> dict[str, str]:
    """The words that headings may use."""
    category = book.categories[form.category]
    return {
        "year": book.season,
        "category": category.name,
        "category_upper": category.name.upper(),
        "stage": category.stages[form.stage].name,
        "juror_code": form.juror,
        "juror_name": signer(book, form),
        "day": long_day(day_of(book, form)),
    }


def _slot(form: Form, column: Column, entrant: Entrant) -> Slot:
    return Slot(form.category, form.stage, column.criterion, entrant.id, form.juror)


def _entrants(material: Material, form: Form) -> tuple[Entrant, ...]:
    """Who stands on a form, in its order."""
    only = form.only.split()
    entrants = [
        entrant
        for entrant in material.entrants
        if entrant.category == form.category and (not only or entrant.id in only)
    ]
    if form.order == "name":
        entrants.sort(key=lambda entrant: entrant.name)
    elif form.order == "reverse":
        entrants.reverse()
    elif form.order == "quality":
        entrants.sort(key=lambda entrant: (-entrant.quality, entrant.id))
    elif form.order == "mixed":
        Random(f"{material.season}/{form.category}/{form.stage}/{form.juror}").shuffle(entrants)  # noqa: S311
    return tuple(entrants)


def _recused(book: RuleBook, form: Form, entrant: Entrant) -> bool:
    """Whether the juror may not mark this participant and left the cells empty."""
    recusal = book.categories[form.category].recusal
    if form.juror == COMMITTEE or recusal == "none":
        return False
    if recusal == "same_region":
        return book.jurors[form.juror].region == entrant.region
    return any((form.juror, entrant.id) == (one.juror, one.participant) for one in recusal)


def _region_names(book: RuleBook, form: Form, entrants: tuple[Entrant, ...]) -> Mapping[str, str]:
    """The names of the regions by participant, official or as people write them."""
    if form.regions == "everyday":
        names = {row["region"]: row["written"] for row in rows(HERE / "everyday.csv")}
    else:
        names = {region.code: region.name for region in book.regions or ()}
    return {entrant.id: names[entrant.region] for entrant in entrants}


def _signature(material: Material, form: Form) -> tuple[str, ...]:
    """The lines of the signature; a form that does not say whose it is carries initials only."""
    if form.juror == COMMITTEE:
        return ("Panitia,", "", "", "CONTOH Ketua Panitia")
    if not shapes("headings")[form.heading]["identity"]:
        return ("Paraf",)
    nip = material.temperaments[form.juror].nip
    return ("Juri,", "", "", signer(material.book, form), f"NIP. {nip}" if nip else "")
