"""A build backend for the miniature project: the least that ``pip install --editable`` asks for."""

import zipfile
from pathlib import Path

HERE = Path(__file__).resolve().parent


def write_wheel(folder: Path, name: str, version: str, files: dict[str, str]) -> Path:
    """Write a pure wheel that holds ``files``; the same arguments always give the same bytes."""
    about = f"{name}-{version}.dist-info"
    content = {
        **files,
        f"{about}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n",
        f"{about}/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    content[f"{about}/RECORD"] = "".join(f"{path},,\n" for path in [*content, f"{about}/RECORD"])
    wheel = folder / f"{name}-{version}-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        for path, text in content.items():
            archive.writestr(zipfile.ZipInfo(path), text)
    return wheel


def build_editable(wheel_directory: str, *_settings: object) -> str:
    """Make a wheel that holds nothing but the way to the sources."""
    path = {"seleksi.pth": str(HERE / "src")}
    return write_wheel(Path(wheel_directory), "seleksi", "1", path).name
