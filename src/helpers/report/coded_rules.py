"""The rules with jurors by their codes: what a recount needs of them, and nobody's name.

Replacements and recusals would tell who a juror is: by the date, by the region. They are said as
what follows from them instead, who sits in each stage and who does not judge whom, so that the
coded rules come to the same ranking.
"""

from __future__ import annotations

from collections.abc import Iterator

from helpers.report.digest import CategoryDigest, SeasonDigest
from helpers.rules import Category, Juror, Recused, RuleBook
from helpers.rules.recusal import recused


def code_rules(digest: SeasonDigest, categories: tuple[CategoryDigest, ...]) -> RuleBook:
    """The rule book for these categories, with codes for ids and no person in it.

    The title across categories stands in it only where these are all of them.
    """
    coded = {one.key: _code_category(digest, one) for one in categories}
    codes = dict.fromkeys(code for one in coded.values() for code in one.jurors)
    return digest.rules.model_copy(
        update={
            "jurors": {code: Juror(name=code) for code in codes},
            "categories": coded,
            "overall": digest.rules.overall if len(coded) == len(digest.categories) else None,
            "officers": (),
            "signatories": {},
        }
    )


def _code_category(digest: SeasonDigest, category: CategoryDigest) -> Category:
    rule = category.rules
    panels = {
        name: tuple(
            dict.fromkeys(
                digest.juror_code(category.key, who)
                for who in digest.rules.due_jurors(category.key, name)
            )
        )
        for name in rule.stages
    }
    stages = {
        name: stage.model_copy(update={"jurors": panels[name] or None})
        for name, stage in rule.stages.items()
    }
    panel = tuple(dict.fromkeys(code for stage in panels.values() for code in stage))
    pairs = tuple(_apart(digest, category))
    return rule.model_copy(update={"jurors": panel, "stages": stages, "recusal": pairs or "none"})


def _apart(digest: SeasonDigest, category: CategoryDigest) -> Iterator[Recused]:
    """Every pair of juror and participant that recusal keeps apart, without its reason."""
    key = category.key
    sitting = (
        who for stage in category.rules.stages for who in digest.rules.due_jurors(key, stage)
    )
    for juror in dict.fromkeys(sitting):
        for participant in recused(digest.rules, key, juror, category.participants):
            yield Recused(
                juror=digest.juror_code(key, juror), participant=participant, reason="recusal"
            )
