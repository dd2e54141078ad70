"""What a lesson shows of the truth is what the generator goes by, and can be built again."""

from pathlib import Path

import pytest

from workshop.shown_truth import truth_modules

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(("name", "built"), list(truth_modules()))
def test_the_modules_are_as_built(name, built):
    assert (ROOT / name).read_text(encoding="utf-8") == built, "run `workshop build`"


@pytest.mark.parametrize(("name", "built"), list(truth_modules()))
def test_they_hold_numbers_and_days_alone(name, built):
    names: dict[str, object] = {}
    exec(compile(built, name, "exec"), names)
    shown = {key: value for key, value in names.items() if key.isupper()}
    assert len(shown) > 5
    assert all(isinstance(value, float | int | str | tuple) for value in shown.values())
