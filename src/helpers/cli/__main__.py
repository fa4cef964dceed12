"""``python -m helpers.cli COMMAND ...``"""

from helpers.cli import main

main(prog_name="seleksi")
