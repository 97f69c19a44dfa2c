"""The mapped file of words, built from the installed jieba."""

import marshal
import zlib
from array import array
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from shengao.segment.installed import jieba
from shengao.segment.trie import (
    FORMAT,
    HAN_FIRST,
    HAN_LAST,
    HEADER,
    IMPOSSIBLE,
    MAGIC,
    POSITIONS,
    TAGS,
    aligned,
    is_cut,
)


def build(path: Path) -> None:
    """Write the file, from the installed jieba."""
    path.write_bytes(contents())


def contents() -> bytes:
    """The bytes of the file. Takes seconds; raises `ValueError` for a jieba that it cannot hold."""
    posseg = jieba()
    words, total = _dictionary(posseg)
    tags = ("x", *sorted({tag for _, tag in words.values()}))  # 0 is for beginnings of words
    sections = {**_nodes(words, tags), **_pairs(words)}
    model, columns = _model(posseg)
    sections |= columns
    places: dict[str, tuple[str, int, int]] = {}
    body = bytearray()
    for name, values in sections.items():
        start = len(body)
        body += values.tobytes()
        places[name] = (values.typecode, start, len(body))
        body += bytes(aligned(len(body)) - len(body))
    # Version 2 of the format: later ones depend on what else holds an object at the time.
    tables = marshal.dumps({"total": total, "tags": tags, "model": model, "places": places}, 2)
    rest = tables + bytes(aligned(HEADER.size + len(tables)) - HEADER.size - len(tables)) + body
    return HEADER.pack(MAGIC, FORMAT, zlib.crc32(rest), len(tables)) + rest


def _dictionary(posseg: Any) -> tuple[dict[str, tuple[int, str]], int]:
    """Words with frequency and tag, and jieba's total, which counts a repeated word twice."""
    words: dict[str, tuple[int, str]] = {}
    total = 0
    with posseg.jieba.Tokenizer().get_dict_file() as file:
        for line in file:
            word, count, tag = line.decode("utf-8").split()
            words[word] = int(count), tag
            total += int(count)
    if max(map(max, words)) > "\uffff":
        raise ValueError("a word of the dictionary has a character of more than 16 bits")
    return words, total


def _nodes(words: Mapping[str, tuple[int, str]], tags: Sequence[str]) -> dict[str, "array[Any]"]:
    numbers = {tag: number for number, tag in enumerate(tags)}
    labels, first = array("H", [0]), array("I")
    count, tag_of = array("I", [0]), array("B", [0])
    level = [""]
    for length in range(1, max(map(len, words)) + 1):
        following = sorted({word[:length] for word in words if len(word) >= length})
        at = 0
        for prefix in level:
            first.append(len(labels) + at)
            while at < len(following) and following[at].startswith(prefix):
                at += 1
        for prefix in following:
            found, tag = words.get(prefix, (0, tags[0]))
            labels.append(ord(prefix[-1]))
            count.append(found)
            tag_of.append(numbers[tag])
        level = following
    first.extend([len(labels)] * (len(level) + 1))
    roots = array("I", bytes(4 * 0x10000))
    for node in range(first[0], first[1]):
        roots[labels[node]] = node
    return {"roots": roots, "labels": labels, "first": first, "count": count, "tag": tag_of}


def _pairs(words: Iterable[str]) -> dict[str, "array[Any]"]:
    """What follows a character within a word, of characters that are cut."""
    followers: dict[str, set[str]] = {}
    for word in words:
        for first, second in pairwise(word):
            followers.setdefault(first, set()).add(second)
    followers = {
        first: set(filter(is_cut, seconds)) for first, seconds in followers.items() if is_cut(first)
    }
    links, link_first = array("H"), array("I")
    for code in range(0x10000):
        link_first.append(len(links))
        links.extend(map(ord, sorted(followers.get(chr(code), ()))))
    link_first.append(len(links))
    return {"links": links, "link_first": link_first}


def _model(posseg: Any) -> tuple[dict[str, Any], dict[str, "array[Any]"]]:
    """The tag model: small tables, and a column of states for every Chinese character."""
    tags = sorted({tag for _, tag in posseg.trans_P})
    if len(tags) > TAGS:
        raise ValueError("the tag model has more tags than a state number holds")
    number = {
        (position, tag): TAGS * POSITIONS.index(position) + tags.index(tag)
        for position, tag in posseg.trans_P
    }
    into: list[dict[int, float]] = [{} for _ in range(TAGS * len(POSITIONS))]
    for before, followers in posseg.trans_P.items():
        for after, log in followers.items():
            into[number[after]][number[before]] = log
    start = [IMPOSSIBLE] * len(into)
    for state, log in posseg.start_P.items():
        start[number[state]] = log
    inner = sorted(at for (position, _), at in number.items() if position in "EM")
    outer = sorted(at for (position, _), at in number.items() if position in "BS")

    emitted: dict[str, dict[int, float]] = {}
    for state, logs in posseg.emit_P.items():
        for character, log in logs.items():
            emitted.setdefault(character, {})[number[state]] = log
    bounds, states, logs_of = array("I"), array("B"), array("d")
    for code in range(HAN_FIRST, HAN_LAST + 1):
        emits = emitted.get(chr(code), {})
        listed = [number[state] for state in posseg.char_state_tab_P.get(chr(code), ())]
        listed.sort(key=lambda state: -emits.get(state, IMPOSSIBLE))
        for group in (
            [state for state in listed if state in inner],
            [state for state in listed if state in outer],
            sorted(emits.keys() - set(listed)),
        ):
            bounds.append(len(states))
            states.extend(group)
            logs_of.extend(emits.get(state, IMPOSSIBLE) for state in group)
    bounds.append(len(states))
    model = {"tags": tags, "start": start, "into": into, "inner": inner, "outer": outer}
    return model, {"bounds": bounds, "states": states, "logs": logs_of}
