"""From what a policy gives back to one action a customer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd

from generator.arrays import Ints
from generator.decisions.errors import MissingAction, NotActions, UnknownAction, UnknownFeature, WrongLength

Actions: TypeAlias = pd.Series | npt.NDArray[np.generic] | Sequence[str]
Policy: TypeAlias = Callable[[pd.DataFrame], Actions] | Actions


def _asked(policy: Callable[[pd.DataFrame], Actions], customers: pd.DataFrame) -> Actions:
    try:
        return policy(customers.copy())
    except KeyError as error:
        column = error.args[0] if error.args else None
        if isinstance(column, str) and column not in customers:
            raise UnknownFeature(column, map(str, customers)) from error
        raise
    except AttributeError as error:
        if isinstance(error.obj, pd.DataFrame) and error.name:
            raise UnknownFeature(error.name, map(str, customers)) from error
        raise


def _in_order(returned: pd.Series, index: pd.Index) -> pd.Series:
    """A Series that was sorted on the way is put back into the order of the customers."""
    same = len(returned) == len(index) and not returned.index.equals(index) and returned.index.is_unique
    return returned.reindex(index) if same and returned.index.isin(index).all() else returned


def chosen(policy: Policy, customers: pd.DataFrame, names: tuple[str, ...]) -> Ints:
    """The number of each customer's action, shape (customers,).

    `policy` is a function of the customers or the actions themselves. A Series with the customers' own index is read
    by that index, everything else by position. Raises NotActions, WrongLength, MissingAction, UnknownAction, and
    UnknownFeature when a function asks for a column that is not there; what else a function raises passes through.

    >>> chosen(["call", "nothing"], pd.DataFrame({"orders": [3, 4]}), ("nothing", "call")).tolist()
    [1, 0]
    """
    returned = _asked(policy, customers) if callable(policy) else policy
    if isinstance(returned, str | bytes | dict | pd.DataFrame) or not hasattr(returned, "__len__"):
        raise NotActions(returned)
    if isinstance(returned, pd.Series):
        returned = _in_order(returned, customers.index)
    if isinstance(returned, np.ndarray) and returned.ndim != 1:
        raise NotActions(returned)
    if len(returned) != len(customers):
        raise WrongLength(len(returned), len(customers))
    given = pd.Series(list(returned), dtype=object)
    missing = given.isna().to_numpy()
    if missing.any():
        raise MissingAction(int(missing.sum()), int(missing.argmax()), names[0])
    places = {name: position for position, name in enumerate(names)}
    numbers = np.array([places.get(name, -1) if isinstance(name, str) else -1 for name in given], dtype=np.int64)
    if (numbers < 0).any():
        raise UnknownAction(given[int((numbers < 0).argmax())], int((numbers < 0).sum()), names)
    return numbers
