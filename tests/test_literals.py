"""The search of all rules' literals finds what a plain search for each of them finds."""

from hypothesis import given
from hypothesis import strategies as st

from shengao.literals import Literals, packed

_CHARACTERS = "甲乙丙𠀀\ud800a"
_LITERALS = st.dictionaries(
    st.text(_CHARACTERS.replace("\ud800", ""), max_size=4),
    st.lists(st.integers(0, 9), min_size=1, max_size=3, unique=True),
)


@given(_LITERALS, st.lists(st.text(_CHARACTERS, max_size=30), min_size=1, max_size=3))
def test_finds_what_a_plain_search_finds(table: dict[str, list[int]], texts: list[str]) -> None:
    literals = Literals(*packed(table))
    for text in texts:
        found = literals.search(text)
        assert list(found) == sorted(found)
        assert {rule: sorted(hits.literals) for rule, hits in found.items()} == {
            rule: sorted(word for word in table if word and rule in table[word] and word in text)
            for rule in range(10)
            if any(rule in table[word] and word in text for word in table)
        }
        for hits in found.values():
            for word in hits.literals:
                stands = [at for at in range(len(text)) if text.startswith(word, at)]
                assert hits.starts(word) == stands
