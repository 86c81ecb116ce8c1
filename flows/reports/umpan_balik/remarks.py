"""What is said at each cell: one remark for every finding that the cell has a part in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from openpyxl.worksheet.worksheet import Worksheet

from flows.findings import MANY_VALUES, Temuan, catalogue
from flows.reports.umpan_balik.looks import DIGANTI, DIJADIKAN_ANGKA, DIKETAHUI, TERKAIT
from flows.reports.umpan_balik.mend import mend
from flows.reports.umpan_balik.places import Place, cell_at, name_of, place_of, places_of
from flows.workbook.collect import GROUPED, RETYPED

_SAID = 500
"""Cells of one finding that get a comment; further ones only their colour, or the copy of a large survey would swell."""


@dataclass(frozen=True)
class Remark:
    """A text at a cell, which may be empty, and the look (a key of ``LOOKS``) that it gives the cell."""

    look: str
    text: str


@dataclass
class Remarks:
    """All remarks of a workbook: by shown sheet name and cell; and of each finding what its cells should hold and held."""

    by_cell: dict[str, dict[Place, list[Remark]]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(list)))
    meant: dict[Temuan, dict[Place, str]] = field(default_factory=dict)
    """What cells should hold, without those that were mended for a more serious finding."""
    semula: dict[Temuan, dict[Place, str]] = field(default_factory=dict)
    """What cells held before they were mended."""
    formulas: dict[Temuan, set[Place]] = field(default_factory=dict)
    """Cells of formulas, which are never replaced."""

    @property
    def retyped(self) -> int:
        """Cells whose text became the number that it said."""
        return sum(len(cells) for finding, cells in self.semula.items() if finding.aturan in RETYPED)

    @property
    def replaced(self) -> int:
        """Cells that hold another value now."""
        return sum(map(len, self.semula.values())) - self.retyped


def remarks(sheets: dict[str, Worksheet], findings: Iterable[Temuan]) -> Remarks:
    """The remarks of these findings, in their order; puts the value meant into the cells where the rule allows it.

    ``sheets``: the worksheets by the names that findings give them. A cell beyond a sheet's last one gets no remark.
    """
    found = Remarks()
    mended: set[tuple[str, Place]] = set()
    grids = {name: Grid(sheet) for name, sheet in sheets.items()}
    for finding in findings:
        grid = grids.get(finding.lembar)
        place = place_of(finding.sel)
        found.meant[finding] = values_meant(finding)
        if grid is None or place is None:
            continue
        _mend(found, grid, finding, mended)
        for cell, remark in _remarks(finding, place, found):
            if at := grid.anchor(cell):
                found.by_cell[finding.lembar][at].append(remark)
    return found


class Grid:
    """A sheet's cells, its size measured once: openpyxl looks at every cell to tell it."""

    def __init__(self, sheet: Worksheet) -> None:
        self.sheet = sheet
        self._last = (sheet.max_row, sheet.max_column)
        self._merged = [merged.bounds for merged in sheet.merged_cells.ranges]

    def anchor(self, place: Place) -> Place | None:
        """The cell that shows what stands at ``place``, of merged cells the first one; None beyond the sheet's last cell."""
        row, column = place
        if row > self._last[0] or column > self._last[1]:
            return None
        inside = ((r, c) for c, r, last_c, last_r in self._merged if r <= row <= last_r and c <= column <= last_c)
        return next(inside, place)


def values_meant(finding: Temuan) -> dict[Place, str]:
    """What each cell of the finding should hold, as far as the finding says it."""
    place = place_of(finding.sel)
    cells = [place, *places_of(finding.sel_terkait)] if place else []
    values = finding.usul.split(MANY_VALUES)
    if len(values) == len(cells) > 1:
        return {cell: value for cell, value in zip(cells, values, strict=True) if cell and value}
    return {place: finding.usul} if place and finding.usul else {}


def _mend(found: Remarks, grid: Grid, finding: Temuan, mended: set[tuple[str, Place]]) -> None:
    """Mends the cells of a finding, save those that a more serious one has mended."""
    meant, semula, formulas = {}, {}, set()
    allowed = catalogue()[finding.aturan].diperbaiki and not finding.diketahui
    for place, usul in found.meant[finding].items():
        at = grid.anchor(place)
        if at is not None and (finding.lembar, at) in mended:
            continue
        meant[place] = usul
        if at is None:
            continue
        cell = cell_at(grid.sheet, at)
        before = _shown(cell.value, finding, place)
        if cell.data_type == "f":
            formulas.add(place)
        elif allowed and mend(cell, finding.nilai, usul):
            semula[place] = before
            mended.add((finding.lembar, at))
    found.meant[finding], found.semula[finding], found.formulas[finding] = meant, semula, formulas


def _shown(value: object, finding: Temuan, place: Place) -> str:
    """What stood in a cell: as the finding quotes it for its own cell, else as typed; a number typed as text in quotes."""
    if isinstance(value, str):
        return f"“{value}” (teks)"
    return finding.nilai if place == place_of(finding.sel) else str(value).replace(".", ",")


def _remarks(finding: Temuan, place: Place, found: Remarks) -> Iterable[tuple[Place, Remark]]:
    """The remark of the finding's own cell, then short ones of the others."""
    semula = found.semula[finding]
    head = f"{finding.tingkat.upper()} {finding.aturan}"
    if finding.diketahui:
        yield place, Remark(DIKETAHUI, f"SUDAH DIKETAHUI {finding.aturan}\n{finding.pesan}\nAlasan kantor: {finding.diketahui}")
        return
    own = [head, finding.pesan, f"Cara membetulkan: {finding.saran}" if finding.saran else "", _cure(place, finding, found)]
    yield place, Remark(_look(place, semula, finding), "\n".join(filter(None, own)))
    peers = finding.aturan in GROUPED
    for number, other in enumerate(places_of(finding.sel_terkait), start=1):
        if number > _SAID:
            yield other, Remark(_look(other, semula, finding) if peers else TERKAIT, "")
        elif peers:
            text = [f"{head}: {catalogue()[finding.aturan].judul}, seperti {finding.sel}.", _cure(other, finding, found)]
            yield other, Remark(_look(other, semula, finding), "\n".join(filter(None, text)))
        else:
            yield other, Remark(TERKAIT, f"Ikut terpengaruh oleh {name_of(place)} ({finding.aturan}): {finding.pesan}")


def _look(place: Place, semula: dict[Place, str], finding: Temuan) -> str:
    if place not in semula:
        return finding.tingkat
    return DIJADIKAN_ANGKA if finding.aturan in RETYPED else DIGANTI


def _cure(place: Place, finding: Temuan, found: Remarks) -> str:
    """What the cell should hold, and whether it already does."""
    meant, semula = found.meant[finding].get(place, ""), found.semula[finding].get(place, "")
    if semula:
        return f"Sudah diganti di salinan ini menjadi {meant}; semula {semula}."
    rumus = "\nSel ini berisi rumus: betulkan rumusnya atau sel yang dirujuknya." if place in found.formulas[finding] else ""
    return f"Seharusnya: {meant}{rumus}" if meant else ""
