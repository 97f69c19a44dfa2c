"""What a rulebook is made from: check kinds, rule packs, and the state of all their files."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from shengao import __version__, expression, plugins
from shengao.digest import blake2b

FORMAT = 32
"""Raised whenever the shape of the compiled data changes."""

_OPTIONS = "shengao.checks.options"
OWN_KINDS = tuple(
    plugins.EntryPoint(plugins.CHECKS, name, f"{_OPTIONS}.{name}:{name.capitalize()}")
    for name in (
        "claim",
        "consistency",
        "density",
        "disguise",
        "elements",
        "formula",
        "identifier",
        "length",
        "likeness",
        "lexicon",
        "pattern",
        "phrase",
        "relation",
        "repetition",
        "sequence",
        "spelling",
        "structure",
    )
)
"""The check kinds of this package."""


def kinds() -> tuple[plugins.EntryPoint, ...]:
    """Our own kinds, registered or not (a checkout on the path is not), and those of packages."""
    found = {entry for entry in plugins.entry_points() if entry.group == plugins.CHECKS}
    return tuple(sorted(found | set(OWN_KINDS)))


def packs() -> Iterator[Path]:
    """The folders of rule packs, that hold their ``rules`` and ``dictionaries``."""
    for entry in plugins.entry_points():
        if entry.group == plugins.RULES:
            from importlib.util import find_spec

            spec = find_spec(entry.value)
            for place in (spec.submodule_search_locations or ()) if spec else ():
                yield Path(place)


def state(
    rule_folders: Sequence[Path], dictionary_folders: Sequence[Path], formulas: Sequence[str]
) -> str:
    """A hash over every file that goes into a rulebook: name, size and time of change."""
    digest = blake2b(f"{__version__} {FORMAT} {expression.RUNTIME}".encode(), digest_size=16)
    digest.update(repr(([tuple(kind) for kind in kinds()], tuple(formulas))).encode())
    code = Path(__file__).parent
    for pattern, folders in (
        ("*/*.toml", rule_folders),
        ("scoring.toml", rule_folders),
        ("*.tsv", dictionary_folders),
        ("checks/options/*.py", [code]),
        ("score/**/*.py", [code]),
        ("spelling/*.bin", [code]),
    ):
        for folder in folders:
            for path in sorted(folder.glob(pattern)):
                found = path.stat()
                digest.update(f"{path}\0{found.st_size}\0{found.st_mtime_ns}\n".encode())
    return digest.hexdigest()
