"""That the table of neighbours finds what the rows of characters have."""

from array import array

from hypothesis import given, settings
from hypothesis import strategies as st

from shengao.segment.memo import Memo
from shengao.spelling.model import shipped
from shengao.spelling.neighbours import Neighbours, flags_by_row, places, slots

COMMON = "推进乡村振兴工作取得成效，3天。的了和与a\n耀聚𠀀\ud800"


@settings(max_examples=300)
@given(st.text(st.one_of(st.sampled_from(COMMON), st.characters(), st.characters(codec="gb2312"))))
def test_has_the_flags_that_the_rows_have(text: str) -> None:
    model, padded = shipped(), f"\n\n{text}\n\n"
    assert model.flags(padded) == flags_by_row(padded, model.known, model.held)


def test_looks_up_what_has_no_slot_of_its_own() -> None:
    known, held = {"水": "利务", "利": "局"}, {"水": "利", "务": "局", "利": ""}
    rows: tuple[Memo[str, str], Memo[str, str]] = (
        Memo(lambda one: known.get(one, "")),
        Memo(lambda one: held.get(one, "")),
    )
    empty = Neighbours(slots({}, ()), *rows)
    full = Neighbours(slots({"水利": 2, "水务": 1, "利局": 0}, {"水利"}), *rows)
    text = "水利局水务局，"
    assert empty.flags(text) == full.flags(text) == flags_by_row(text, *rows)
    assert [list(places(one, 7)) for one in full.flags(text)] == [
        [0, 1, 2, 3, 4, 5],
        [2, 4, 5, 6],
        [0, 4],
    ]


def test_the_commoner_neighbours_have_the_slot() -> None:
    rival = "氳" + chr(ord("利") + (ord("水") - ord("氳")) * 0x2F1B % 2**17)
    assert rival == "氳腄"
    by_count = [array("H", slots({"水利": 2, rival: times}, ())) for times in (1, 3)]
    assert [one.count(ord("水")) for one in by_count] == [1, 0]
    assert [one.count(ord(rival[0])) for one in by_count] == [0, 1]
