"""Zip files: names as they were packed, and what is not unpacked."""

import contextlib
import io
import struct
import zipfile
import zlib
from collections.abc import Mapping

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings

from shengao import container
from shengao.container import Member
from shengao.errors import ReadError


def packed(files: Mapping[str, bytes]) -> bytes:
    """A zip file, its names in UTF-8."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in files.items():
            file.writestr(name, content)
    return out.getvalue()


def by_hand(files: Mapping[bytes, bytes], *, flags: int = 0, extra: bytes = b"") -> bytes:
    """A zip file with names of bytes, stored."""
    out, central = b"", b""
    for name, content in files.items():
        fields = struct.pack(
            "<HHHHHIIIHH",
            20, flags, 0, 0, 0x5A21, zlib.crc32(content), len(content), len(content), len(name),
            len(extra),
        )  # fmt: skip
        more = struct.pack("<HHHII", 0, 0, 0, 0, len(out))
        central += b"PK\x01\x02\x14\x00" + fields + more + name + extra
        out += b"PK\x03\x04" + fields + name + extra + content
    count = len(files)
    end = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, count, count, len(central), len(out), 0)
    return out + central + end


def names(data: bytes) -> list[str]:
    return [one.name for one in container.members("包.zip", data)]


def why(data: bytes) -> str:
    with pytest.raises(ReadError) as caught:
        container.members("包.zip", data)
    return caught.value.why


def test_members() -> None:
    data = packed({"内/稿件.txt": "正文。".encode(), "内/图.png": b"x", "稿.docx": b"y"})
    assert container.members("包.zip", data) == [
        Member("内/稿件.txt", "正文。".encode()),
        Member("稿.docx", b"y"),
    ]


@pytest.mark.parametrize("codec", ["gb18030", "utf-8"])
def test_names_without_a_flag(codec: str) -> None:
    assert names(by_hand({"报送/朱镕基.txt".encode(codec): b"x"})) == ["报送/朱镕基.txt"]
    assert names(by_hand({"报送\\稿件.txt".encode(codec): b"x"})) == ["报送/稿件.txt"]


def test_a_name_in_unicode_beside_another() -> None:
    name = b"????.txt"
    field = b"\x01" + zlib.crc32(name).to_bytes(4, "little") + "报送.txt".encode()
    extra = struct.pack("<HH", 0x7075, len(field)) + field
    assert names(by_hand({name: b"x"}, extra=extra)) == ["报送.txt"]


def test_what_is_no_draft_is_left_out() -> None:
    data = packed({
        "__MACOSX/._稿.docx": b"", "~$稿.docx": b"", ".隐/a.txt": b"", "a.审稿.docx": b"",
        "a.xlsx": b"", "空/": b"", "稿.txt": b"x",
    })  # fmt: skip
    assert names(data) == ["稿.txt"]
    assert why(packed({"a.xlsx": b"x"})) == "压缩包里没有能检查的稿件"
    assert why(packed({})) == "压缩包是空的"


def test_packed_in_other_ways() -> None:
    assert container.members("包.zip", packed({"稿.rar": b"x"})) == [
        Member("稿.rar", None, "暂不支持 .rar 压缩包，请先解压")
    ]


def test_paths_that_lead_out() -> None:
    data = packed({"../稿.txt": b"x", "/etc/稿.txt": b"x", "C:/稿.txt": b"x", "a/b.txt": b"x"})
    found = container.members("包.zip", data)
    assert [(one.name, one.data) for one in found] == [
        ("稿.txt", None), ("etc/稿.txt", None), ("C:/稿.txt", None), ("a/b.txt", b"x"),
    ]  # fmt: skip
    assert {one.error for one in found[:3]} == {"压缩包里的路径指到了外面，没有读取"}


def test_passwords() -> None:
    data = by_hand({b"a.txt": b"x" * 12}, flags=1)
    assert container.members("包.zip", data) == [
        Member("a.txt", None, "压缩包有密码，请解压后再检查")
    ]


def test_bombs() -> None:
    data = packed({"a.txt": b"0" * (5 << 20), "b.txt": b"x"})
    assert container.members("包.zip", data) == [
        Member("a.txt", None, "解压后的大小异常，疑为 zip 炸弹，没有读取"),
        Member("b.txt", b"x"),
    ]


def test_the_sum_is_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(container, "MAXIMUM", 1000)
    data = packed({"a.txt": b"0" * 600, "b.txt": b"0" * 600, "c.txt": b"x"})
    assert container.members("包.zip", data) == [
        Member("a.txt", b"0" * 600),
        Member("b.txt", None, "里面的文件合计超过 200 MB，其余的没有检查，请拆分后再检查"),
    ]


def test_the_number_is_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(container, "MOST", 3)
    found = container.members("包.zip", packed({f"{i}.txt": b"x" for i in range(9)}))
    assert [one.name for one in found] == ["0.txt", "1.txt", "2.txt", "……"]
    assert found[-1].error is not None
    assert found[-1].error.endswith("其余的没有检查，请拆分后再检查")


def test_zip_files_in_zip_files() -> None:
    inner = packed({"稿.txt": b"x"})
    assert names(packed({"内.zip": inner})) == ["内.zip/稿.txt"]
    (member,) = container.members("包.zip", packed({"内.zip": packed({"a.png": b""})}))
    assert member == Member("内.zip", None, "压缩包里没有能检查的稿件")
    (member,) = container.members("包.zip", packed({"内.zip": b"PK\x03\x04"}))
    assert member == Member("内.zip", None, "压缩包已损坏，打不开")


def test_what_is_no_zip() -> None:
    assert why("文字".encode()) == "不是 zip 压缩包，内容与扩展名 .zip 不符"
    assert why(b"Rar!\x1a\x07") == "这其实是压缩包，请先解压"
    assert why(b"PK\x03\x04") == "压缩包已损坏，打不开"


SOUND = packed({"内/稿件.txt": "正文。".encode() * 9, "b.eml": b"Subject: x\n\nx"})


@settings(max_examples=150)
@given(st.lists(st.tuples(st.integers(0, len(SOUND) - 1), st.integers(0, 255)), max_size=6))
def test_damage_is_a_reason_and_nothing_else(changes: list[tuple[int, int]]) -> None:
    data = bytearray(SOUND)
    for place, value in changes:
        data[place] = value
    with contextlib.suppress(ReadError):
        assert container.members("包.zip", bytes(data))
