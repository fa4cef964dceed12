"""Pintu Seleksi: menyiapkan lingkungan pada pemakaian pertama, lalu menjalankan perintah.

    python3 seleksi.py PERINTAH ...          (Windows: py seleksi.py PERINTAH ...)

The door needs nothing but Python 3.11 to 3.13. It makes ``.venv`` beside itself, installs exactly
the packages of ``requirements.lock`` (from the folder ``wheels`` where there is one, else from the
network) and the project, and hands over to ``helpers.cli``. When the lock changes, or the
environment is broken, moved or half made, it is made again.

The syntax stays old on purpose: a Python that is too old must be able to read the whole file to
say which Python is needed.
"""

import contextlib
import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

HERE = Path(__file__).resolve().parent
PROJECT = HERE / "pyproject.toml"
LOCK = HERE / "requirements.lock"
WHEELS = HERE / "wheels"
VENV = HERE / ".venv"
ON_WINDOWS = sys.platform == "win32"
PYTHON = VENV / ("Scripts/python.exe" if ON_WINDOWS else "bin/python")
PACKAGES = "Lib/site-packages" if ON_WINDOWS else "lib/python3*/site-packages"
STAMP = VENV / "seleksi.json"  # what the environment was made from; written after each step
SETUP = HERE / ".venv-setup"  # pip's log, and the lock that keeps a second start waiting
LOG = SETUP / "log.txt"

SUPPORTED = ((3, 11), (3, 12), (3, 13))
FAILED, STOPPED = 3, 130

# A text in pip's log, and what it tells about the cause; the most telling first.
CAUSES = (
    (
        "DO NOT MATCH THE HASHES",
        "isi sebuah paket tidak sama dengan catatan di requirements.lock, maka ditolak",
        "a package is not what the lock says",
    ),
    ("No space left", "cakram penuh", "the disk is full"),
    (
        "PermissionError",
        "berkas di folder .venv sedang dipakai atau terkunci; tutup Seleksi yang lain",
        "files are in use or locked: close the other Seleksi",
    ),
    (
        "Retrying (",
        "jaringan tidak ada atau terhalang; sambungkan internet, atau letakkan folder wheels"
        " di samping seleksi.py",
        "no network: connect, or put a folder wheels beside seleksi.py",
    ),
    (
        "No matching distribution",
        "folder wheels atau sumber paket tidak punya paket untuk Python dan sistem ini",
        "the folder wheels or the package source lacks a package for this Python and system",
    ),
)


class SetupError(Exception):
    """The environment cannot be made; the arguments say why, in both languages."""


def main(arguments: "list[str]") -> int:
    """Set up where needed, then run the command; without one, show the help."""
    try:
        if not (packages_stand() and project_stands()):
            if sys.version_info[:2] not in SUPPORTED:
                return start_with_another_python(arguments)
            with alone():
                set_up()
    except KeyboardInterrupt:
        tell("dihentikan; penyiapan diulang pada pemakaian berikut", "stopped")
        return STOPPED
    except SetupError as error:
        tell(*error.args)
        return FAILED
    except OSError as error:
        tell(f"folder ini tidak dapat dipakai: {error}", "this folder cannot be used")
        return FAILED
    return run(arguments or ["--help"])


def tell(sentence: str, english: str) -> None:
    """Say a sentence to the person; standard output stays free for the command's answer."""
    sys.stderr.write(f"Seleksi: {sentence} ({english})\n")
    sys.stderr.flush()


# Is the environment there?


def packages_stand() -> bool:
    """Whether every package of the lock was installed here, and is still there."""
    noted = stamp()
    packages = noted.get("packages")
    return (
        noted.get("origin") == origin()
        and base_python_stands()
        and isinstance(packages, list)
        and set(packages) <= set(installed())
    )


def project_stands() -> bool:
    """Whether the project was installed as it describes itself now."""
    return stamp().get("project") == sha256(PROJECT)


def origin() -> "dict[str, str]":
    """What the environment must have been made from: the lock, the folder, its Python."""
    return {"lock": sha256(LOCK), "folder": str(HERE), "python": os.path.realpath(str(PYTHON))}


def sha256(path: Path) -> str:
    """The fingerprint of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def base_python_stands() -> bool:
    """Whether the Python that the environment was made with is still on this computer."""
    try:
        settings = (VENV / "pyvenv.cfg").read_text(encoding="utf-8").splitlines()
    except OSError:
        return False
    bases = [line.partition("=")[2].strip() for line in settings if line.startswith("executable")]
    return PYTHON.exists() and all(Path(base).exists() for base in bases)


def installed() -> "list[str]":
    """The packages that lie in the environment, by name and version."""
    return sorted(found.name for found in VENV.glob(PACKAGES + "/*.dist-info"))


def stamp() -> "dict[str, object]":
    """What the steps that were finished have noted."""
    try:
        return dict(json.loads(STAMP.read_text(encoding="utf-8")))
    except (OSError, ValueError):
        return {}


def write_stamp(project: str) -> None:
    """Note what is finished: wholly or, when interrupted, not at all."""
    facts = {"origin": origin(), "packages": installed(), "project": project}
    fresh = STAMP.with_suffix(".new")
    fresh.write_text(json.dumps(facts, indent=1, sort_keys=True), encoding="utf-8")
    fresh.replace(STAMP)


# Making it


def set_up() -> None:
    """Make what is missing. What another start has finished meanwhile stands."""
    LOG.write_bytes(b"")
    if not packages_stand():
        make_environment()
        install_packages()
        write_stamp(project="")
    if not project_stands():
        tell("memasang proyek", "installing the project")
        pip("--no-deps", "--no-index", "--no-build-isolation", "--editable", str(HERE))
        write_stamp(project=sha256(PROJECT))
        tell("siap", "ready")


@contextlib.contextmanager
def alone() -> "Iterator[None]":
    """Hold the set-up lock; the operating system lets go of it however this program ends.

    The programs started meanwhile inherit it: what a killed start leaves running is waited for.
    """
    SETUP.mkdir(exist_ok=True)
    handle = os.open(str(SETUP / "lock"), os.O_RDWR | os.O_CREAT)
    os.set_inheritable(handle, True)
    try:
        if not take(handle):
            tell("menunggu penyiapan yang sedang berjalan", "waiting for another start")
            while not take(handle):
                time.sleep(0.3)
        yield
    finally:
        os.close(handle)


def take(handle: int) -> bool:
    """Try to lock an open file; False where another program holds it."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True


def make_environment() -> None:
    """Make an empty ``.venv``, in the place of what was there."""
    tell(f"menyiapkan lingkungan Python di {VENV}", "making the Python environment")
    if not (find_spec("venv") and find_spec("ensurepip")):
        raise SetupError(
            "Python ini tanpa venv; di Debian/Ubuntu pasanglah dahulu: apt install"
            " python{}.{}-venv".format(*sys.version_info[:2]),
            "this Python lacks venv; install it first",
        )
    base = getattr(sys, "_base_executable", None) or sys.executable
    execute([base, "-m", "venv", "--clear", str(VENV)])


def install_packages() -> None:
    """Install what the lock names; each file must have the hash that the lock gives it.

    The build tool comes first and from the lock too, for the few packages that must be built.
    """
    lines = LOCK.read_text(encoding="utf-8").splitlines()
    total = sum("==" in line for line in lines)
    source = ["--no-index", "--find-links", str(WHEELS)] if WHEELS.is_dir() else []
    if source:
        tell(f"memasang {total} paket dari folder wheels", "installing from wheels")
    else:
        tell(
            f"mengunduh dan memasang {total} paket, beberapa menit, hanya sekali ini",
            "downloading and installing, only this once",
        )
    tools = SETUP / "build-tools.txt"
    tools.write_text("\n".join(entry(lines, "setuptools")), encoding="utf-8")
    pip("--require-hashes", "--requirement", str(tools), *source)
    pip("--require-hashes", "--no-build-isolation", "--requirement", str(LOCK), *source)


def entry(lines: "list[str]", package: str) -> "list[str]":
    """The lines of the lock that belong to one package: its version and its hashes."""
    start = next(place for place, line in enumerate(lines) if line.startswith(package + "=="))
    end = start + 1
    while end < len(lines) and lines[end].startswith(" "):
        end += 1
    return lines[start:end]


def pip(*arguments: str) -> None:
    """Run the environment's own ``pip install``."""
    options = ["--no-input", "--disable-pip-version-check", "--progress-bar", "off"]
    execute([str(PYTHON), "-m", "pip", "install", *options, *list(arguments)])


def execute(command: "list[str]") -> None:
    """Run one step. What it prints goes to the log, and passes by on a terminal."""
    width = shutil.get_terminal_size().columns - 3 if sys.stderr.isatty() else 0
    step = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env=environment(),
        close_fds=False,  # so that the set-up lock is inherited
    )
    with step, LOG.open("ab") as log:
        for line in step.stdout or ():
            log.write(line)
            if width:
                passing = line.decode("ascii", "replace").strip()[:width]
                sys.stderr.write(f"\r  {passing:<{width}}")
                sys.stderr.flush()
    if width:
        sys.stderr.write("\r" + " " * (width + 2) + "\r")
    if step.returncode:
        explain_failure(LOG.read_text(encoding="utf-8", errors="replace"))


def explain_failure(log: str) -> None:
    """Show the end of the log, and raise what it tells about the cause."""
    tell(f"akhir dari {LOG}:", "the end of the log")
    for line in log.splitlines()[-8:]:
        sys.stderr.write(f"  | {line}\n")
    for text, sentence, english in CAUSES:
        if text in log:
            raise SetupError("penyiapan gagal: " + sentence, english)
    raise SetupError("penyiapan gagal", "setting up failed")


def environment() -> "dict[str, str]":
    """The variables for the programs we start, without those that lead them to other packages."""
    misleading = ("PYTHONHOME", "PYTHONPATH", "PIP_USER", "PIP_TARGET", "PIP_PREFIX")
    return {name: value for name, value in os.environ.items() if name not in misleading}


# Handing over


def start_with_another_python(arguments: "list[str]") -> int:
    """Start again with a Python that will do, where the computer has one."""
    for major, minor in reversed(SUPPORTED):
        name = f"{major}.{minor}"
        command = ["py", "-" + name] if ON_WINDOWS else ["python" + name]
        question = ["-c", "import sys; print('%d.%d' % sys.version_info[:2])"]
        try:
            answer = subprocess.check_output(command + question, stderr=subprocess.DEVNULL)
        except (OSError, subprocess.CalledProcessError):
            continue
        if answer.decode().strip() == name:
            return subprocess.call([*command, str(Path(__file__).resolve()), *arguments])
    raise SetupError(
        "perlu Python 3.11, 3.12 atau 3.13; yang ini " + sys.version.split()[0],
        "needs Python 3.11, 3.12 or 3.13",
    )


def run(arguments: "list[str]") -> int:
    """Run the command in the environment; its exit code is ours."""
    command = [str(PYTHON), "-P", "-m", "helpers.cli", *arguments]
    if ON_WINDOWS:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the command to answer
        return subprocess.call(command, env=environment())
    return os.execve(command[0], command, environment())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
