"""Which equations that fail accuse a cell, given the equations themselves."""

from __future__ import annotations

from collections.abc import Sequence

from flows.tabel.kendala import Kendala
from flows.tabel.nyaris import INFO, near_misses
from flows.tabel.pola import SUM


def accused(parts: Sequence[float], total: float) -> list[tuple[tuple[int, int], float]]:
    """The cells accused, with what they should hold, where ``total`` below ``parts`` is taken for their sum."""
    cells = tuple((row, 0) for row in range(len(parts)))
    hasil = (len(parts), 0)
    equation = Kendala(SUM, hasil, cells, 1.0, total - sum(parts), 0.5, 40.0, tepi=False)
    nilai = dict(zip([*cells, hasil], [*parts, total], strict=True))
    return [(each.sel, each.seharusnya) for each in near_misses([equation], nilai)]


def test_a_total_that_lost_a_digit_is_accused() -> None:
    assert accused([400.0, 800.0, 300.0], 150.0) == [((3, 0), 1500.0)]


def test_a_list_down_through_its_levels_is_no_sum_that_lost_a_digit() -> None:
    """Ten levels of one amount add up to ten times their total."""
    assert accused([150.0] * 9 + [100.0, 50.0], 150.0) == []


def test_what_is_likelier_luck_than_an_error_is_no_warning() -> None:
    """An equation of small numbers tells few bits: that nothing is wrong is a rival of every cell."""
    cells = ((0, 0), (1, 0))
    equation = Kendala(SUM, (2, 0), cells, 1.0, 5.0, 0.5, 3.0, tepi=False)
    nilai = {(0, 0): 2.0, (1, 0): 1.0, (2, 0): 8.0}
    assert [each.tingkat for each in near_misses([equation], nilai)] == [INFO]
