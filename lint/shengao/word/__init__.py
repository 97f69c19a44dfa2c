"""Editing Word documents: comments and tracked changes at the words of ``Source.text``."""
