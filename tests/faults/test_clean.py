"""Clean offices of every kind give no galat and no peringatan; the generator itself is held to what it promises."""

from __future__ import annotations

import pytest

from faults.judge import check, serious
from faults.offices import KINDS, make

SAMPLE, LONG = range(8), range(8, 300)


def _silent(seed: int, kinds: tuple[str, ...] = ()) -> None:
    office = make(seed, kinds)
    assert [e.result.place for e in office.equations if not e.holds()] == []
    assert [f"{f.aturan} {f.lembar}!{f.sel} {f.pesan}" for f in serious(check(office))] == []


@pytest.mark.parametrize("seed", SAMPLE)
def test_clean_office_is_silent(seed: int) -> None:
    _silent(seed)


@pytest.mark.parametrize("kind", KINDS)
def test_clean_sheet_is_silent(kind: str) -> None:
    _silent(1000, (kind,))


def test_whole_office_is_silent() -> None:
    _silent(1001, KINDS)


@pytest.mark.panjang
@pytest.mark.parametrize("seed", LONG)
def test_every_clean_office_is_silent(seed: int) -> None:
    _silent(seed)


def test_same_seed_makes_the_same_office() -> None:
    first, second = make(7), make(7)
    assert [(c.place, c.value) for s in first.sheets for c in s.cells] == [
        (c.place, c.value) for s in second.sheets for c in s.cells
    ]
