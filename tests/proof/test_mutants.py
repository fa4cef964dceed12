"""Mutation testing: a mistake in what decides is seen by the counts or by a test."""

from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter

import pytest

from tests.conftest import ROOT
from tests.proof.mutants import EXPLAINED, all_mutants, drawn, explained, judged

SAMPLE = 40
# In a process of its own: forks must not have loaded what is mutated.
JUDGE = """
import sys
from tests.proof.mutants import drawn, judged, verdicts
for mutant, killed in verdicts(drawn(judged(), int(sys.argv[1]))):
    print(killed or "survived", mutant.key, sep="\\t")
"""


@pytest.mark.long
@pytest.mark.timeout(2400)
@pytest.mark.skipif(sys.platform == "win32", reason="Windows cannot fork")
def test_no_mutant_survives_unexplained() -> None:
    """Of a sample drawn by the source's hash each mutant is killed, or docs/mutants.md says why."""
    done = subprocess.run(
        [sys.executable, "-c", JUDGE, str(SAMPLE)], cwd=ROOT, capture_output=True, encoding="utf-8"
    )
    assert done.returncode == 0, done.stderr
    judgements = [line.split("\t") for line in done.stdout.splitlines()]
    assert len(judgements) == SAMPLE
    known = explained()
    assert [key for how, key in judgements if how == "survived" and key not in known] == []
    assert sum(how != "survived" for how, _ in judgements) > SAMPLE // 2


@pytest.mark.slow
def test_explanations_are_of_mutants_that_exist() -> None:
    """Each line of docs/mutants.md is about a mutant of the source as it is now."""
    assert explained()
    assert explained() <= {mutant.key for mutant in all_mutants()}
    assert {mutant.module for mutant in judged()} >= {"scoring/ties.py"}


@pytest.mark.slow
def test_counts_are_those_of_the_source() -> None:
    """docs/mutants.md counts the mutants of each module and the survivors that it explains."""
    made = Counter(mutant.module for mutant in judged())
    unkilled = Counter(key.partition(" | ")[0] for key in explained())
    row = re.compile(r"^\| (\w+/\w+) \| (\d+) \| (\d+) \| (\d+) \|$", re.MULTILINE)
    told = {
        f"{module}.py": tuple(map(int, counts))
        for module, *counts in row.findall(EXPLAINED.read_text("utf-8"))
    }
    assert told == {
        module: (count, count - unkilled[module], unkilled[module])
        for module, count in made.items()
    }


@pytest.mark.slow
def test_sample_hangs_on_the_source_alone() -> None:
    """Drawn twice the sample is the same, and no mutant is in it twice."""
    mutants = judged()
    sample = drawn(mutants, SAMPLE)
    assert sample == drawn(mutants, SAMPLE)
    assert len({mutant.key for mutant in sample}) == SAMPLE
