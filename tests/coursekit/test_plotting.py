"""Charts carry texts in the notebook's language, and none of their characters is missing."""

import io
import warnings
from decimal import Decimal
from fractions import Fraction

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
import seaborn as sns
from toy_lesson import checks_in

from coursekit import session
from coursekit.plotting import PALETTE, label, style
from coursekit.questions import dump_checks

TEXT = "顾客留存率（％）−0.5：流失、第１次购买 ≥ 30 天"


def drawn():
    _, ax = plt.subplots()
    ax.plot([0, 1], [-0.5, 0.5], label=TEXT)
    ax.set(title=TEXT, xlabel=TEXT, ylabel=TEXT)
    ax.legend()
    ax.figure.savefig(io.BytesIO(), format="png")


@pytest.mark.parametrize("earlier", [None, sns.set_theme, lambda: sns.set_theme(font="serif"), sns.reset_defaults])
def test_no_chinese_glyph_is_missing(earlier, capfd):
    if earlier is not None:
        earlier()
    style()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        drawn()
    assert capfd.readouterr() == ("", "")


def test_the_style_sets_colours_that_all_can_tell_apart():
    style()
    cycle = plt.rcParams["axes.prop_cycle"].by_key()["color"]
    assert [str(colour).upper() for colour in sns.color_palette(cycle).as_hex()] == list(PALETTE)


@pytest.mark.parametrize(("language", "month"), [("en", "Month"), ("zh", "月份")])
def test_a_label_comes_in_the_notebooks_language_with_its_blanks_filled(lesson_folder, language, month):
    (lesson_folder / "checks" / "01-toy.json").write_text(dump_checks(checks_in(language)), encoding="utf-8")
    session.begin("01-toy")
    assert label("month") == month
    assert label("rate-of", month="2026-01", rate=0.5) == "2026-01: 50.0%"
    assert label("no such label") == "no such label"


@pytest.mark.parametrize("rate", [Fraction(1, 2), Decimal("0.5"), pd.Series([0.5]), np.array([0.5])])
def test_a_label_takes_a_rate_in_whatever_form_a_check_takes_it(lesson_folder, rate):
    (lesson_folder / "checks" / "01-toy.json").write_text(dump_checks(checks_in("en")), encoding="utf-8")
    session.begin("01-toy")
    assert label("rate-of", month="2026-01", rate=rate) == "2026-01: 50.0%"
