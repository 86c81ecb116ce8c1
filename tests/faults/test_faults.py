"""One planted fault in each workbook is found where its equations say, with what it breaks and nothing else."""

from __future__ import annotations

import pytest

from faults.faults import FAULTS, first, planted
from faults.judge import GOOD

MANY = 12


@pytest.mark.parametrize("name", FAULTS)
def test_fault_is_found(name: str) -> None:
    verdict = first(name).verdict()
    assert verdict.result in GOOD, str(verdict)


@pytest.mark.panjang
@pytest.mark.parametrize("name", FAULTS)
def test_fault_is_always_found(name: str) -> None:
    verdicts = [(seed, case.verdict()) for seed, case in planted(name, MANY, start=5000)]
    assert [f"#{seed} {verdict}" for seed, verdict in verdicts if verdict.result not in GOOD] == []
