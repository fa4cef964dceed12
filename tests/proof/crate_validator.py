"""RO-Crate's own validator, without a network: ``PYTHON crate_validator.py FOLDER``.

Run by a Python that has roc-validator and rocrate, whose copy of the JSON-LD context answers where
the validator would fetch it. Prints what is wrong by the MUSTs of RO-Crate 1.1 and of Process Run
Crate, one a line, and at the end how many checks were made.
"""

from __future__ import annotations

import json
import sys
from importlib import import_module
from importlib.resources import files
from types import SimpleNamespace
from typing import Any

CONTEXT = "https://w3id.org/ro/crate/1.1/context"
TERMS = "https://w3id.org/ro/terms/workflow-run/context"
# The terms of the second context that our crates use.
OUR_TERMS = {"@context": {"sha256": "https://w3id.org/ro/terms/workflow-run#sha256"}}
PROFILE = "process-run-crate"


def main(folder: str) -> int:
    """Validate the crate in a folder; ends with 1 where something is wrong."""
    services, models, http = (
        import_module(f"rocrate_validator.{name}") for name in ("services", "models", "utils.http")
    )
    text = (files("rocrate") / "data" / "ro-crate.jsonld").read_text(encoding="utf-8")
    known = {CONTEXT: json.loads(text), TERMS: OUR_TERMS}

    def answer(_: Any, url: str, **__: Any) -> SimpleNamespace:
        if url not in known:
            raise LookupError(f"the network was asked for {url}")
        return SimpleNamespace(
            status_code=200,
            ok=True,
            headers={"Content-Type": "application/ld+json"},
            text=json.dumps(known[url]),
            json=lambda: known[url],
        )

    for name in ("get", "head", "fetch_fresh"):
        setattr(http.HttpRequester, name, answer)
    result = services.validate(
        services.ValidationSettings(
            rocrate_uri=folder,
            profile_identifier=PROFILE,
            requirement_severity=models.Severity.REQUIRED,
        )
    )
    issues = result.get_issues()
    for issue in issues:
        sys.stdout.write(f"{issue.check.identifier} {issue.message}\n")
    sys.stdout.write(f"{len(result.executed_checks)} checks, {len(issues)} wrong\n")
    return 1 if issues else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
