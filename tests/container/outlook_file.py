"""A mail of Outlook, made by hand: a compound file ([MS-CFB]) with properties ([MS-OXMSG])."""

import struct
from collections.abc import Mapping

_FREE, _END, _FAT, _NONE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF
_SECTOR, _SMALL, _CUTOFF = 512, 64, 4096

Tree = Mapping[str, "bytes | Tree"]


def mail(
    subject: str,
    *,
    body: str = "",
    page: bytes = b"",
    attachments: Mapping[str, bytes | None] | None = None,
) -> bytes:
    """A .msg; an attachment without bytes is one that is not held by value."""
    texts = {0x001A: "IPM.Note", 0x0037: subject, 0x1000: body}
    strings = {name: text.encode("utf-16-le") for name, text in texts.items() if text}
    tree: dict[str, bytes | Tree] = {
        f"__substg1.0_{name:04X}001F": raw for name, raw in strings.items()
    }
    entries = [_entry(name, 0x1F, len(raw) + 2) for name, raw in strings.items()]
    entries.append(_entry(0x3FDE, 0x03, 65001))  # the code page of the body
    if page:
        tree["__substg1.0_10130102"] = page
        entries.append(_entry(0x1013, 0x102, len(page)))
    attachments = attachments or {}
    for index, (name, data) in enumerate(attachments.items()):
        raw = name.encode("utf-16-le")
        own: dict[str, bytes | Tree] = {"__substg1.0_3707001F": raw}
        listed = [_entry(0x3707, 0x1F, len(raw) + 2), _entry(0x3705, 0x03, 1 if data else 5)]
        if data is not None:
            own["__substg1.0_37010102"] = data
            listed.append(_entry(0x3701, 0x102, len(data)))
        own["__properties_version1.0"] = bytes(8) + b"".join(listed)
        tree[f"__attach_version1.0_#{index:08X}"] = own
    count = len(attachments)
    tree["__properties_version1.0"] = struct.pack("<8xIIII8x", 0, count, 0, count) + b"".join(
        entries
    )
    return compound(tree)


def _entry(name: int, kind: int, value: int) -> bytes:
    return struct.pack("<HHIII", kind, name, 6, value, 0)


def compound(tree: Tree) -> bytes:
    """A compound file of storages and streams."""
    entries: list[list[object]] = [["Root Entry", 5, _NONE, _NONE, _NONE, b""]]

    def add(children: Tree, parent: int) -> None:
        before = -1
        for name in sorted(children, key=lambda name: (len(name), name.upper())):
            content = children[name]
            kind, data = (2, content) if isinstance(content, bytes) else (1, b"")
            index = len(entries)
            entries.append([name, kind, _NONE, _NONE, _NONE, data])
            entries[before if before >= 0 else parent][3 if before >= 0 else 4] = index
            before = index
            if not isinstance(content, bytes):
                add(content, index)

    add(tree, 0)
    small, small_fat = bytearray(), list[int]()
    sectors, fat = list[bytes](), list[int]()

    def chain(data: bytes) -> int:
        if not data:
            return _END
        start = len(sectors)
        count = -(-len(data) // _SECTOR)
        sectors.extend(data[i * _SECTOR : (i + 1) * _SECTOR] for i in range(count))
        fat.extend([*range(start + 1, start + count), _END])
        return start

    starts = []
    for _, kind, _, _, _, data in entries:
        assert isinstance(data, bytes)
        if kind != 2 or not data:
            starts.append(_END if kind == 2 else 0)
        elif len(data) < _CUTOFF:
            start, count = len(small_fat), -(-len(data) // _SMALL)
            small += data.ljust(count * _SMALL, b"\0")
            small_fat += [*range(start + 1, start + count), _END]
            starts.append(start)
        else:
            starts.append(chain(data))
    starts[0] = chain(bytes(small))
    entries[0][5] = bytes(small)
    packed = b""
    for (name, kind, left, right, child, data), start in zip(entries, starts, strict=True):
        assert isinstance(data, bytes)
        assert isinstance(name, str)
        raw = name.encode("utf-16-le") + b"\0\0"
        packed += struct.pack(
            "<64sHBBIII16xI16xIQ",
            raw, len(raw), kind, 1, left, right, child, 0, start, len(data),
        )  # fmt: skip
    directory = chain(packed + bytes(-len(packed) % _SECTOR))
    small_table = struct.pack(f"<{len(small_fat)}I", *small_fat)
    mini = chain(small_table + b"\xff" * (-len(small_table) % _SECTOR))
    tables = 1
    while tables * 128 < len(sectors) + tables:
        tables += 1
    first = len(sectors)
    fat += [_FAT] * tables
    fat += [_FREE] * (tables * 128 - len(fat))
    table = struct.pack(f"<{len(fat)}I", *fat)
    header = struct.pack(
        "<8s16xHHHHH6xIIIIIIIIII",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0x3E, 3, 0xFFFE, 9, 6, 0, tables, directory, 0,
        _CUTOFF, mini, -(-len(small_table) // _SECTOR), _END, 0, 0,
    )  # fmt: skip
    header = header[:76] + struct.pack(
        "<109I", *[first + i for i in range(tables)], *[_FREE] * (109 - tables)
    )
    return header + b"".join(one.ljust(_SECTOR, b"\0") for one in sectors) + table
