"""What drives members of the simulated retailer away, in log-odds of cancelling the monthly plan.

Built by `workshop build` from the parameters of the case. Do not edit: change them and build again.
"""

from typing import Final

LATE: Final = 0.55
LATE_MOST: Final = 3
DEARER: Final = 0.8
USE: Final = -0.3
USE_TYPICAL: Final = 1.4
INCLINATION: Final = (0.55, 4.2)
PRICE_RISE: Final = "2025-10-01"
MONTHLY_PRICE: Final = 16.99
