"""One planted fault in each workbook is found where its equations say, with what it breaks and nothing else."""

from __future__ import annotations

import pytest

from faults.faults import FAULTS, planted
from faults.judge import GOOD

FEW, MANY = 2, 12


def _found(name: str, count: int, start: int = 0) -> None:
    verdicts = [(seed, case.verdict()) for seed, case in planted(name, count, start)]
    assert [f"#{seed} {verdict}" for seed, verdict in verdicts if verdict.result not in GOOD] == []


@pytest.mark.parametrize("name", FAULTS)
def test_fault_is_found(name: str) -> None:
    _found(name, FEW)


@pytest.mark.panjang
@pytest.mark.parametrize("name", FAULTS)
def test_fault_is_always_found(name: str) -> None:
    _found(name, MANY, start=5000)
