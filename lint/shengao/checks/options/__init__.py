"""The options of check kinds: pydantic models, used only when a rulebook is compiled.

The kinds are found by the entry point group ``shengao.checks``: name to a class like
`shengao.checks.options.base.Options`.
"""
