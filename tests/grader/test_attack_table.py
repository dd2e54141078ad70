"""docs/security.md tells of every attack in the catalogue, and of nothing else."""

from __future__ import annotations

import json

import pytest
from attacks import CATALOGUE
from attacks.table import PAGES, RECORD, page


@pytest.mark.parametrize("language", PAGES)
def test_the_tables_are_those_of_the_catalogue(language: str) -> None:
    text = PAGES[language].read_text(encoding="utf-8")
    assert page(text, language) == text, "write it anew: python -m tests.grader.attacks.table"


def test_every_attack_was_tried_on_plain_nbgrader_or_says_why_not() -> None:
    tried = set(json.loads(RECORD.read_text(encoding="utf-8")))
    attacks = [attack for group in CATALOGUE.values() for attack in group]
    assert tried == {attack.name for attack in attacks if attack.harms is None}
