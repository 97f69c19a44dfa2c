"""What is built and installed is what the checkout says, nothing less and nothing stale."""

import ast
import email
import json
import os
import re
import subprocess
import sys
import sysconfig
import tomllib
import venv
import zipfile
from collections.abc import Mapping, Sequence
from email.message import Message
from pathlib import Path

import pytest

import shengao

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "lint" / "shengao"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]


def _run(
    command: Sequence[str | Path],
    folder: Path,
    environment: Mapping[str, str] | None = None,
    codes: Sequence[int] = (0,),
) -> str:
    """Standard output of a command, nothing of this checkout being on its path."""
    clean = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(
        command,
        cwd=folder,
        env={**clean, **(environment or {})},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode in codes, f"{done.returncode}: {done.stdout}\n{done.stderr}"
    return done.stdout


def _build(target: str, source: Path, output: Path) -> Path:
    _run([sys.executable, "-m", "hatchling", "build", "-t", target, "-d", output], source)
    (built,) = output.iterdir()
    return built


@pytest.fixture(scope="module")
def sdist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _build("sdist", ROOT, tmp_path_factory.mktemp("sdist"))


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _build("wheel", ROOT, tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def unpacked(sdist: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The source tree of the sdist."""
    folder = tmp_path_factory.mktemp("unpacked")
    _run(["tar", "-xzf", sdist], folder)
    (tree,) = folder.iterdir()
    return tree


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The command of a clean environment outside the checkout, with the wheel in it.

    The libraries are lent by the environment of the tests, so that no registry is asked; only
    their folder is, so that the checkout's own installation does not come with them.
    """
    folder = tmp_path_factory.mktemp("clean")
    venv.create(folder, with_pip=True, symlinks=os.name != "nt")
    scripts = folder / ("Scripts" if os.name == "nt" else "bin")
    python = scripts / "python"
    _run([python, "-m", "pip", "install", "--no-deps", "--no-index", wheel], folder)
    (packages,) = _run(
        [python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"], folder
    ).splitlines()
    lent = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    (Path(packages) / "lent.pth").write_text("\n".join(sorted(lent)), encoding="utf-8")
    return scripts / "shengao"


def _names(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def _metadata(wheel: Path) -> Message:
    with zipfile.ZipFile(wheel) as archive:
        (name,) = (n for n in archive.namelist() if n.endswith(".dist-info/METADATA"))
        return email.message_from_string(archive.read(name).decode("utf-8"))


@pytest.mark.slow
def test_wheel_holds_the_program_and_its_data_and_nothing_else(wheel: Path) -> None:
    code = {
        f"shengao/{path.relative_to(SOURCE).as_posix()}"
        for path in SOURCE.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    data = {
        f"shengao/_data/{path.relative_to(ROOT).as_posix()}"
        for pattern in ("rules/scoring.toml", "rules/*/*.toml", "dictionaries/*.tsv")
        for path in ROOT.glob(pattern)
    }
    compiled = {"shengao/_data/words.bin", "shengao/_data/rulebook.bin"}
    about = {name for name in _names(wheel) if ".dist-info/" in name}
    assert _names(wheel) - about == code | data | compiled
    assert "shengao/py.typed" in code


@pytest.mark.slow
def test_metadata(wheel: Path) -> None:
    metadata = _metadata(wheel)
    assert metadata["Name"] == "shengao"
    assert metadata["Version"] == shengao.__version__
    assert metadata["License-Expression"] == "Apache-2.0"
    assert metadata.get_all("License-File") == ["LICENSE"]
    assert metadata["Requires-Python"] == ">=3.11"
    assert "审稿" in metadata["Summary"]
    assert str(metadata.get_payload()).startswith("# ")
    with zipfile.ZipFile(wheel) as archive:
        (name,) = (n for n in archive.namelist() if n.endswith("/entry_points.txt"))
        assert "shengao = shengao.__main__:main" in archive.read(name).decode()


@pytest.mark.slow
def test_sdist_holds_what_building_and_testing_need(sdist: Path, unpacked: Path) -> None:
    listed = _run(["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], ROOT)
    tracked = {name for name in listed.split("\0") if name and (ROOT / name).is_file()}
    there = {
        path.relative_to(unpacked).as_posix() for path in unpacked.rglob("*") if path.is_file()
    }
    assert tracked - there == set()
    assert there - tracked == {"PKG-INFO"}


@pytest.mark.slow
def test_wheel_from_sdist_is_the_wheel_of_the_checkout(
    unpacked: Path, wheel: Path, tmp_path: Path
) -> None:
    other = _build("wheel", unpacked, tmp_path)
    assert _names(other) == _names(wheel)
    with zipfile.ZipFile(wheel) as ours, zipfile.ZipFile(other) as theirs:
        for name in sorted(_names(wheel)):
            if not name.endswith("/RECORD"):
                assert ours.read(name) == theirs.read(name), name


@pytest.mark.slow
def test_installed_lists_the_rules_of_the_checkout(installed: Path, tmp_path: Path) -> None:
    here = _checkout("rules", "--format", "json")
    there = _run([installed, "rules", "--format", "json"], tmp_path)
    assert json.loads(there) == json.loads(here)
    assert len(json.loads(there)) > 0


@pytest.mark.slow
def test_installed_finds_what_the_checkout_finds(installed: Path, tmp_path: Path) -> None:
    arguments = ("check", str(ROOT / "examples"), "--isolated", "--severity", "info")
    here = json.loads(_checkout(*arguments, "--format", "json"))
    there = json.loads(_run([installed, *arguments, "--format", "json"], tmp_path, codes=(1,)))
    assert there == here
    assert there["summary"]["findings"] > 0
    assert there["summary"]["unread"] == 0


@pytest.mark.slow
def test_installed_explains_every_rule(installed: Path, tmp_path: Path) -> None:
    slug = sorted(ROOT.glob("rules/*/*.toml"))[0].stem
    assert _run([installed, "explain", slug], tmp_path) == _checkout("explain", slug)


@pytest.mark.slow
def test_installed_starts_at_once_and_says_nothing_that_is_not_ours(
    installed: Path, tmp_path: Path
) -> None:
    """The first run of an installation compiles nothing and wakes no costly library."""
    (tmp_path / "稿件.txt").write_text("投诉由12件明显减少到3件。\n", encoding="utf-8")
    environment = {"SHENGAO_CACHE": str(tmp_path / "cache"), "PYTHONPROFILEIMPORTTIME": "1"}
    done = subprocess.run(
        [installed, "check", "稿件.txt"],
        cwd=tmp_path,
        env={**os.environ, **environment},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    imported = set(re.findall(r"\| +([\w.]+)$", done.stderr, re.MULTILINE))
    assert "shengao.engine" in imported
    assert imported.isdisjoint(
        ("pydantic", "rich", "jieba", "markdown_it", "logging", "sqlalchemy")
    )
    said = [line for line in done.stderr.splitlines() if not line.startswith("import time:")]
    assert said == []


def _checkout(*arguments: str) -> str:
    environment = {"PYTHONPATH": str(ROOT / "lint")}
    return _run([sys.executable, "-m", "shengao", *arguments], ROOT, environment, codes=(0, 1))


def _imported() -> set[str]:
    """The top-level packages that the code imports anywhere."""
    found: set[str] = set()
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                found |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                found.add(node.module.partition(".")[0])
    return found - {"shengao"} - sys.stdlib_module_names


def test_dependencies_are_those_that_are_imported() -> None:
    modules = {
        "chinesecalendar": "chinese_calendar",
        "markdown-it-py": "markdown_it",
        "python-docx": "docx",
        "python-oxmsg": "oxmsg",
    }
    declared = {re.split(r"[<>=~! ]", line)[0] for line in PROJECT["dependencies"]}
    assert {modules.get(name, name) for name in declared} == _imported()


def test_licence_is_whole() -> None:
    text = (ROOT / "LICENSE").read_text("utf-8")
    assert "Apache License" in text
    assert "END OF TERMS AND CONDITIONS" in text
