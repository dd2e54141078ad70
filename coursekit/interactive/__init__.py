"""Parts of a lesson to play with: for each a pure model, and a thin view of it with sliders.

Nothing here is imported by `coursekit` itself: ipywidgets is loaded only by the lessons that need it.
"""

from coursekit.interactive.cohort_rows_view import build_cohorts
from coursekit.interactive.sliding_window_view import slide_the_window

__all__ = ["build_cohorts", "slide_the_window"]
