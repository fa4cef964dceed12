"""Signatures over sums, by the keys that people have anyway: those of ssh."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

PROGRAM = "ssh-keygen"
NAMESPACE = "seleksi"  # what a signature is for; one made for something else does not count


class NotSigned(Exception):
    """ssh-keygen is missing or did not sign; the message is its own."""


def sign(path: Path, key: Path) -> None:
    """Sign a file with a private key; the signature lies beside it as ``.sig``.

    Raises
    ------
    NotSigned
        ssh-keygen is missing, or did not sign.
    """
    done = _run(["sign", "-f", str(key), "-n", NAMESPACE, str(path)])
    if done.returncode:
        raise NotSigned(done.stderr.strip())


def bad_signature(path: Path, signers: Path) -> str:
    """Why the signature beside a file does not hold, as ssh-keygen says; '' where it holds.

    Parameters
    ----------
    signers
        The allowed signers: a name and a public key a line.

    Raises
    ------
    NotSigned
        ssh-keygen is missing.
    """
    signature = str(path.with_name(f"{path.name}.sig"))
    who, failure = _find_principals(signature, signers)
    if failure:
        return failure
    words = ["verify", "-f", str(signers), "-I", who[0], "-n", NAMESPACE]
    done = _run([*words, "-s", signature], path.read_bytes())
    return "" if done.returncode == 0 else done.stderr.strip() or done.stdout.strip()


def principals(path: Path, signers: Path) -> tuple[str, ...]:
    """The names in the allowed signers that the key behind a file's signature stands under.

    Raises
    ------
    NotSigned
        ssh-keygen is missing.
    """
    return _find_principals(str(path.with_name(f"{path.name}.sig")), signers)[0]


def _find_principals(signature: str, signers: Path) -> tuple[tuple[str, ...], str]:
    """The names of a signature's key, or none and why."""
    who = _run(["find-principals", "-s", signature, "-f", str(signers)])
    if who.returncode or not who.stdout.strip():
        return (), who.stderr.strip() or "find-principals"
    return tuple(who.stdout.splitlines()), ""


def _run(words: list[str], content: bytes = b"") -> subprocess.CompletedProcess[str]:
    program = shutil.which(PROGRAM)
    if program is None:
        raise NotSigned(PROGRAM)
    with tempfile.TemporaryFile() as file:
        file.write(content)
        file.seek(0)
        return subprocess.run(
            [program, "-Y", *words], stdin=file, capture_output=True, text=True, check=False
        )
