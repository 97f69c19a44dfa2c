"""What a sieve holds, and how seldom it takes what it does not hold."""

from shengao.spelling.sieve import Sieve, sieve

HELD = [chr(0x4E00 + at) + chr(0x6000 + 7 * at % 999) for at in range(0, 8000, 2)]
OTHERS = [chr(0x4E01 + at) + chr(0x6000 + 5 * at % 999) for at in range(0, 8000, 2)]


def test_holds_what_was_put_in_and_little_else() -> None:
    bits = sieve(HELD)
    assert len(bits) == len(HELD) * 9 // 8
    held = Sieve(bits)
    assert all(one in held for one in HELD)
    assert sum(one in held for one in OTHERS) <= len(OTHERS) // 40


def test_the_same_strings_make_the_same_bits() -> None:
    assert sieve(HELD) == sieve(HELD[::-1])
