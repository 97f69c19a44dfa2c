"""Make the zip that installs shengao where there is no network: ``make bundle PLATFORM=…``.

It holds the wheels, an installer, launchers to drop drafts on, the examples, ``说明.txt`` and the
check sums of all these. The zip lies in ``dist/``.
"""

import argparse
import hashlib
import json
import re
import shutil
import sys
import zipfile
from collections.abc import Sequence
from pathlib import Path
from subprocess import CalledProcessError

import wheels

ROOT = Path(__file__).resolve().parent.parent
FILES = Path(__file__).resolve().parent / "files"
_DATE = (2026, 1, 1, 0, 0, 0)  # fixed: the same wheels make the same zip

_SCRIPTS = {
    "win_amd64": ("install.bat", "审稿.bat"),
    "linux_x86_64": ("install.sh", "审稿.sh"),
    "linux_aarch64": ("install.sh", "审稿.sh"),
}
_EXAMPLES = ("好稿.docx", "好稿.txt", "差稿.docx", "差稿.txt")


def main() -> int:
    """Make a bundle, and say where it is."""
    parser = argparse.ArgumentParser(description=__doc__, allow_abbrev=False)
    parser.add_argument("platform", choices=sorted(wheels.TARGETS))
    parser.add_argument("--python", action="append", choices=wheels.PYTHONS, dest="pythons")
    parser.add_argument("--output", type=Path, default=ROOT / "dist")
    given = parser.parse_args()
    try:
        made = make(given.platform, tuple(given.pythons or wheels.PYTHONS), given.output)
    except (wheels.IncompleteError, CalledProcessError) as error:
        print(f"安装包没有做成：{error}", file=sys.stderr)
        return 1
    print(f"{made}（{made.stat().st_size / 2**20:.0f} MB）")
    return 0


def make(platform: str, pythons: Sequence[str], output: Path) -> Path:
    """Make the bundle of a platform for some releases of Python; returns its zip.

    Raises `wheels.IncompleteError` if one of them lacks a wheel, and `CalledProcessError` from pip.
    """
    target = wheels.TARGETS[platform]
    work = ROOT / "build" / "bundle" / platform
    shutil.rmtree(work, ignore_errors=True)
    folder = work / "wheels"
    folder.mkdir(parents=True)
    wheels.fetch(ROOT, target, pythons, folder)
    wheels.prune(folder, target, pythons)
    (ours,) = folder.glob("shengao-*.whl")
    version = ours.name.split("-")[1]
    about = {
        "version": version,
        "platform": platform,
        "pythons": list(pythons),
        "glibc": wheels.glibc(folder.iterdir()),
    }
    (work / "bundle.json").write_text(json.dumps(about, indent=1) + "\n", "utf-8")
    for name in ("install.py", "drop.py"):
        shutil.copyfile(FILES / name, work / name)
    for name in (*_SCRIPTS[platform], "说明.txt"):
        (work / name).write_bytes(script(name, platform, pythons))
    (work / "示例").mkdir()
    for name in _EXAMPLES:
        shutil.copyfile(ROOT / "examples" / name, work / "示例" / name)
    (work / "SHA256SUMS").write_bytes(_sums(work))
    output.mkdir(parents=True, exist_ok=True)
    return _zip(work, output / f"shengao-{version}-{platform}.zip")


def script(name: str, platform: str, pythons: Sequence[str]) -> bytes:
    """A script or text for people as a platform reads it.

    What Windows reads has its line ends. Its batch files are GBK, which `chcp 936` in their first
    lines makes true on every Windows; a text has a byte order mark.
    """
    text = (FILES / name).read_text("utf-8")
    windows = platform.startswith("win")
    if name == "说明.txt":
        kept = "windows" if windows else "linux"
        text = re.sub(
            r"^\[(windows|linux)\]\n(.*?)^\[/\1\]\n",
            lambda part: part[2] if part[1] == kept else "",
            text,
            flags=re.DOTALL | re.MULTILINE,
        )
        text = text.replace("@PYTHONS@", "、".join(pythons)).replace("@PLATFORM@", platform)
    if not windows:
        return text.encode()
    text = text.replace("\n", "\r\n")
    return text.encode("gbk" if name.endswith(".bat") else "utf-8-sig")


def _sums(folder: Path) -> bytes:
    """A line about every file, as ``sha256sum --check`` reads it."""
    lines = [
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(folder).as_posix()}\n"
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    ]
    return "".join(lines).encode()


def _zip(folder: Path, place: Path) -> Path:
    """The folder as a zip with one folder in it; scripts of Linux may be run."""
    temporary = place.with_suffix(".tmp")
    with zipfile.ZipFile(temporary, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                name = f"{place.stem}/{path.relative_to(folder).as_posix()}"
                info = zipfile.ZipInfo(name, _DATE)
                info.compress_type = zipfile.ZIP_DEFLATED
                info.create_system = 3  # Unix: else the permissions are not read
                info.external_attr = (0o100755 if path.suffix == ".sh" else 0o100644) << 16
                archive.writestr(info, path.read_bytes())
    temporary.replace(place)
    return place


if __name__ == "__main__":
    sys.exit(main())
