"""Entries -> rule book: every key known, nothing missing, every value of its type."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from copy import deepcopy
from functools import cache
from importlib.resources import files
from typing import Any, get_args, get_origin

from pydantic import ValidationError

from helpers.rules.entries import Entry
from helpers.rules.mistakes import Fault
from helpers.rules.models import A_WORD, WRITTEN_OUT, RuleBook
from helpers.rules.regions import BUILT_IN, built_in
from helpers.rules.values import Rule

NEAR = 60  # how alike, of 100, a wrong key must be to a known one to be offered for it

# What pydantic calls an error, and the sentence for it; all others name the type that is wanted.
WORDS = {
    "missing": "missing_key",
    "literal_error": "not_one_of",
    "greater_than_equal": "too_small",
    "less_than_equal": "too_large",
    "string_too_short": "empty_value",
    "string_type": "not_text",
    "dict_type": "not_mapping",
    "model_type": "not_mapping",
    "model_attributes_type": "not_mapping",
    "tuple_type": "not_list",
    "too_short": "nothing_in_it",
    "number": "not_number",
    "whole": "not_whole",
    "day": "not_day",
    "no_such_day": "no_such_day",
    "truth": "not_truth",
    "tie_link": "not_tie_link",
}

FORMS = (A_WORD, WRITTEN_OUT)

Path = tuple[str | int, ...]


def read_book(root: Entry) -> tuple[RuleBook | None, list[Fault]]:
    """The rule book that the entries hold, and all faults in its form.

    Where there are faults, the book is what remains when unknown keys are taken for what they
    probably mean and wrong categories are left out, so that its meaning can be looked at in the
    same go; it is None where too little remains.
    """
    data = root.plain()
    if not isinstance(data, dict):
        return None, [Fault(root.line, "not_a_rule_book")]
    faults = list(_spell_out(data, root))
    while True:
        try:
            return RuleBook.model_validate(data, by_alias=True, by_name=False), faults
        except ValidationError as error:
            found = [(_path(part["loc"]), part) for part in error.errors(include_url=False)]
        before = deepcopy(data)
        unknown = [path for path, part in found if part["type"] == "extra_forbidden"]
        if unknown:
            faults += [_unknown_key(path, root.line_of(*path)) for path in unknown]
            for path in unknown:
                _take_as_meant(data, path)
        else:
            faults += [_fault(path, part, root) for path, part in found]
            if not all(_leave_out(data, path) for path, _ in found):
                return None, faults
        if data == before:
            return None, faults


def _spell_out(data: dict[str, Any], root: Entry) -> Iterator[Fault]:
    """Put the regions of a built-in list in the place of its name."""
    named = data.get("regions")
    if not isinstance(named, str):
        return
    if named in BUILT_IN:
        data["regions"] = [
            region.model_dump() | {"also": list(region.also)} for region in built_in(named)
        ]
    else:
        del data["regions"]
        yield Fault(
            root.line_of("regions"),
            "no_such_regions",
            {"value": named, "known": ", ".join(BUILT_IN)},
        )


def _path(loc: tuple[str | int, ...]) -> Path:
    """The way to the value as the file has it, without the marks for one of two forms."""
    return tuple(step for step in loc if step not in FORMS)


def _fault(path: Path, part: Any, root: Entry) -> Fault:
    """The fault that an error of pydantic stands for."""
    word = WORDS.get(part["type"], "not_readable")
    values: dict[str, object] = {"named": _dotted(path), "value": _short(part["input"])}
    if part["type"] == "missing":
        values |= {"named": path[-1], "where": _dotted(path[:-1]) or "rules.yaml"}
    elif part["input"] is None:
        word = "empty_value"
    context = part.get("ctx", {})
    values["expected"] = str(context.get("expected", "")).replace(" or ", ", ")
    values["limit"] = context.get("ge", context.get("le", ""))
    return Fault(root.line_of(*path), word, values)


def _dotted(path: Path) -> str:
    return ".".join(map(str, path))


def _short(value: object) -> str:
    text = str(value)
    return text if len(text) <= 60 else text[:59] + "…"


def _unknown_key(path: Path, line: int) -> Fault:
    """The key that is not known here, with the likeliest right one, or the place it belongs to."""
    *way, key = path
    model = _model_at(tuple(way))
    values: dict[str, object] = {"named": key, "where": _dotted(tuple(way)) or "rules.yaml"}
    if near := _nearest(str(key), list(keys_of(model))):
        return Fault(line, "unknown_key_near", values | {"near": near})
    if homes := list(_homes(str(key), model)):
        return Fault(line, "unknown_key_elsewhere", values | {"home": ", ".join(homes)})
    return Fault(line, "unknown_key", values | {"known": ", ".join(keys_of(model))})


def _nearest(key: str, known: list[str]) -> str:
    """The known key that is meant, translated from Indonesian or by its spelling; or ''."""
    translated = _translations().get(key.casefold().replace("_", "-"), "")
    if translated in known:
        return translated
    from rapidfuzz import fuzz, process  # only where a key is unknown, and it takes time

    near = process.extractOne(key, known, scorer=fuzz.ratio, score_cutoff=NEAR)
    return near[0] if near is not None else ""


@cache
def _translations() -> dict[str, str]:
    text = (files("helpers.rules") / "key-names.csv").read_text(encoding="utf-8")
    return {row["written"]: row["key"] for row in csv.DictReader(text.splitlines())}


def _homes(key: str, model: type[Rule], way: str = "") -> Iterator[str]:
    """The places below ``model`` that know the key; ``*`` stands for a name of the rule book."""
    for name, annotation in keys_of(model).items():
        for inner in _parts(annotation, _is_rule):
            named = next(_parts(annotation, _is_container), None) is not None
            below = f"{way}{name}.*." if named else f"{way}{name}."
            if key in keys_of(inner):
                yield below.rstrip(".")
            yield from _homes(key, inner, below)


def keys_of(model: type[Rule]) -> dict[str, Any]:
    """The keys that a part of the rule book may have, each with the type of its value."""
    return {field.alias or name: field.annotation for name, field in model.model_fields.items()}


def _model_at(way: Path) -> type[Rule]:
    """The part of the rule book's shape that ``way`` leads to."""
    model: type[Rule] = RuleBook
    steps = iter(way)
    for step in steps:
        annotation = keys_of(model).get(str(step))
        model = next(_parts(annotation, _is_rule), model)
        if next(_parts(annotation, _is_container), None) is not None:
            next(steps, None)  # the name or the place in the list, which is no key of the shape
    return model


def _parts(annotation: Any, wanted: Callable[[Any], bool]) -> Iterator[Any]:
    """Every part of a type that is ``wanted``, from the outside in."""
    if wanted(annotation):
        yield annotation
    for part in get_args(annotation):
        yield from _parts(part, wanted)


def _is_rule(annotation: Any) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, Rule)


def _is_container(annotation: Any) -> bool:
    return get_origin(annotation) in (dict, tuple)


def _take_as_meant(data: dict[str, Any], path: Path) -> None:
    """Give an unknown key the name it probably should have; take it away where there is none."""
    *way, key = path
    holder = _at(data, tuple(way))
    if isinstance(holder, dict) and key in holder:
        value = holder.pop(key)
        near = _nearest(str(key), list(keys_of(_model_at(tuple(way)))))
        if near:
            holder.setdefault(near, value)


def _leave_out(data: dict[str, Any], path: Path) -> bool:
    """Leave out the category that is wrong; False where it is not a category, or the last one."""
    categories = data.get("categories")
    if len(path) < 2 or path[0] != "categories" or not isinstance(categories, dict):
        return False
    categories.pop(path[1], None)
    return bool(categories)


def _at(data: Any, path: Path) -> Any:
    for step in path:
        if isinstance(data, dict):
            data = data.get(step)
        elif isinstance(data, list) and isinstance(step, int):
            data = data[step]
    return data
