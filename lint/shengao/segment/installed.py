"""The installed jieba: where it lies, which version it is, and its own segmenter."""

import re
import warnings
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from shengao.segment import Tagged, Term


def jieba_folder() -> Path:
    """Where the installed jieba lies, with its ``dict.txt``."""
    found = find_spec("jieba")
    origin = found.origin if found else None
    if origin is None:
        raise ModuleNotFoundError("jieba", name="jieba")
    return Path(origin).parent


def version() -> str:
    """The version of the installed jieba, found without the cost of importing it."""
    text = (jieba_folder() / "__init__.py").read_text("utf-8")
    match = re.search(r"""__version__ = ['"]([\w.+-]+)""", text)
    return match[1] if match else "unknown"


def jieba() -> Any:
    """The module ``jieba.posseg``, imported without what newer Pythons say of its source."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from jieba import posseg
    return posseg


class Jieba:
    """The segmenter that jieba itself is: slow to load and to tag, with the same results."""

    def __init__(self, terms: Iterable[Term] = ()) -> None:
        posseg = jieba()
        tokenizer = posseg.jieba.Tokenizer()
        # As its `initialize` does, but without the cache file, which jieba looks for under a
        # known name in a folder where anybody can put one.
        tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
        tokenizer.initialized = True
        for word, frequency, tag in terms:
            tokenizer.add_word(word, frequency, tag)
        self._tagger = posseg.POSTokenizer(tokenizer)

    def tag(self, text: str) -> list[Tagged]:
        """Words and jieba tags that tile `text`."""
        return [(pair.word, pair.flag) for pair in self._tagger.cut(text)]
