"""The wheels that an installation without a network needs: fetched, then proved complete.

pip chooses releases for another platform well enough, but asks the markers of requirements
(``sys_platform == "win32"``) of the machine that it runs on. So what it fetches is walked
through again with the markers of the target, from the metadata that the wheels themselves carry.
"""

import email
import subprocess
import sys
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from email.message import Message
from functools import cache
from pathlib import Path
from typing import NamedTuple

from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.tags import Tag, compatible_tags, cpython_tags
from packaging.utils import canonicalize_name, parse_wheel_filename
from packaging.version import Version

PYTHONS = ("3.11", "3.12", "3.13", "3.14")
"""Releases of Python that a bundle has wheels for."""


class IncompleteError(Exception):
    """Requirements that no wheel of a folder meets."""


class Target(NamedTuple):
    """A kind of machine: its platform tags, the best first, and its environment markers."""

    tags: tuple[str, ...]
    markers: Mapping[str, str]


def _linux(machine: str) -> Target:
    # The oldest first: UOS and Kylin have glibc 2.28 and 2.31.
    tags = [f"manylinux_2_{minor}_{machine}" for minor in range(17, 29)]
    tags.insert(1, f"manylinux2014_{machine}")
    if machine == "x86_64":
        tags = ["manylinux_2_5_x86_64", "manylinux1_x86_64", "manylinux2010_x86_64", *tags]
    return Target(
        tuple(tags),
        {
            "os_name": "posix",
            "sys_platform": "linux",
            "platform_system": "Linux",
            "platform_machine": machine,
        },
    )


TARGETS = {
    "win_amd64": Target(
        ("win_amd64",),
        {
            "os_name": "nt",
            "sys_platform": "win32",
            "platform_system": "Windows",
            "platform_machine": "AMD64",
        },
    ),
    "linux_x86_64": _linux("x86_64"),
    "linux_aarch64": _linux("aarch64"),
}
"""Platforms that a bundle can be made for, by name."""


def fetch(project: Path, target: Target, pythons: Sequence[str], folder: Path) -> None:
    """Fill a folder with all that `project` needs on a target, and with pip to install it.

    What is on the registry as a source archive only (jieba) is built here, and has to come
    out as a wheel for any platform. Raises `IncompleteError`, and `CalledProcessError` from pip.
    """
    _pip("wheel", "--no-deps", "--wheel-dir", folder, project)
    (ours,) = folder.glob("*.whl")
    for line in _metadata(ours).get_all("Requires-Dist", []):
        requirement = Requirement(line)
        if canonicalize_name(requirement.name) == "jieba":
            _pip("wheel", "--no-deps", "--wheel-dir", folder, str(requirement))
    _download(target, pythons[0], folder, "--no-deps", "pip")
    for python in pythons:
        _download(target, python, folder, str(ours))
        while missing := resolve(folder, target, python).missing:
            for one in missing:
                _download(target, python, folder, "--no-deps", one)
            if resolve(folder, target, python).missing == missing:
                raise IncompleteError(f"Python {python}: {', '.join(missing)}")


def prune(folder: Path, target: Target, pythons: Sequence[str]) -> None:
    """Delete what no Python installs. Raises `IncompleteError` if one of them lacks anything."""
    needed = {wheel for python in pythons for wheel in check(folder, target, python)}
    for wheel in folder.iterdir():
        if wheel not in needed:
            wheel.unlink()


def check(folder: Path, target: Target, python: str) -> frozenset[Path]:
    """The wheels that a Python of the target installs from a folder, pip included.

    Raises `IncompleteError` if anything that they require is not there.
    """
    found = resolve(folder, target, python)
    if found.missing:
        raise IncompleteError(f"Python {python}: {', '.join(found.missing)}")
    return frozenset(found.wheels)


class Resolution(NamedTuple):
    """What is installed, and the requirements that nothing meets."""

    wheels: tuple[Path, ...]
    missing: tuple[str, ...]


def resolve(folder: Path, target: Target, python: str) -> Resolution:
    """Walk through the requirements of shengao and pip as the target reads them."""
    tags = _tags(target, python)
    wanted: dict[str, tuple[SpecifierSet, frozenset[str]]] = {}
    _want(wanted, [Requirement("shengao"), Requirement("pip")])
    while True:
        before = dict(wanted)
        chosen = {name: _best(folder, name, wanted[name][0], tags, python) for name in wanted}
        for name, wheel in chosen.items():
            if wheel is not None:
                _want(wanted, _requirements(wheel, wanted[name][1], target, python))
        if wanted == before:
            break
    missing = tuple(f"{name}{wanted[name][0]}" for name in sorted(chosen) if chosen[name] is None)
    return Resolution(tuple(wheel for wheel in chosen.values() if wheel is not None), missing)


def glibc(wheels: Iterable[Path]) -> tuple[int, int]:
    """The release of glibc that all of the wheels run on; (0, 0) where none is asked for."""
    needs = [(0, 0)]
    old = {"manylinux1": (2, 5), "manylinux2010": (2, 12), "manylinux2014": (2, 17)}
    for wheel in wheels:
        releases = []
        for tag in parse_wheel_filename(wheel.name)[3]:
            family, _, rest = tag.platform.partition("_")
            if family == "manylinux":
                major, minor, _ = rest.split("_", 2)
                releases.append((int(major), int(minor)))
            elif family in old:
                releases.append(old[family])
        needs += [min(releases)] if releases else []
    return max(needs)


def _want(
    wanted: dict[str, tuple[SpecifierSet, frozenset[str]]], requirements: Iterable[Requirement]
) -> None:
    for one in requirements:
        name = canonicalize_name(one.name)
        specifier, extras = wanted.get(name, (SpecifierSet(), frozenset()))
        wanted[name] = (specifier & one.specifier, extras | one.extras)


def _requirements(
    wheel: Path, extras: Iterable[str], target: Target, python: str
) -> list[Requirement]:
    environment = {
        **target.markers,
        "python_version": python,
        "python_full_version": f"{python}.0",
        "implementation_name": "cpython",
        "implementation_version": f"{python}.0",
        "platform_python_implementation": "CPython",
        "platform_release": "",
        "platform_version": "",
    }
    requirements = map(Requirement, _metadata(wheel).get_all("Requires-Dist", []))
    return [
        one
        for one in requirements
        if one.marker is None
        or any(one.marker.evaluate({**environment, "extra": extra}) for extra in ("", *extras))
    ]


def _best(
    folder: Path, name: str, specifier: SpecifierSet, tags: frozenset[Tag], python: str
) -> Path | None:
    """The newest wheel that fits."""
    found: list[tuple[Version, str, Path]] = []
    for wheel in folder.glob("*.whl"):
        named, version, _, its = parse_wheel_filename(wheel.name)
        if (
            named == name
            and its & tags
            and specifier.contains(version, prereleases=True)
            and SpecifierSet(_metadata(wheel).get("Requires-Python", "")).contains(f"{python}.0")
        ):
            found.append((version, wheel.name, wheel))
    return max(found)[2] if found else None


def _tags(target: Target, python: str) -> frozenset[Tag]:
    major, minor = map(int, python.split("."))
    interpreter = f"cp{major}{minor}"
    return frozenset(
        (
            *cpython_tags((major, minor), [interpreter], target.tags),
            *compatible_tags((major, minor), interpreter, target.tags),
        )
    )


@cache
def _metadata(wheel: Path) -> Message:
    with zipfile.ZipFile(wheel) as archive:
        (name,) = (
            name
            for name in archive.namelist()
            if name.count("/") == 1 and name.endswith(".dist-info/METADATA")
        )
        return email.message_from_string(archive.read(name).decode("utf-8"))


def _download(target: Target, python: str, folder: Path, *what: str) -> None:
    platforms = [part for tag in target.tags for part in ("--platform", tag)]
    _pip(
        "download", "--only-binary=:all:", *platforms, "--python-version", python,
        "--implementation", "cp", "--find-links", folder, "--dest", folder, *what,
    )  # fmt: skip


def _pip(*arguments: str | Path) -> None:
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet"]
    subprocess.run([*command, *map(str, arguments)], check=True)
