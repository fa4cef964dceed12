"""The conditions of the lock (``sys_platform == 'win32'``), asked about another computer.

pip only asks them about the computer that it runs on. What the lock writes is a part of Python's
own grammar: comparisons with a text, joined by ``and`` and ``or``.
"""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable, Mapping
from typing import Any

VERSIONS = ("python_version", "python_full_version")
COMPARED: Mapping[type[ast.cmpop], Callable[[Any, Any], bool]] = {
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
}
ANY = "*"  # the last part of a version that stands for all that begin alike


def holds(condition: str, computer: Mapping[str, str]) -> bool:
    """Whether a condition holds on a computer; an empty one always does.

    Raises
    ------
    ValueError
        The condition is written in a way that is not known here, or asks for an unknown thing.
    """
    return not condition or _holds(ast.parse(condition, mode="eval").body, computer)


def _holds(node: ast.expr, computer: Mapping[str, str]) -> bool:
    if isinstance(node, ast.BoolOp):
        join = all if isinstance(node.op, ast.And) else any
        return join([_holds(part, computer) for part in node.values])
    if (
        isinstance(node, ast.Compare)
        and isinstance(node.left, ast.Name)
        and node.left.id in computer
        and isinstance(wanted := node.comparators[0], ast.Constant)
        and len(node.ops) == 1
        and (compare := COMPARED.get(type(node.ops[0])))
    ):
        own, other = computer[node.left.id], str(wanted.value)
        if node.left.id in VERSIONS:
            return _compare_versions(own, other, compare)
        return compare(own, other)
    raise ValueError(ast.unparse(node))


def _compare_versions(own: str, other: str, compare: Callable[[Any, Any], bool]) -> bool:
    """Compare number by number; ``3.12.*`` only looks at the numbers before the star."""
    mine, theirs = own.split("."), other.split(".")
    if theirs[-1] == ANY:
        theirs = theirs[:-1]
        mine = mine[: len(theirs)]
    width = max(len(mine), len(theirs))
    padded = ([*map(int, part), *[0] * (width - len(part))] for part in (mine, theirs))
    return compare(*padded)
