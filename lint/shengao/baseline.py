"""Findings that are accepted as they are: ``.shengao-baseline.json``.

The file lists, by draft (its path from the baseline's own folder) and then by rule and
fingerprint, how often a finding is accepted; sorted, one a line, so that a change is easy to
read. A fingerprint knows no position, so accepted findings stay accepted while a draft is
edited around them.
"""

import contextlib
import json
import os
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from shengao import output
from shengao.errors import ConfigError
from shengao.finding import DraftResult, Located

NAME = ".shengao-baseline.json"
_VERSION = 1

_Accepted = Mapping[tuple[str, str], int]


@dataclass(frozen=True, slots=True)
class Baseline:
    """Accepted findings: by draft, how many of each (rule, fingerprint).

    `path` is the baseline file, `start` the folder from which the relative paths of results
    count (the working folder of the run).
    """

    path: Path
    drafts: Mapping[str, _Accepted] = field(default_factory=dict)
    start: Path = field(default_factory=Path.cwd)

    def key(self, draft: str) -> str:
        """What a draft is called here: its path from the baseline's folder, with ``/``."""
        place = str(self.start / draft)
        with contextlib.suppress(ValueError):  # another drive has no relative path
            place = os.path.relpath(place, (self.start / self.path).parent)
        return unicodedata.normalize("NFC", place.replace(os.sep, "/"))

    def filter(self, result: DraftResult) -> DraftResult:
        """The row without the findings accepted for its draft."""
        accepted = Counter(self.drafts.get(self.key(result.path), {}))
        if not accepted:
            return result
        kept = []
        for located in result.findings:
            identity = _identity(located)
            if accepted[identity] > 0:
                accepted[identity] -= 1
            else:
                kept.append(located)
        return result._replace(findings=tuple(kept))

    def accept(self, results: Iterable[DraftResult]) -> "Baseline":
        """This baseline with all findings of `results` accepted too."""
        drafts = dict(self.drafts)
        for result in results:
            found = Counter(map(_identity, result.findings))
            if found:
                key = self.key(result.path)
                drafts[key] = Counter(drafts.get(key, {})) | found
        return replace(self, drafts=drafts)

    def prune(self, results: Iterable[DraftResult]) -> "Baseline":
        """This baseline without what is gone.

        That is what `results` no longer find, and drafts that are no longer there. `results`
        must come from a run without selection, severity threshold or baseline. A draft that
        could not be read, or is not among `results`, keeps its own.
        """
        folder = (self.start / self.path).parent
        drafts = {key: own for key, own in self.drafts.items() if (folder / key).exists()}
        for result in results:
            key = self.key(result.path)
            if key in drafts and result.error is None and not result.crashes:
                drafts[key] = Counter(drafts[key]) & Counter(map(_identity, result.findings))
        return replace(self, drafts=drafts)

    def save(self) -> int:
        """Write the file whole; returns how many findings it accepts. Raises `UsageError`."""
        lines = []
        for draft, accepted in sorted(self.drafts.items()):
            entries = [
                json.dumps({"rule": rule, "fingerprint": fingerprint, "count": count})
                for (rule, fingerprint), count in sorted(accepted.items())
            ]
            if entries:
                body = ",\n      ".join(entries)
                name = json.dumps(draft, ensure_ascii=False)
                lines.append(f"    {name}: [\n      {body}\n    ]")
        body = ",\n".join(lines)
        drafts = f"{{\n{body}\n  }}" if body else "{}"
        text = f'{{\n  "version": {_VERSION},\n  "drafts": {drafts}\n}}\n'
        output.write(self.path, text.encode("utf-8", "surrogatepass"))
        return sum(sum(accepted.values()) for accepted in self.drafts.values())


def load(path: Path, start: Path | None = None) -> Baseline:
    """The baseline in a file; an empty one where there is no file yet.

    Raises `ConfigError` for a file that is damaged or of a later version.
    """
    begin = start or Path.cwd()
    try:
        text = path.read_text(encoding="utf-8-sig", errors="surrogatepass")
    except FileNotFoundError:
        return Baseline(path, {}, begin)
    except (OSError, UnicodeError) as error:
        raise ConfigError(str(path), 0, "基线文件读不了") from error
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        shown = text.splitlines()[error.lineno - 1] if text.splitlines() else ""
        raise ConfigError(
            str(path), error.lineno, "基线文件已损坏，请改正或删去后重新生成", shown
        ) from error
    except RecursionError as error:
        raise ConfigError(str(path), 0, "基线文件已损坏，请删去后重新生成") from error
    try:
        version = data["version"]
        drafts = {str(draft): _accepted(entries) for draft, entries in data["drafts"].items()}
    except (KeyError, TypeError, AttributeError) as error:
        raise ConfigError(str(path), 0, "这不是审稿的基线文件，或内容已损坏") from error
    if version != _VERSION:
        raise ConfigError(str(path), 0, "基线文件是另一版本的审稿写的，请升级后再用")
    return Baseline(path, drafts, begin)


def _accepted(entries: Iterable[Mapping[str, object]]) -> _Accepted:
    accepted: Counter[tuple[str, str]] = Counter()
    for entry in entries:
        rule, fingerprint, count = entry["rule"], entry["fingerprint"], entry["count"]
        if not (isinstance(rule, str) and isinstance(fingerprint, str) and isinstance(count, int)):
            raise TypeError(entry)
        accepted[rule, fingerprint] += count
    return accepted


def _identity(located: Located) -> tuple[str, str]:
    return located.finding.rule, located.finding.fingerprint
