"""What can be wrong with a policy: one exception class per mistake, each with what to do about it."""

from __future__ import annotations

from collections.abc import Iterable

from generator.errors import GeneratorError


class NoDecision(GeneratorError):
    """The case has no decision to play out."""

    def __init__(self, case: str, known: Iterable[str]) -> None:
        others = ", ".join(known) or "none yet"
        super().__init__(f"Case {case} has no decision to play out. Cases that have one: {others}.")


class NobodyConcerned(GeneratorError):
    """The world is so small that the decision concerns none of its customers."""

    def __init__(self, customers: int) -> None:
        super().__init__(f"In a world of {customers:,} the decision concerns nobody. Ask for more customers.")


class PolicyError(GeneratorError):
    """Any mistake in a policy; its message says what to change.

    `details` holds the names and numbers in the message, for whoever says the same in another language.
    """

    def __init__(self, message: str, **details: object) -> None:
        super().__init__(message)
        self.details = details


class NotActions(PolicyError):
    """What came back is not one action for each customer, but something else."""

    def __init__(self, returned: object) -> None:
        kind = type(returned).__name__
        super().__init__(
            f"The policy gave a {kind}. Return one action for each customer: a Series, an array or "
            "a list of action names, in the order of the customers.",
            kind=kind,
        )


class WrongLength(PolicyError):
    """There are more or fewer actions than customers."""

    def __init__(self, actions: int, customers: int) -> None:
        super().__init__(
            f"The policy gave {actions:,} actions for {customers:,} customers. Return exactly one for each, "
            "in the order of the customers.",
            actions=actions,
            customers=customers,
        )


class MissingAction(PolicyError):
    """Some customers got no action, but a missing value."""

    def __init__(self, count: int, row: int, first: str) -> None:
        super().__init__(
            f"The policy left {count:,} customers without an action, the first in row {row}. "
            f"Where nothing should be done, say {first!r}.",
            count=count,
            row=row,
            first=first,
        )


class UnknownAction(PolicyError):
    """Some customers got an action that does not exist."""

    def __init__(self, action: object, count: int, known: Iterable[str]) -> None:
        names = tuple(known)
        super().__init__(
            f"The policy gave {count:,} customers an action that does not exist, for example {action!r}. "
            f"Choose from: {', '.join(names)}.",
            action=action,
            count=count,
            known=names,
        )


class UnknownFeature(PolicyError):
    """The policy asked for a column that it cannot see."""

    def __init__(self, column: str, known: Iterable[str]) -> None:
        names = tuple(known)
        super().__init__(
            f"The policy asked for a column {column!r}, which it cannot see. What it sees of each customer: "
            f"{', '.join(names)}.",
            column=column,
            known=names,
        )


class OverBudget(PolicyError):
    """The policy uses more than there is; it is refused, not cut, since whom to leave out is the decision."""

    def __init__(self, used: float, limit: float, unit: str) -> None:
        super().__init__(
            f"The policy uses {used:,.2f} {unit}, and there are {limit:,.2f}. Leave out the customers who gain least "
            "for what they use.",
            used=used,
            limit=limit,
            unit=unit,
        )
