"""Finding the file of words, or making it where there is none."""

from contextlib import suppress

from shengao import data
from shengao.segment.trie import FORMAT, DamagedError, Trie


def opened() -> Trie | None:
    """The file of the wheel, else of the cache, where it is built if need be; None for neither."""
    built = data.compiled("words.bin")
    if built is not None:
        with suppress(OSError, DamagedError):
            return Trie(built)

    from shengao import cache
    from shengao.segment.installed import version

    place = cache.folder()
    if place is None:
        return None
    name = f"words-{version()}-{FORMAT}.bin"
    with suppress(OSError, DamagedError):
        return Trie(place / name)
    # Another process may have it open, so that it cannot be replaced, but then it is good.
    with suppress(OSError, ValueError):
        from shengao.segment import building

        cache.write(name, building.contents())
        return Trie(place / name)
    return None
