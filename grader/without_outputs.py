"""A notebook's text with its outputs left out before it is parsed, so that their size costs no memory."""

from __future__ import annotations

import re
from typing import Final

_TOKEN: Final = re.compile(r'"(?:[^"\\]++|\\.)*+(?:"|\Z)|[\[\]{}]', re.DOTALL)
"""A string, or a bracket. It never steps back, so it takes time by the text's length and no memory, also where a string
has no end."""

_OUTPUTS: Final = re.compile(r'"outputs"\s*:\s*(?=\[)')


def without_outputs(text: str) -> str:
    """Return a notebook's JSON with an empty list for each `"outputs": […]`; what is broken stays broken.

    It goes through the text once and keeps one token at a time (RFC 8259: outside of strings, brackets are structure).

    >>> without_outputs('{"cells": [{"outputs": [{"text": "]["}], "source": "1"}]}')
    '{"cells": [{"outputs": [], "source": "1"}]}'
    """
    kept: list[str] = []
    place = 0
    while found := _next_outputs(text, place):
        begin, end = found
        kept += [text[place:begin], "[]"]
        place = end
    return "".join([*kept, text[place:]])


def _next_outputs(text: str, place: int) -> tuple[int, int] | None:
    """Where the next list of outputs begins and ends."""
    for token in _TOKEN.finditer(text, place):
        if token.group() != '"outputs"':
            continue
        key = _OUTPUTS.match(text, token.start())
        if key:
            return key.end(), _end_of_list(text, key.end())
    return None


def _end_of_list(text: str, begin: int) -> int:
    depth = 0
    for token in _TOKEN.finditer(text, begin):
        sign = token.group()
        depth += (sign in "[{") - (sign in "]}")
        if depth == 0:
            return token.end()
    return len(text)
