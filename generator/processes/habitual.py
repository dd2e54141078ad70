"""Creatures of habit: everyone has a time of day of their own, and all together keep the crowd's hours."""

from __future__ import annotations

import numpy as np

from generator.arrays import Floats

BELOW_ONE = np.nextafter(1.0, 0.0)


def habitual(uniform: Floats, own: Floats, strength: float) -> Floats:
    """Uniforms near each one's own place in [0, 1), shape as `uniform`.

    Parameters: `own`, for each entry the place of the person it belongs to; `strength`, 0 for no habit at all. Where
    the places are uniform over people so are the results, as a circle's uniform distribution plus anything independent
    stays uniform (Mardia & Jupp 2000, "Directional Statistics", section 3.5).

    >>> habitual(np.array([0.1, 0.5, 0.9]), np.full(3, 0.25), 2.0).round(3).tolist()
    [0.994, 0.25, 0.506]
    """
    centred = 2.0 * uniform - 1.0
    return np.minimum((own + 0.5 * centred * np.abs(centred) ** strength) % 1.0, BELOW_ONE)
