"""What would take far more room or time than it looks: keys made to collide, and texts of very different lengths.

Python's dict needs a time that grows with the square of the keys of one hash (Crosby and Wallach, "Denial of service
via algorithmic complexity attacks", USENIX Security 2003). Hashes of texts are keyed with a secret; those of numbers,
and of tuples of numbers, anybody can work out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable
from typing import Any, Final

MOST_OF_ONE_HASH: Final = 50
"""Different keys of one hash that come by chance, and some more."""


def made_to_collide(keys: Iterable[Hashable]) -> bool:
    """Whether many different keys have one hash.

    Raises
    ------
    TypeError : for what can't be a key

    Examples
    --------
    >>> made_to_collide(range(1000)), made_to_collide(number * (2**61 - 1) for number in range(1000))
    (False, True)
    """
    first: dict[int, Hashable] = {}
    others: Counter[int] = Counter()
    for key in keys:
        number = hash(key)
        known = first.setdefault(number, key)
        if known is not key and known != key:
            others[number] += 1
            if others[number] > MOST_OF_ONE_HASH:
                return True
    return False


def holds_text(items: Iterable[Any]) -> bool:
    """Whether there is text among items or in lists of them.

    >>> holds_text([[1, 2], [3, "4"]]), holds_text([1, None])
    (True, False)
    """
    return any(isinstance(item, str) or (isinstance(item, list | tuple) and holds_text(item)) for item in items)
