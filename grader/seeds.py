"""A class's secret, and the seeds of its data: nobody who owns the generator can make a learner's data without it.

Seeds are HMAC-SHA256 (RFC 2104) of what they are for, keyed with the class secret: a pseudo-random function, so that
one learner's seed says nothing about another's.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
from pathlib import Path
from typing import Final

SECRET_FILE: Final = ".secret"
SECRET_BYTES: Final = 32


class NoSecret(ValueError):
    """The class's secret is missing or damaged; the message says what that means."""


def new_secret(folder: Path, given: bytes | None = None) -> bytes:
    """Write a class directory's secret, readable by its owner alone; random unless given.

    Raises
    ------
    NoSecret : when the given one is shorter than 32 bytes
    """
    secret = secrets.token_bytes(SECRET_BYTES) if given is None else given
    if len(secret) < SECRET_BYTES:
        raise NoSecret(f"A class secret needs at least {SECRET_BYTES} bytes; this one has {len(secret)}.")
    file = folder / SECRET_FILE
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as out:
        out.write(secret.hex() + "\n")
    return secret


def read_secret(folder: Path) -> bytes:
    """Read a class directory's secret.

    Raises
    ------
    NoSecret : when it isn't there or isn't one
    """
    file = folder / SECRET_FILE
    try:
        secret = bytes.fromhex(file.read_text(encoding="ascii").strip())
    except FileNotFoundError as error:
        raise NoSecret(
            f"{file} is missing. Without it this class can't be graded on its own data; restore it."
        ) from error
    except ValueError as error:
        raise NoSecret(f"{file} is damaged. Restore it from your backup of the class directory.") from error
    if len(secret) < SECRET_BYTES:
        raise NoSecret(f"{file} is too short to be a class secret. Restore it from your backup.")
    return secret


def own_seed(secret: bytes, learner: str, case: str) -> int:
    """The seed of one learner's own data in one case.

    >>> own_seed(b"0" * 32, "li.wei", "amazon") == own_seed(b"0" * 32, "li.wei", "amazon")
    True
    """
    return _seed(secret, "own", learner, case)


def fresh_seed(secret: bytes, case: str, number: int = 0) -> int:
    """The seed of the class's fresh population `number`, which no learner has seen."""
    return _seed(secret, "fresh", case, str(number))


def _seed(secret: bytes, *words: str) -> int:
    """128 bits; the words' lengths go in, so that no two lists of words make the same message."""
    message = b"".join(len(word.encode()).to_bytes(4, "big") + word.encode() for word in words)
    return int.from_bytes(hmac.new(secret, message, hashlib.sha256).digest()[:16], "big")
