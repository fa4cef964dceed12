"""What is wrong in a rule book, where, and what would be right."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from helpers.records.words import say


@dataclass(frozen=True, slots=True)
class Fault:
    """A mistake before it is put into words: its line, the key of its sentence, its values."""

    line: int
    word: str
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Mistake:
    """One mistake as a person reads it; ``line`` is 0 where the file as a whole is meant."""

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        return (
            f"{self.file}:{self.line}: {self.message}"
            if self.line
            else f"{self.file}: {self.message}"
        )


class RuleBookError(Exception):
    """The rule book is refused; ``mistakes`` holds all that was found, in order of the lines."""

    def __init__(self, mistakes: tuple[Mistake, ...]) -> None:
        super().__init__("\n".join(map(str, mistakes)))
        self.mistakes = mistakes


def refusal(path: Path, language: str, faults: Iterable[Fault]) -> RuleBookError:
    """The error that says each of ``faults`` in ``language``, with the file and its folder."""
    file = f"{path.parent.name}/{path.name}" if path.parent.name else path.name
    said = {
        Mistake(file, fault.line, say(f"rules.{fault.word}", language, **fault.values))
        for fault in faults
    }
    return RuleBookError(tuple(sorted(said, key=lambda mistake: (mistake.line, mistake.message))))
