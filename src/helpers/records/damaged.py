"""What a damaged file makes libraries raise, so that every reader says it in one sentence."""

from __future__ import annotations

import zipfile
import zlib

# The standard library over a damaged package: RuntimeError over a member that wants a password, and
# over a way of packing that it does not know.
DAMAGED_PACKAGE = (zipfile.BadZipFile, zlib.error, RuntimeError, OSError, EOFError)
# openpyxl, over a package whose members are not what a workbook's are: XML that does not parse
# (a SyntaxError), parts that are not there, values of another kind.
DAMAGED_WORKBOOK = (
    *DAMAGED_PACKAGE, SyntaxError, LookupError, ValueError, TypeError, AttributeError
)  # fmt: skip
