"""What may be changed about a case besides size and seed: the mess left in, the locale of names and addresses."""

from __future__ import annotations

from collections.abc import Iterable

from generator.case import Case
from generator.errors import UnknownLocale, UnknownMess
from generator.streams import Variant


def chosen_variant(case: Case, mess: Iterable[str] | None, locale: str | None) -> Variant:
    """The variant of a case that was asked for; equal wishes give equal variants.

    Parameters: `mess`, the kinds to leave in, all of them when None; `locale`, that of names and addresses, the case's
    own when None. Raises UnknownMess, UnknownLocale.

    >>> from generator.case import find_case
    >>> sorted(chosen_variant(find_case("amazon"), ["missing"], "en_US").mess)
    ['missing']
    """
    if locale is not None and locale not in case.locales:
        raise UnknownLocale(case.name, locale, case.locales)
    shown = None if case.locales and locale == case.locales[0] else locale
    if mess is None:
        return Variant(locale=shown)
    known = {each.kind for each in case.mess}
    asked = {mess} if isinstance(mess, str) else set(mess)
    unknown = sorted(asked - known)
    if unknown:
        raise UnknownMess(case.name, unknown, [each.kind for each in case.mess])
    return Variant(locale=shown) if asked == known and known else Variant(frozenset(known & asked), shown)
