"""One cell, one finding: what was found without knowing a sheet gives way to what its rules say."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from flows.findings import INFO, SEPARATOR, Temuan

WITHOUT_LAYOUT = ("TBL001", "TBL002")
"""Rules of sums that are found by numbers alone (workbook/unknown.py)."""

Cell = tuple[str, str, str]


def one_a_cell(found: Sequence[Temuan]) -> list[Temuan]:
    """The findings without those of ``WITHOUT_LAYOUT`` at a cell, or about a sum, that another rule speaks of.

    A remark speaks of its own cell only: how the numbers of a column were read says nothing against their sum.
    """
    told = {cell for each in found if each.aturan not in WITHOUT_LAYOUT for cell in _cells(each, each.tingkat != INFO)}
    return [each for each in found if each.aturan not in WITHOUT_LAYOUT or told.isdisjoint(_cells(each, True))]


def _cells(finding: Temuan, related: bool) -> Iterable[Cell]:
    cells = [finding.sel, *(finding.sel_terkait.split(SEPARATOR) if related else ())]
    return ((finding.berkas, finding.lembar, cell) for cell in cells if cell)
