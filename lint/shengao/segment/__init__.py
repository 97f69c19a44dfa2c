"""Sentences, quotations and words: the text cut into what checks look at."""
