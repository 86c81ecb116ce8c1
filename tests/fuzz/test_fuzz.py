"""Mutated workbooks of every format: a sample always, five thousand and more with ``--panjang``."""

from __future__ import annotations

from random import Random

import pytest

from tests.fuzz.mutate import FORMATS, mutated, suffix_of
from tests.fuzz.run import read_all

SAMPLE, LONG = 60, 6000


def test_a_seed_makes_the_same_workbook_again_and_every_format_comes_up() -> None:
    assert mutated(7) == mutated(7) != mutated(8)
    assert {suffix_of(Random(seed)) for seed in range(SAMPLE)} == set(FORMATS)


def test_a_sample_of_mutated_workbooks() -> None:
    rules, wrong = read_all(0, SAMPLE)
    assert wrong == [] and {"BRK001", "BRK002"} <= set(rules)


@pytest.mark.panjang
def test_thousands_of_mutated_workbooks() -> None:
    assert read_all(SAMPLE, LONG)[1] == []
