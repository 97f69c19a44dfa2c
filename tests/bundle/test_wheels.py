"""The wheels of a bundle: what a target needs is told from the wheels' own metadata."""

import hashlib
import io
import json
import zipfile
from pathlib import Path

import make_bundle
import pytest
import wheels

WINDOWS, LINUX = wheels.TARGETS["win_amd64"], wheels.TARGETS["linux_x86_64"]


def wheel(folder: Path, name: str, *requires: str, python: str = ">=3.8") -> Path:
    """A wheel that holds nothing but its metadata."""
    project, version, *_ = name.split("-")
    lines = [
        "Metadata-Version: 2.1", f"Name: {project}", f"Version: {version}",
        f"Requires-Python: {python}", *(f"Requires-Dist: {one}" for one in requires),
    ]  # fmt: skip
    path = folder / f"{name}.whl"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(f"{project}-{version}.dist-info/METADATA", "\n".join(lines) + "\n")
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """What shengao needs on 64-bit Windows with Python 3.11, and on Linux."""
    wheel(tmp_path, "pip-25.0-py3-none-any")
    wheel(
        tmp_path, "shengao-0.1.0-py3-none-any", "Click_Like>=8", 'docs; extra == "docs"',
        "fast[speed]>=2,<3",
    )  # fmt: skip
    wheel(tmp_path, "click_like-8.1-py3-none-any", 'colour; sys_platform == "win32"')
    wheel(tmp_path, "colour-1.0-py2.py3-none-any")
    wheel(tmp_path, "fast-2.0-cp311-cp311-win_amd64", 'quick; extra == "speed"')
    wheel(tmp_path, "fast-2.0-cp311-cp311-manylinux_2_17_x86_64.manylinux2014_x86_64", "slow")
    wheel(tmp_path, "fast-3.0-py3-none-any")
    wheel(tmp_path, "quick-1.0-cp38-abi3-win_amd64")
    wheel(tmp_path, "slow-1.0-py3-none-any", "fast<2.5")
    return tmp_path


def test_markers_are_those_of_the_target(folder: Path) -> None:
    named = {path.name.split("-")[0] for path in wheels.check(folder, WINDOWS, "3.11")}
    assert named == {"pip", "shengao", "click_like", "colour", "fast", "quick"}
    named = {path.name.split("-")[0] for path in wheels.check(folder, LINUX, "3.11")}
    assert named == {"pip", "shengao", "click_like", "fast", "slow"}


def test_what_is_missing_is_named(folder: Path) -> None:
    (folder / "colour-1.0-py2.py3-none-any.whl").unlink()
    with pytest.raises(wheels.IncompleteError, match=r"^Python 3\.11: colour$"):
        wheels.check(folder, WINDOWS, "3.11")
    with pytest.raises(wheels.IncompleteError, match=r"^Python 3\.12: fast<3,>=2$"):
        wheels.check(folder, LINUX, "3.12")
    with pytest.raises(wheels.IncompleteError, match=r"fast"):
        wheels.check(folder, wheels.TARGETS["linux_aarch64"], "3.11")


def test_a_wheel_for_another_python_is_none(folder: Path) -> None:
    (folder / "colour-1.0-py2.py3-none-any.whl").unlink()
    wheel(folder, "colour-2.0-py3-none-any", python=">=3.12")
    assert wheels.resolve(folder, WINDOWS, "3.11").missing == ("colour",)


def test_the_newest_wheel_that_all_agree_on_is_taken(folder: Path) -> None:
    wheel(folder, "fast-2.7-cp311-cp311-manylinux2014_x86_64")
    wheel(folder, "fast-2.4-cp311-cp311-manylinux2014_x86_64", "slow")
    chosen = {path.name for path in wheels.check(folder, LINUX, "3.11")}
    assert {name for name in chosen if name.startswith("fast")} == {
        "fast-2.7-cp311-cp311-manylinux2014_x86_64.whl"
    }
    wheel(folder, "shengao-0.2.0-py3-none-any", "slow", "fast>=2")
    chosen = {path.name for path in wheels.check(folder, LINUX, "3.11")}
    assert "fast-2.4-cp311-cp311-manylinux2014_x86_64.whl" in chosen


def test_what_nothing_needs_is_deleted(folder: Path) -> None:
    wheels.prune(folder, WINDOWS, ("3.11",))
    assert (
        not list(folder.glob("slow*"))
        + list(folder.glob("*manylinux*"))
        + list(folder.glob("fast-3*"))
    )
    assert len(wheels.check(folder, WINDOWS, "3.11")) == len(list(folder.iterdir())) == 6


def test_glibc_is_that_of_the_most_demanding_wheel() -> None:
    names = (
        "a-1-cp311-cp311-manylinux_2_17_x86_64.manylinux2014_x86_64.whl",
        "b-1-cp311-cp311-manylinux_2_28_x86_64.manylinux_2_24_x86_64.whl",
        "c-1-py3-none-any.whl",
        "d-1-cp311-cp311-manylinux2010_x86_64.whl",
    )
    assert wheels.glibc(map(Path, names)) == (2, 24)
    assert wheels.glibc([Path(names[0])]) == (2, 17)
    assert wheels.glibc([Path(names[2])]) == (0, 0)


@pytest.mark.slow
def test_the_bundle_of_windows_is_complete(tmp_path: Path) -> None:
    """Built for every Python from the registry, and taken apart; nothing of it is run."""
    made = make_bundle.make("win_amd64", wheels.PYTHONS, tmp_path)
    assert made.name == "shengao-0.1.0-win_amd64.zip"
    unpacked = tmp_path / "unpacked"
    with zipfile.ZipFile(io.BytesIO(made.read_bytes())) as archive:
        assert archive.testzip() is None
        archive.extractall(unpacked)
    (top,) = unpacked.iterdir()
    names = {path.relative_to(top).as_posix() for path in top.rglob("*") if path.is_file()}
    sums = (top / "SHA256SUMS").read_text("utf-8").splitlines()
    assert {line[66:] for line in sums} == names - {"SHA256SUMS"}
    for line in sums:
        assert hashlib.sha256((top / line[66:]).read_bytes()).hexdigest() == line[:64]
    assert {name for name in names if not name.startswith("wheels/")} == {
        "SHA256SUMS", "bundle.json", "drop.py", "install.bat", "install.py", "审稿.bat", "说明.txt",
        *(f"示例/{name}" for name in ("好稿.docx", "好稿.txt", "差稿.docx", "差稿.txt")),
    }  # fmt: skip
    about = json.loads((top / "bundle.json").read_text("utf-8"))
    assert about["platform"] == "win_amd64"
    assert about["pythons"] == list(wheels.PYTHONS)

    folder = top / "wheels"
    used: set[Path] = set()
    for python in wheels.PYTHONS:
        chosen = wheels.check(folder, WINDOWS, python)
        used |= chosen
        projects = {path.name.split("-")[0] for path in chosen}
        assert {"shengao", "jieba", "pip", "colorama", "lxml", "pydantic_core"} <= projects
        assert len(projects) == len(chosen)
    assert used == set(folder.iterdir())
    for path in folder.iterdir():
        assert path.name.endswith(("-any.whl", "-win_amd64.whl"))
    assert [path.name for path in folder.glob("jieba-*")] == ["jieba-0.42.1-py3-none-any.whl"]
