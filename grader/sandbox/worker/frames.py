"""Messages between the two sides: a JSON head and binary parts, each with its length before it.

A message is the head's length (four bytes, big-endian), the head, then the parts one after another; the head's
"parts" lists their lengths. Both sides read it through a `Source`, so that each keeps time in its own way. What
breaks these rules, or is larger than the reader allows, is `Garbled`.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Callable, Sequence
from typing import Any, Final, NoReturn, TypeAlias

Source: TypeAlias = Callable[[int], bytes]

MAX_HEAD: Final = 16 << 20
MAX_PARTS: Final = 1000
_LENGTH: Final = struct.Struct("!I")


class Garbled(ValueError):
    """The bytes are not a message, or more than the reader takes."""


def pack(head: dict[str, Any], parts: Sequence[bytes] = ()) -> bytes:
    """Write a message.

    Raises
    ------
    Garbled : when the head is larger than a reader takes
    """
    text = json.dumps({**head, "parts": [len(part) for part in parts]}, allow_nan=False).encode()
    if len(text) > MAX_HEAD or len(parts) > MAX_PARTS:
        raise Garbled("the message is larger than the other side takes")
    return b"".join([_LENGTH.pack(len(text)), text, *parts])


def read(source: Source, most: int) -> tuple[dict[str, Any], list[bytes]]:
    """Read a message of at most `most` bytes in its parts.

    Parameters
    ----------
    source : gives exactly as many bytes as it is asked for
    most : bytes all parts together may have

    Raises
    ------
    Garbled : when what comes is not a message, or is larger than allowed
    """
    (size,) = _LENGTH.unpack(source(_LENGTH.size))
    if size > MAX_HEAD:
        raise Garbled(f"a head of {size} bytes")
    try:
        head = _whole(json.loads(source(size).decode(), parse_constant=_refuse))
    except (ValueError, RecursionError) as error:
        raise Garbled(f"the head is not JSON: {type(error).__name__}") from None
    if not isinstance(head, dict):
        raise Garbled("the head is not an object")
    lengths = head.pop("parts", None)
    if not isinstance(lengths, list) or len(lengths) > MAX_PARTS:
        raise Garbled("no list of parts")
    if not all(type(length) is int and length >= 0 for length in lengths) or sum(lengths) > most:
        raise Garbled("parts of no size, or of more than is allowed")
    return head, [source(length) for length in lengths]


def _whole(head: Any) -> Any:
    """Replace half characters (JSON can say them, no file can hold them) by the sign for what is none."""
    text = json.dumps(head, ensure_ascii=False)
    try:
        text.encode()
    except UnicodeEncodeError:
        return json.loads(text.encode("utf-16", "surrogatepass").decode("utf-16", "replace"))
    return head


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is not JSON")
