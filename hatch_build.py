"""Put rules/, dictionaries/ and what is compiled from them into the wheel.

An editable install carries no copies: it reads the folders of the checkout, and keeps what it
compiles in the user's cache.
"""

import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

_DATA = "shengao/_data"
_COMPILE = """
import sys
from pathlib import Path

sys.path.insert(0, sys.argv[3])
from shengao import rule_compiler
from shengao.segment import building

building.build(Path(sys.argv[1]))
rule_compiler.compile_builtin(Path(sys.argv[2]))
"""


class DataFolders(BuildHookInterface[Any]):
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version != "standard":
            return
        root = Path(self.root)
        include = build_data["force_include"]
        # Files by name, so that an editor's backup or a stray note is not shipped.
        for pattern in ("rules/scoring.toml", "rules/*/*.toml", "dictionaries/*.tsv"):
            for path in sorted(root.glob(pattern)):
                include[str(path)] = f"{_DATA}/{path.relative_to(root).as_posix()}"
        self._compiled = TemporaryDirectory(prefix="shengao-build-")
        for path in _compile(root / "lint", Path(self._compiled.name)):
            include[str(path)] = f"{_DATA}/{path.name}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        if version == "standard":
            self._compiled.cleanup()


def _compile(source: Path, target: Path) -> tuple[Path, Path]:
    """The words and the rulebook, compiled by this very source tree.

    In a process of its own: no other `shengao` of the build environment gets in the way, and
    a fixed hash seed makes the same files from the same sources. The source tree is not named
    in ``PYTHONPATH``: pip's build environment takes out of it what is installed as editable.
    """
    words, rules = target / "words.bin", target / "rulebook.bin"
    environment = {
        **os.environ,
        "PYTHONHASHSEED": "0",
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONUTF8": "1",
        "SHENGAO_CACHE": "off",
    }
    subprocess.run(
        [sys.executable, "-c", _COMPILE, str(words), str(rules), str(source)],
        env=environment,
        check=True,
    )
    return words, rules
