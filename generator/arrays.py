"""Names for the kinds of arrays that pass between the modules."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import pyarrow as pa

Floats: TypeAlias = npt.NDArray[np.float64]
Codes: TypeAlias = npt.NDArray[np.int8]
Counts: TypeAlias = npt.NDArray[np.int16]
Words: TypeAlias = npt.NDArray[np.uint64]
Ints: TypeAlias = npt.NDArray[np.int64]
Bools: TypeAlias = npt.NDArray[np.bool_]
Times: TypeAlias = npt.NDArray[np.datetime64]
Days: TypeAlias = npt.NDArray[np.datetime64]
Texts: TypeAlias = pa.Array
Values: TypeAlias = npt.NDArray[np.generic] | pa.Array
Columns: TypeAlias = Mapping[str, Values]
