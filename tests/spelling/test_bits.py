"""Sets of characters as numbers share what the sets share."""

from hypothesis import given
from hypothesis import strategies as st

from shengao.spelling.bits import Bits

CHARACTERS = st.sets(st.characters(), max_size=30)


@given(CHARACTERS, CHARACTERS)
def test_numbers_share_what_sets_share(some: set[str], others: set[str]) -> None:
    bits = Bits()
    one, other = bits.of(some), bits.of(others)
    assert sorted(bits.characters(one)) == sorted(some)
    assert sorted(bits.characters(one & other)) == sorted(some & others)
    assert sorted(bits.characters(one | other)) == sorted(some | others)
