"""Tells what it was called with, and which companion was installed; leaves with exit code 7."""

import json
import sys
from importlib.metadata import version

json.dump({"arguments": sys.argv[1:], "companion": version("companion")}, sys.stdout)
sys.exit(7)
