"""Make the table of neighbours of the spelling model anew; all else in its file stays as it is.

    python benchmarks/spelling/repack.py

For when `shengao.spelling.neighbours` changes what it reads: to train anew needs what the model was
trained on, and gives other weights as soon as that has changed.
"""

import marshal
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "lint")]

from shengao.spelling import model, neighbours  # noqa: E402
from shengao.spelling.table import Packed, Table  # noqa: E402

FILE = ROOT / "lint/shengao/spelling/model.bin"
HEADER = 16


def slots(tables: Mapping[str, Any]) -> bytes:
    """The table of neighbours, of what the other tables of a model hold."""
    known = dict.fromkeys(_pairs(tables["known"]), 0)
    known |= _numbers(tables["met"][1])
    words = _numbers(tables["words"][1])
    return neighbours.slots(known, {two for two in words if words[two] >= model.HELD_FAST})


def _pairs(packed: Packed) -> Iterator[str]:
    table = Table(packed, 2)
    return (first + second for first in packed[0] for second in table.row(first))


def _numbers(packed: Packed) -> dict[str, int]:
    return dict(zip(_pairs(packed), packed[3], strict=True))


def main() -> None:
    tables = marshal.loads(FILE.read_bytes()[HEADER:])
    content = model.pack({**tables, "neighbours": slots(tables)})
    FILE.write_bytes(content)
    print(f"{len(content)} bytes")


if __name__ == "__main__":
    main()
