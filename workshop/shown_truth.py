"""What a lesson shows of the simulator's truth, built into the course kit: learners' machines may have no generator.

Only parameters that stand in the public page of the case; never anything of a single customer.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from generator.cases.amazon.parameters import MEMBERSHIP, PRICES

MEMBERSHIP_FILE: Final = "coursekit/interactive/membership_truth.py"


def truth_modules() -> Iterator[tuple[str, str]]:
    """Yield the path (below the course's root) and text of every module of shown truth."""
    yield MEMBERSHIP_FILE, membership_truth()


def membership_truth() -> str:
    """What drives members of the amazon case away, as a Python module.

    >>> "MONTHLY_PRICE: Final = 16.99" in membership_truth()
    True
    """
    month, price, _ = PRICES[-1]
    inclination = (MEMBERSHIP.monthly_a, MEMBERSHIP.monthly_b)
    return f'''"""What drives members of the simulated retailer away, in log-odds of cancelling the monthly plan.

Built by `workshop build` from the parameters of the case. Do not edit: change them and build again.
"""

from typing import Final

LATE: Final = {MEMBERSHIP.late_on_churn!r}
LATE_MOST: Final = {MEMBERSHIP.late_most!r}
DEARER: Final = {MEMBERSHIP.price_rise_on_churn!r}
USE: Final = {MEMBERSHIP.use_on_churn!r}
USE_TYPICAL: Final = {MEMBERSHIP.use_centre!r}
INCLINATION: Final = {inclination!r}
PRICE_RISE: Final = "{month}-01"
MONTHLY_PRICE: Final = {price!r}
'''
