"""A file of sections: what was put in comes out, and nothing comes of a damaged one."""

import struct
from pathlib import Path

import pytest

from shengao import sections

PARTS = {"甲": b"\x00\x01", "empty": b"", "b": "粮食".encode()}


def test_sections_come_out_as_they_went_in(tmp_path: Path) -> None:
    path = tmp_path / "parts.bin"
    path.write_bytes(sections.joined(PARTS))
    found = sections.opened(path)
    assert found is not None
    assert dict(found) == PARTS
    assert list(found) == list(PARTS)
    with pytest.raises(KeyError):
        found["c"]


def test_a_file_of_no_sections(tmp_path: Path) -> None:
    path = tmp_path / "parts.bin"
    path.write_bytes(sections.joined({}))
    found = sections.opened(path)
    assert found is not None
    assert not list(found)


def test_what_is_not_whole_is_not_opened(tmp_path: Path) -> None:
    path = tmp_path / "parts.bin"
    assert sections.opened(path) is None
    whole = sections.joined(PARTS)
    other = struct.pack("=8s", b"shengaoW")
    for damage in (b"", b"\x00", whole[:-1], whole + b"\x00", other + whole[8:], whole[:24]):
        path.write_bytes(damage)
        assert sections.opened(path) is None
