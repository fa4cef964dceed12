"""A right rule book to be spoilt, and the refusal that follows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from helpers.rules import Mistake, RuleBook, RuleBookError, load

EXAMPLE = Path(__file__).with_name("design-example.yaml")


@dataclass(frozen=True)
class Refusal:
    """A spoilt rule book and every mistake that was found in it."""

    text: str
    mistakes: tuple[Mistake, ...]

    def line(self, fragment: str) -> int:
        """The line on which a fragment of the text stands first; 0 for no fragment."""
        return self.text.count("\n", 0, self.text.index(fragment)) + 1 if fragment else 0

    def must_say(self, at: str, words: str) -> None:
        """Assert that there is one mistake, at the line of ``at``, whose message has ``words``."""
        assert len(self.mistakes) == 1, "\n".join(map(str, self.mistakes))
        [mistake] = self.mistakes
        assert mistake.line == self.line(at), str(mistake)
        assert words in mistake.message
        assert mistake.file.endswith("/rules.yaml")


Refuse = Callable[..., Refusal]


@pytest.fixture
def example() -> str:
    """The example of the design, completed."""
    return EXAMPLE.read_text(encoding="utf-8")


@pytest.fixture
def load_text(tmp_path: Path) -> Callable[[str], RuleBook]:
    """Load a rule book from its text."""

    def load_text(text: str) -> RuleBook:
        file = tmp_path / "rules.yaml"
        file.write_text(text, encoding="utf-8")
        return load(file)

    return load_text


@pytest.fixture
def refuse(example: str, load_text: Callable[[str], RuleBook]) -> Refuse:
    """Spoil the example by replacing text (pairs of old and new), and get the refusal."""

    def refuse(*changes: str) -> Refusal:
        text = example
        for old, new in zip(changes[::2], changes[1::2], strict=True):
            assert old in text, old
            text = text.replace(old, new, 1)
        with pytest.raises(RuleBookError) as refused:
            load_text(text)
        return Refusal(text, refused.value.mistakes)

    return refuse
