"""What a notebook imports: open a lesson, load its data, check an answer, get a hint, draw.

>>> from coursekit import begin, check, hint, load
>>> begin("01-who-stayed")  # doctest: +SKIP
"""

from coursekit.checking import check, hint
from coursekit.data import load
from coursekit.plotting import label, style
from coursekit.session import CourseError, begin

__all__ = ["CourseError", "begin", "check", "hint", "label", "load", "style"]
