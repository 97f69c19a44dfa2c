"""Sentences, quotations and words: the text cut into what checks look at."""

Tagged = tuple[str, str]
"""A word and its tag."""

Term = tuple[str, int | None, str]
"""A user's word, its frequency (None: one at which it is just cut as a word) and its tag."""
