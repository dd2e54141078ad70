"""A cell's outputs taken in from the far side: of known kinds and size, and harmless on a feedback page."""

from __future__ import annotations

import binascii
import re
import sys
from collections import Counter
from typing import Any, Final

import bleach  # type: ignore[import-untyped]

from grader.sandbox.worker.frames import Garbled

_TAGS: Final = re.findall(
    r"\w+",
    "a abbr b blockquote br caption code col colgroup dd div dl dt em h1 h2 h3 h4 h5 h6 hr i li ol p pre small span "
    "strong sub sup table tbody td tfoot th thead tr u ul",
)
_ATTRIBUTES: Final = {
    "*": ["title"],
    "table": ["class"],
    "td": ["colspan", "rowspan"],
    "th": ["colspan", "rowspan", "scope"],
}
_TAG: Final = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]{0,20})")
_CLASS: Final = re.compile(r' class="(?!dataframe")[^"]*"')
_VOID: Final = frozenset({"br", "hr", "img", "col", "input", "wbr", "meta", "link"})
_MOST_OPEN: Final = 100
_MOST_SIGNS: Final = 20_000
_UNSEEN: Final = re.compile(r"<(style|script|template|noscript)\b.*?(</\1\s*>|\Z)", re.IGNORECASE | re.DOTALL)
_REFERENCE: Final = re.compile(r"&#(?:[xX]([0-9A-Fa-f]{1,8})|([0-9]{1,8}));?")
_CONTROL: Final = re.compile(
    r"(?:\x1b\[|\x9b)[0-9;?]*[ -/]*[@-~]|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]"
)
_MAX_HTML: Final = 200_000
_MAX_OUTPUTS: Final = 1000


def admitted(outputs: object, most: int) -> list[dict[str, Any]]:
    """Rebuild a list of outputs from what the far side sent.

    Parameters
    ----------
    outputs : what came
    most : bytes they may have together; a little more is let through, much more is garbled

    Raises
    ------
    Garbled : when these are no outputs
    """
    if not isinstance(outputs, list):
        raise Garbled("outputs are not a list")
    taken = [_output(output) for output in outputs[:_MAX_OUTPUTS]]
    if sum(len(str(output)) for output in taken) > 4 * most + 100_000:
        raise Garbled("more output than is allowed")
    return [output for output in taken if output]


def plain(text: str) -> str:
    """Drop what would move a terminal's cursor, colour it, or turn the reading direction."""
    return _CONTROL.sub("", text)


def _output(output: object) -> dict[str, Any]:
    if not isinstance(output, dict):
        raise Garbled("an output is not an object")
    match output:
        case {"output_type": "stream", "name": "stdout" | "stderr" as name, "text": str(text)}:
            return {"output_type": "stream", "name": name, "text": plain(text)}
        case {"output_type": "error", "ename": str(name), "evalue": str(message), "traceback": list(lines)}:
            shown = [plain(line) for line in lines if isinstance(line, str)]
            return {"output_type": "error", "ename": plain(name), "evalue": plain(message), "traceback": shown}
        case {"output_type": "display_data", "data": dict(data)}:
            bundle = _bundle(data)
            return {"output_type": "display_data", "data": bundle, "metadata": {}} if bundle else {}
        case {"output_type": "execute_result", "data": dict(data)}:
            count = output.get("execution_count")
            count = count if type(count) is int and 0 <= count < 1 << 31 else None
            bundle = _bundle(data)
            whole = {"output_type": "execute_result", "data": bundle, "metadata": {}, "execution_count": count}
            return whole if bundle else {}
    raise Garbled("an output of an unknown kind")


def _bundle(data: dict[Any, Any]) -> dict[str, str]:
    bundle: dict[str, str] = {}
    for mime, content in data.items():
        if not isinstance(content, str):
            raise Garbled("an output's data is not text")
        if mime == "text/plain":
            bundle[mime] = plain(content)
        elif mime == "text/html" and _is_moderate(content):
            bundle[mime] = _cleaned(content)
        elif mime in ("image/png", "image/jpeg") and is_base64(content):
            bundle[mime] = content
    return bundle


def _cleaned(html: str) -> str:
    """HTML of plain elements alone, which look like none of the page's own and hold no character that `plain` drops."""
    known = _REFERENCE.sub(lambda found: "" if _is_control(found) else found.group(), plain(_UNSEEN.sub("", html)))
    shown: str = bleach.clean(known, tags=_TAGS, attributes=_ATTRIBUTES, strip=True)
    return _CLASS.sub("", shown)


def _is_control(reference: re.Match[str]) -> bool:
    number = int(reference[1], 16) if reference[1] else int(reference[2])
    return number < sys.maxunicode and not plain(chr(number))


def _is_moderate(text: str) -> bool:
    """Whether HTML is small and shallow enough to be cleaned in a moment."""
    signs = text.count("<") + text.count("&")
    return len(text) <= _MAX_HTML and signs <= _MOST_SIGNS and _open_at_once(text) <= _MOST_OPEN


def _open_at_once(text: str) -> int:
    """Count how many elements of HTML are open at the same time at most: cleaning takes time by length times that."""
    opened: Counter[str] = Counter()
    count = most = 0
    for end, name in _TAG.findall(text):
        tag = name.lower()
        if end and opened[tag]:
            opened[tag] -= 1
            count -= 1
        elif not end and tag not in _VOID:
            opened[tag] += 1
            count += 1
            most = max(most, count)
    return most


def is_base64(text: object) -> bool:
    """Tell whether something is the text of a picture."""
    if not isinstance(text, str):
        return False
    try:
        binascii.a2b_base64(text.replace("\n", ""), strict_mode=True)
    except (binascii.Error, ValueError):
        return False
    return True
