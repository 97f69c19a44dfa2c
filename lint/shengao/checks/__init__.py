"""Check kinds: the code that rule files name in ``[check] use = …``.

A kind has two halves. In `shengao.checks.options` a pydantic model holds the options that a
rule file may set and compiles them to plain data, once. In this package a function
``run(compiled, document, hits)`` works on that data and yields matches; it knows no rule,
message or severity, and imports nothing that costs.
"""
