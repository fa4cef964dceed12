"""Mutation testing of what decides: the rooms' arithmetic and the recount, one change at a time.

    python -m tests.proof.mutants                       every mutant of scoring and the recounts
    python -m tests.proof.mutants scoring/ties.py ...   those of the modules named

A mutant is the program with one small mistake: another comparison, sign, number, connective or
return. It is killed when the two counts no longer agree on a few hundred random rule books, or when
a test of the room fails; the title across categories has random seasons of its own among its tests.
Who survives is printed; docs/mutants.md explains each or there is a test.

Each mutant runs in a fork of a process that has loaded everything else, so that it costs
milliseconds rather than a start of Python. Linux and macOS only.
"""

from __future__ import annotations

import ast
import contextlib
import copy
import csv
import hashlib
import importlib.abc
import importlib.machinery
import importlib.util
import io
import json
import os
import random
import re
import signal
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from types import ModuleType
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings

from helpers.records.facts import SeasonFacts
from helpers.records.tables import (
    Absence,
    Decision,
    Deduction,
    Participant,
    Score,
    table_text,
)
from helpers.rules import as_json
from tests.proof.random_books import Case, cases

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "helpers"
RECOUNT = SOURCE / "proof" / "recount.py"
OVERALL_RECOUNT = SOURCE / "proof" / "recount_overall.py"
OVERALL_TESTS = ("tests/scoring/test_overall.py", "tests/proof/test_recount_overall.py")
EXPLAINED = ROOT / "docs" / "mutants.md"
BOOKS = 600
PATIENCE = 120  # seconds; a mutant that never ends is killed by that
# Words for people decide nothing; their tests are those of the sentences.
WORDS = {"telling.py", "__init__.py"}
COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
    ast.In: ast.NotIn, ast.NotIn: ast.In,
}  # fmt: skip
OPERATIONS: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Add, ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult, ast.Mod: ast.Mult, ast.Pow: ast.Mult,
    ast.BitAnd: ast.BitOr, ast.BitOr: ast.BitAnd,
}  # fmt: skip
TABLES = {"scores": Score, "absences": Absence, "participants": Participant,
          "deductions": Deduction, "decisions": Decision}  # fmt: skip


@dataclass(frozen=True)
class Mutant:
    """One change: where it stands, in words that outlive a change of line numbers."""

    module: str  # file name below src/helpers
    function: str
    line: int
    before: str
    after: str
    occurrence: int
    number: int  # among the mutants of its module

    @property
    def key(self) -> str:
        """What docs/mutants.md names it by."""
        again = f" ({self.occurrence})" if self.occurrence > 1 else ""
        return f"{self.module} | {self.function} | `{self.before}` → `{self.after}`{again}"


def changes(node: ast.AST) -> Iterator[ast.AST]:
    """The small mistakes that can be made at one place."""
    if isinstance(node, ast.Compare):
        for place, sign in enumerate(node.ops):
            other = copy.deepcopy(node)
            other.ops[place] = COMPARISONS[type(sign)]()
            yield other
    elif isinstance(node, (ast.BinOp, ast.AugAssign)) and type(node.op) in OPERATIONS:
        other_operation = copy.deepcopy(node)
        other_operation.op = OPERATIONS[type(node.op)]()
        yield other_operation
    elif isinstance(node, ast.BoolOp):
        other_word = copy.deepcopy(node)
        other_word.op = ast.Or() if isinstance(node.op, ast.And) else ast.And()
        yield other_word
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, (ast.Not, ast.USub, ast.Invert)):
        yield node.operand
    elif isinstance(node, ast.Constant) and isinstance(node.value, bool):
        yield ast.Constant(not node.value)
    elif isinstance(node, ast.Constant) and isinstance(node.value, int):
        yield ast.Constant(node.value + 1)
    elif isinstance(node, ast.Return) and not is_none(node.value):
        yield ast.Return(ast.Constant(None))
    elif isinstance(node, ast.IfExp):
        yield ast.IfExp(node.test, node.orelse, node.body)


def is_none(value: ast.expr | None) -> bool:
    """Whether a function that returns this returns nothing."""
    return value is None or (isinstance(value, ast.Constant) and value.value is None)


def code_of(tree: ast.Module) -> Iterator[tuple[ast.AST, str]]:
    """The places where code runs, each with its function; no annotation, decorator or docstring."""

    def walk(node: ast.AST, function: str) -> Iterator[tuple[ast.AST, str]]:
        for name, value in ast.iter_fields(node):
            if name in ("annotation", "returns", "decorator_list"):
                continue
            for child in value if isinstance(value, list) else [value]:
                if isinstance(child, ast.AST):
                    inside = child.name if isinstance(child, ast.FunctionDef) else function
                    yield child, inside
                    yield from walk(child, inside)

    yield from walk(tree, "-")


def mutants_of(path: Path) -> list[Mutant]:
    """Every mutant of a module."""
    made: list[Mutant] = []
    seen: Counter[tuple[str, str, str]] = Counter()
    name = path.relative_to(SOURCE).as_posix()
    for node, function, other in places_of(ast.parse(path.read_text(encoding="utf-8"))):
        before, after = ast.unparse(node), ast.unparse(other)
        seen[function, before, after] += 1
        line, again = getattr(node, "lineno", 0), seen[function, before, after]
        made.append(Mutant(name, function, line, before, after, again, len(made)))
    return made


def places_of(tree: ast.Module) -> Iterator[tuple[ast.AST, str, ast.AST]]:
    """Each node that can be another, its function, and the other."""
    for node, function in code_of(tree):
        for other in changes(node):
            yield node, function, other


def source_of(mutant: Mutant) -> str:
    """The module's text with the one mistake in it."""
    tree = ast.parse((SOURCE / mutant.module).read_text(encoding="utf-8"))
    node, _, other = next(islice(places_of(tree), mutant.number, None))
    with replaced(node, other):
        return ast.unparse(ast.fix_missing_locations(tree))


@contextlib.contextmanager
def replaced(node: ast.AST, other: ast.AST) -> Iterator[None]:
    """Let one node of a tree be another for a while."""
    kind, fields = node.__class__, dict(node.__dict__)
    node.__class__ = other.__class__  # type: ignore[assignment]  # the tree has no links upwards
    node.__dict__.clear()
    node.__dict__.update(other.__dict__)
    try:
        yield
    finally:
        node.__class__ = kind  # type: ignore[assignment]  # as above
        node.__dict__.clear()
        node.__dict__.update(fields)


def all_mutants() -> list[Mutant]:
    """Every mutant of scoring and of the two recounts."""
    modules = [path for path in sorted((SOURCE / "scoring").glob("*.py")) if path.name not in WORDS]
    return [mutant for path in (RECOUNT, OVERALL_RECOUNT, *modules) for mutant in mutants_of(path)]


def judged() -> list[Mutant]:
    """The mutants of the modules that docs/mutants.md says were judged one by one."""
    text = EXPLAINED.read_text(encoding="utf-8")
    named = re.search(r"^Judged in full: (.+?)\.$", text, re.MULTILINE | re.DOTALL)
    assert named is not None, "docs/mutants.md names the modules that were judged"
    modules = set(re.findall(r"`([\w/]+\.py)`", named[1]))
    return [mutant for mutant in all_mutants() if mutant.module in modules]


def drawn(mutants: Sequence[Mutant], count: int) -> list[Mutant]:
    """A sample that changes with the source and with nothing else."""
    total = hashlib.sha256("".join(mutant.key for mutant in mutants).encode()).hexdigest()
    return random.Random(total).sample(list(mutants), min(count, len(mutants)))  # noqa: S311  # a sample, not a secret


def explained() -> set[str]:
    """The keys of the survivors that docs/mutants.md explains."""
    text = EXPLAINED.read_text(encoding="utf-8")
    rows = re.findall(r"^\| (.+? \| .+? \| .+?) \| [^|]+ \|$", text, re.MULTILINE)
    return {row.replace("\\|", "|") for row in rows if ".py |" in row}


# --- The judges


def random_cases(count: int) -> list[Case]:
    """Random rule books, the same each time, no two alike, with enough participants to differ."""
    found: dict[str, Case] = {}

    @settings(
        max_examples=3 * count,
        phases=[Phase.generate],
        derandomize=True,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(cases())
    def collect(case: Case) -> None:
        if len(case.facts.participants) > 2:
            found[repr(case)] = case

    collect()
    return list(found.values())[-count:]


@dataclass(frozen=True)
class Known:
    """A case with the recount's rows for each category."""

    case: Case
    rules: Any
    tables: dict[str, Any]
    rows: list[list[Any]]


def load_recount(source: str) -> ModuleType:
    """The recount as a module, from its text."""
    module = ModuleType("recount")
    exec(compile(source, "recount.py", "exec"), module.__dict__)  # noqa: S102  # our own text
    return module


def known_cases(count: int) -> list[Known]:
    """The cases, counted by the recount as it is."""
    recount = load_recount(RECOUNT.read_text(encoding="utf-8"))
    known = []
    with contextlib.redirect_stderr(io.StringIO()):
        for case in random_cases(count):
            rules, tables = json.loads(as_json(case.book)), tables_of(case.facts)
            known.append(Known(case, rules, tables, recount.recount(rules, tables, case.through)))
    return known


def tables_of(facts: SeasonFacts) -> dict[str, Any]:
    """The tables that the recount reads."""
    return {
        name: list(csv.DictReader(io.StringIO(table_text(kind, getattr(facts, name)))))
        for name, kind in TABLES.items()
    }


class Replacement(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Imports one module from a text."""

    def __init__(self, name: str, source: str) -> None:
        self.name, self.source = name, source

    def find_spec(self, fullname: str, *_: Any) -> importlib.machinery.ModuleSpec | None:
        """The mutated module, when its name is asked for."""
        return importlib.util.spec_from_loader(fullname, self) if fullname == self.name else None

    def create_module(self, _spec: importlib.machinery.ModuleSpec) -> None:
        """A plain module."""

    def exec_module(self, module: ModuleType) -> None:
        """Run the mutated text in it."""
        exec(compile(self.source, self.name, "exec"), module.__dict__)  # noqa: S102  # our own text


def imported_as(mutant: Mutant) -> str:
    """The name that the mutated module is imported by."""
    return "helpers." + mutant.module.removesuffix(".py").replace("/", ".")


def kills(mutant: Mutant, known: Sequence[Known]) -> str:
    """What kills a mutant: ``counts``, ``tests``, or '' where it survives. Changes this process."""
    if mutant.module == "proof/recount.py":
        return recount_differs(mutant, known)
    if mutant.module == "proof/recount_overall.py":
        return program_fails(mutant, "OVERALL_PROGRAM", OVERALL_TESTS[1])
    sys.meta_path.insert(0, Replacement(imported_as(mutant), source_of(mutant)))
    if mutant.module == "scoring/overall.py":  # no ranking hangs on it
        return tests_fail(*OVERALL_TESTS)
    if scoring_differs(known):
        return "counts"
    nearest = "tests/scoring/test_" + Path(mutant.module).name
    return tests_fail(*([nearest] if (ROOT / nearest).exists() else []), "tests/scoring")


def scoring_differs(known: Sequence[Known]) -> bool:
    """Whether scoring, as it is imported now, and the recount say different things."""
    try:
        from helpers.proof.recounting import compare
        from helpers.scoring import score_category

        for one in known:
            for key in one.case.book.categories:
                facts = one.case.facts.of(key)
                result = score_category(one.case.book, key, facts, one.case.through)
                mine = [dict(zip(ROW, map(str, row), strict=True)) for row in one.rows]
                other = {(key, row["participant"]): row for row in mine if row["category"] == key}
                undecided = {row["note"] for row in other.values()} == {"undecided"}
                if undecided == result.decided:
                    return True
                if compare(other, result.placings, "en").differences:
                    return True
    except Exception:
        return True
    return False


ROW = load_recount(RECOUNT.read_text(encoding="utf-8")).ROW


def recount_differs(mutant: Mutant, known: Sequence[Known]) -> str:
    """Whether a mutated recount gives other rows, or fails its tests, run as the program it is."""
    with contextlib.redirect_stderr(io.StringIO()):
        try:
            recount = load_recount(source_of(mutant))
            for one in known:
                if recount.recount(one.rules, one.tables, one.case.through) != one.rows:
                    return "counts"
        except Exception:
            return "counts"
    return program_fails(mutant, "PROGRAM", "tests/proof/test_recount.py")


def program_fails(mutant: Mutant, program: str, tests: str) -> str:
    """``tests`` when the tests of a mutated recount fail, imported and run as the program it is."""
    from helpers.proof import recounting

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / Path(mutant.module).name
        path.write_text(source_of(mutant), encoding="utf-8")
        setattr(recounting, program, path)
        sys.meta_path.insert(0, Replacement(imported_as(mutant), source_of(mutant)))
        return tests_fail(tests)


def tests_fail(*paths: str) -> str:
    """``tests`` when a fast test fails; those of the mutated module come first."""
    import pytest

    slow = [
        f"--ignore={ROOT}/tests/scoring/test_{name}.py" for name in ("properties", "many_marks")
    ]
    options = [
        "-x",
        "-q",
        "-p",
        "no:cacheprovider",
        "-p",
        "no:xdist",
        "-m",
        "not slow and not long",
    ]
    files = [str(ROOT / path) for path in paths]
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        code = pytest.main([*files, *options, *slow, f"--rootdir={ROOT}"])
    return "tests" if code else ""


def judge(mutant: Mutant, known: Sequence[Known]) -> str:
    """What kills a mutant, found in a fork: ``counts``, ``tests``, ``time`` or ''."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.close(reading)
        signal.alarm(PATIENCE)
        sys.stderr = io.StringIO()
        said = "counts"
        try:
            said = kills(mutant, known)
        finally:
            os.write(writing, said.encode() or b"-")
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as answer:
        said = answer.read()
    os.waitpid(child, 0)
    return "" if said == "-" else said or "time"


def verdicts(
    mutants: Sequence[Mutant], books: int = BOOKS, jobs: int = 1
) -> Iterator[tuple[Mutant, str]]:
    """Each mutant with what killed it: ``counts``, ``tests``, ``time``, or '' where it survives."""
    known = known_cases(books)
    warm_up()
    with ThreadPoolExecutor(max_workers=jobs) as pool:
        yield from zip(mutants, pool.map(lambda one: judge(one, known), mutants), strict=True)


def warm_up() -> None:
    """Load what every fork needs, but nothing that is mutated."""
    import numpy  # noqa: F401
    import pytest  # noqa: F401

    import helpers.proof.recounting  # noqa: F401

    assert not [name for name in sys.modules if name.startswith("helpers.scoring")]


def main(arguments: list[str]) -> int:
    """Judge the mutants of the modules named, or of all; print who survives unexplained."""
    mutants = [one for one in all_mutants() if not arguments or one.module in arguments]
    known, counted, unexplained = explained(), Counter[str](), 0
    for mutant, killed in verdicts(mutants, jobs=2):
        counted[killed or "survived"] += 1
        if not killed and mutant.key not in known:
            unexplained += 1
            sys.stdout.write(f"{mutant.line}: {mutant.key}\n")
            sys.stdout.flush()
    sys.stdout.write(f"{len(mutants)} mutants: {dict(counted)}; {unexplained} not explained\n")
    return 1 if unexplained else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
