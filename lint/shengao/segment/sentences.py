"""Where sentences, clauses and quotations begin and end."""

from collections.abc import Iterator

from shengao.expression import Expression
from shengao.structure import Quotation

_CLOSING = "]”’」』）)】》〉］"  # the square bracket first: it stands in a class
_SENTENCE_END = Expression(
    rf"[。！？!?…\n](?:(?<![!?])|(?![A-Za-z0-9=&/%]))[。！？!?…\n]*[{_CLOSING}]*"
)
_CLAUSE_END = Expression(
    r"[，；。！？…\n,;:：!?](?:(?<=[，；。！？…\n;])|(?<=,)(?!\d{3})|(?<=[:：])(?![/\d])"
    r"|(?<!\d[:：])(?<=[:：])(?!//)|(?<=[!?])(?![A-Za-z0-9=&/%]))"
)
"""All marks first: an expression is quickly sought that begins with one of a set of characters."""
_CLAUSE_EDGE = f" \t\r\n　{_CLOSING}"

_OPENING = Expression('[“‘「『《"]')
_CLOSERS = {"“": "”", "‘": "’", "「": "」", "『": "』", "《": "》", '"': '"'}
_REPORTED = Expression(
    r"(?:(?P<said>[说讲问喊叫答]|[说写讲问喊笑叹答赞]道)|表示|指出|强调|坦言|直言|反映|介绍|感叹|感慨|回忆"
    r"|谈到|提到|呼吁|提出|认为|告诉\w{0,4}|评价|点赞|称赞|留言|写到)[^，。；：！？“”\n]{0,8}[：:，,]\s*$"
)
_REPORT_REACH = 20
_SPOKEN = Expression(
    r"咱|俺|您|你们?(?![好追])|我们|(?<![自忘唯大小])我(?![为国省市县区州盟旗镇乡村局院校部委厅处所行司方军党爱的])"
)
_SENTENCE_MARK = Expression(r"[。！？!?…，,][”’」』\"]?$")
_INNER_CLAUSE = Expression(r"[，。；！？,;!?]")
_WORD, _SHORT = 2, 10
"""A quotation of so many characters, without marks inside, reads as a term: after 说, after
other verbs that report."""
_LONGEST = 2000
"""A quotation that does not close within so many characters is not closed."""


def sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The sentences of a block ``start:end``, each with its final marks.

    They tile the block but for white space at its head; white space after a sentence is that
    sentence's. A semicolon ends none.
    """
    at = counted = _skip_space(text, start, end)
    straight = 0
    quoted = text.find('"', at, end + 1) >= 0
    for found in _SENTENCE_END.finditer(text, at, end):
        stop = found.end()
        if stop <= at:
            continue
        if quoted:
            straight += text.count('"', counted, stop)
            counted = stop
            if text[stop : stop + 1] == '"' and straight % 2:
                stop += 1
        stop = _skip_space(text, min(stop, end), end)
        yield at, stop
        at = stop
    if at < end:
        yield at, end


def clauses(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The clauses of a sentence ``start:end``, without the marks and space around them."""
    at = start
    for found in _CLAUSE_END.finditer(text, start, end):
        stop, following = found.span()
        if at < stop and text[at] not in _CLAUSE_EDGE and text[stop - 1] not in _CLAUSE_EDGE:
            yield at, stop
        else:
            yield from _trimmed(text, at, stop)
        at = following
    yield from _trimmed(text, at, end)


def quotations(text: str) -> list[Quotation]:
    """Quoted runs and 《titles》, ascending; of nested ones the outer.

    A quotation that does not close in its line is none.
    """
    found: list[Quotation] = []
    at = 0
    while opening := _OPENING.search(text, at):
        start = opening.start()
        stop = _close(text, start)
        if stop is None:
            at = start + 1
            continue
        if text[start] == "《":
            found.append(Quotation("title", start, stop))
        else:
            speech = _is_speech(text, start, stop)
            found.append(Quotation("speech" if speech else "term", start, stop))
        at = stop
    return found


def _skip_space(text: str, at: int, end: int) -> int:
    while at < end and text[at].isspace():
        at += 1
    return at


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start] in _CLAUSE_EDGE:
        start += 1
    while end > start and text[end - 1] in _CLAUSE_EDGE:
        end -= 1
    if start < end:
        yield start, end


def _close(text: str, start: int) -> int | None:
    """Just after the mark that closes the one at `start`, in its line."""
    opener, closer = text[start], _CLOSERS[text[start]]
    line_end = text.find("\n", start, start + _LONGEST)
    limit = line_end if line_end >= 0 else start + _LONGEST
    depth, at = 1, start + 1
    while depth:
        closing = text.find(closer, at, limit)
        if closing < 0:
            return None
        if opener != closer:
            depth += text.count(opener, at, closing)
        depth -= 1
        at = closing + 1
    return at


def _is_speech(text: str, start: int, end: int) -> bool:
    """Whether a quoted run is what somebody said, not a term, name or slogan."""
    inside = text[start + 1 : end - 1]
    if _SENTENCE_MARK.search(inside):
        return True
    if _INNER_CLAUSE.search(inside) or _SPOKEN.search(inside):
        return True
    reported = _REPORTED.search(text, max(0, start - _REPORT_REACH), start)
    return reported is not None and len(inside) > (_WORD if reported["said"] else _SHORT)
