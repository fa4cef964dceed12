"""The border to papermill: parameters in, executed notebooks out, commit and recovery."""

import sys

# An optional part of jsonschema builds parsers when it is imported, which makes every import of
# nbformat and papermill 1.4 s slower. Set aside, only the check of IRI formats goes without it.
sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]  # how Python bars an import
