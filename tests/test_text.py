"""Laws of spans, sources and views."""

from hypothesis import given
from hypothesis import strategies as st

from shengao.text import Position, Source, Span, View


@st.composite
def sources_and_blocks(draw: st.DrawFn) -> tuple[str, list[list[Span]]]:
    text = draw(st.text(alphabet="政务信息ab🙂\n\r　", min_size=1, max_size=40))
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), max_size=10)))
    spans = [Span(a, b) for a, b in zip(cuts[::2], cuts[1::2], strict=False)]
    size = draw(st.integers(1, 3))
    return text, [spans[i : i + size] for i in range(0, len(spans), size)]


def test_spans_are_half_open() -> None:
    assert Span(0, 2).overlaps(Span(1, 3))
    assert not Span(0, 2).overlaps(Span(2, 3))
    assert not Span(2, 2).overlaps(Span(2, 2))
    assert Span(0, 3).contains(Span(1, 3))
    assert not Span(0, 3).contains(Span(1, 4))


def test_positions_count_from_one_and_lines_end_at_newline_only() -> None:
    source = Source("标题\r\n正文🙂。\u2028续\n")
    assert [source.position(i) for i in (0, 3, 4, 7, 10)] == [
        Position(1, 1),
        Position(1, 4),
        Position(2, 1),
        Position(2, 4),
        Position(2, 7),
    ]
    assert source.line_span(1) == Span(0, 3)
    assert source.text[slice(*source.line_span(2))] == "正文🙂。\u2028续"
    assert source.line_span(3) == Span(len(source.text), len(source.text))


@given(st.text(alphabet="政务\n\r🙂", max_size=60), st.data())
def test_a_position_leads_back_to_its_offset(text: str, data: st.DataObject) -> None:
    source = Source(text)
    offset = data.draw(st.integers(0, len(text)))
    line, column = source.position(offset)
    assert source.line_starts[line - 1] + column - 1 == offset
    span = source.line_span(line)
    assert span.start <= offset <= span.end
    assert "\n" not in text[slice(*span)]


@given(sources_and_blocks())
def test_a_view_is_its_pieces_and_leads_back_to_them(
    drawn: tuple[str, list[list[Span]]],
) -> None:
    text, blocks = drawn
    view, spans = View.of(text, blocks)
    assert view.text == "".join("".join(text[a:b] for a, b in pieces) + "\n" for pieces in blocks)
    assert [view.text[a:b] for a, b in spans] == [
        "".join(text[a:b] for a, b in pieces) for pieces in blocks
    ]
    for start, end in spans:
        for at in range(start, end):
            origin = view.origin(at, at + 1)
            assert origin.end - origin.start == 1
            assert text[origin.start] == view.text[at]


@given(sources_and_blocks(), st.data())
def test_the_origin_of_a_span_runs_from_its_first_to_its_last_character(
    drawn: tuple[str, list[list[Span]]], data: st.DataObject
) -> None:
    text, blocks = drawn
    view, spans = View.of(text, blocks)
    full = [span for span in spans if span.start < span.end]
    if not full:
        return
    block = data.draw(st.sampled_from(full))
    start = data.draw(st.integers(block.start, block.end - 1))
    end = data.draw(st.integers(start + 1, block.end))
    origin = view.origin(start, end)
    assert text[origin.start] == view.text[start]
    assert text[origin.end - 1] == view.text[end - 1]
    together = text[slice(*origin)] == view.text[start:end]
    assert not view.contiguous(start, end) or together


def test_an_empty_span_stays_empty() -> None:
    view, _ = View.of("用户**大幅**增长", [[Span(0, 2), Span(4, 6), Span(8, 10)]])
    assert view.text == "用户大幅增长\n"
    assert view.origin(2, 2) == Span(4, 4)
    assert view.origin(2, 6) == Span(4, 10)
    assert view.contiguous(2, 4)
    assert not view.contiguous(2, 6)
    assert View.of("", [])[0].text == ""
