"""What drafts of a period were found to do wrong, with passages in which nobody is named."""

import json
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from sqlalchemy import Connection, select

from shengao.archive import masks
from shengao.desk import rows
from shengao.desk.tables import CONTENT, DRAFT
from shengao.document import Document
from shengao.finding import Located, Severity

Parse = Callable[[str], Document]

_UNSHOWN = frozenset((
    "sensitive", "copy", "timeliness", "length", "structure", "lead", "title", "figure-error",
    "inconsistent", "evasion", "suppression",
))  # fmt: skip
"""Faults whose words say nothing by themselves, or are not to be repeated."""
_LOOKED_AT = 40  # drafts that are opened for a fault at most
_SHORTEST, _LONGEST = 8, 60  # characters of a passage
_HIDDEN = 3  # 某 in a passage at most: more say nothing, and names side by side are cut badly
_ENDS = re.compile(r"[。！？；\n]")
_PAUSES = "，、："
_AREAS = ("街道", "社区", "省", "市", "州", "县", "区", "旗", "镇", "乡", "村", "屯")
_WORDS = {masks.FIGURE: "若干", masks.DATE: "某日"}


class Fault(NamedTuple):
    """A kind of fault: in how many drafts, how often in all, passages."""

    fault: str
    drafts: int
    times: int
    passages: tuple[str, ...]


def typical(
    connection: Connection,
    first: date,
    last: date,
    parse: Parse,
    hidden: Collection[str] = (),
    *,
    most: int = 5,
    each: int = 2,
) -> tuple[int, list[Fault]]:
    """How many drafts were checked, and the faults that most of them have, the commonest first.

    `each` passages of each at most, from different drafts; `parse` makes a document of a text,
    `hidden` are the names of units.
    """
    days = (
        DRAFT.c.received >= first.isoformat(),
        DRAFT.c.received < (last + timedelta(days=1)).isoformat(),
        DRAFT.c.error == "",
        DRAFT.c.secret.is_(False),
    )
    drafts: Counter[str] = Counter()
    times: Counter[str] = Counter()
    where: dict[str, list[int]] = {}
    checked = 0
    query = select(DRAFT.c.number, DRAFT.c.faults).where(*days).order_by(DRAFT.c.number)
    for number, written in connection.execute(query):
        checked += 1
        for fault, count in json.loads(written).items():
            drafts[fault] += 1
            times[fault] += count
            held = where.setdefault(fault, [])
            if len(held) < _LOOKED_AT:
                held.append(number)
    commonest = sorted(drafts, key=lambda fault: (-drafts[fault], -times[fault], fault))[:most]
    found = []
    told: set[str] = set()
    for fault in commonest:
        passages = []
        if fault not in _UNSHOWN:
            for passage in _passages(connection, fault, where[fault], parse, hidden):
                if passage not in told:
                    passages.append(passage)
                if len(passages) == each:
                    break
        told.update(passages)
        found.append(Fault(fault, drafts[fault], times[fault], tuple(passages)))
    return checked, found


def _passages(
    connection: Connection,
    fault: str,
    numbers: list[int],
    parse: Parse,
    hidden: Collection[str],
) -> Iterator[str]:
    """A passage of each draft that has one, no two alike."""
    query = (
        select(CONTENT.c.result, DRAFT.c.author)
        .join(DRAFT, DRAFT.c.number == CONTENT.c.number)
        .where(CONTENT.c.number.in_(numbers))
        .order_by(CONTENT.c.number)
    )
    seen: set[str] = set()
    for blob, author in connection.execute(query):
        for one in rows.unpacked(blob).findings:
            if one.finding.fault != fault or one.finding.severity is Severity.INFO:
                continue
            passage = anonymous(_cut(one), parse, {*hidden, author} - {""})
            legible = len(passage) >= _SHORTEST and passage.count("某") <= _HIDDEN
            if legible and passage not in seen:
                seen.add(passage)
                yield passage
                break


def anonymous(text: str, parse: Parse, hidden: Collection[str] = ()) -> str:
    """A passage with its names, dates and figures made 某某, 某日 and 若干.

    Of places the kind stays: 某镇. `hidden` are names that stand for nothing else.
    """
    for name in sorted(hidden, key=lambda name: (-len(name), name)):
        text = text.replace(name, "某单位" if len(name) > 3 else "某某")
    document = parse(text)
    text = document.text
    for mask in reversed(list(masks.named(document))):
        said = text[mask.start : mask.end]
        area = next((area for area in _AREAS if said.endswith(area) and said != area), "")
        filling = _WORDS.get(mask.kind) or (f"某{area}" if area else "某某")
        text = text[: mask.start] + filling + text[mask.end :]
    # Figures that belong to no entity, as in 3个8.
    return re.sub(r"[0-9０-９]+(?:[.．][0-9０-９]+)?", "若干", text).strip()


def _cut(one: Located) -> str:
    """The sentence of a finding, of a long one the clauses about it."""
    text = one.excerpt
    start = max((found.end() for found in _ENDS.finditer(text, 0, one.mark)), default=0)
    ended = _ENDS.search(text, max(one.mark_end - 1, one.mark))
    end = ended.start() if ended is not None else len(text)
    while end - start > _LONGEST:
        pauses = [at for at in range(start, end) if text[at] in _PAUSES]
        before = [at for at in pauses if at < one.mark]
        after = [at for at in pauses if at >= one.mark_end]
        if before:
            start = before[0] + 1
        elif after:
            end = after[-1]
        else:
            break
    return text[start:end].strip().replace("“", "").replace("”", "")
