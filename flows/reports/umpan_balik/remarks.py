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


@dataclass(frozen=True)
class Remark:
    """A text at a cell, and the look (a key of ``LOOKS``) that it gives the cell."""

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
    for finding in findings:
        sheet = sheets.get(finding.lembar)
        place = place_of(finding.sel)
        found.meant[finding] = values_meant(finding)
        if sheet is None or place is None:
            continue
        _mend(found, sheet, finding, mended)
        for at, remark in _remarks(finding, place, found):
            if at[0] <= sheet.max_row and at[1] <= sheet.max_column:
                found.by_cell[finding.lembar][anchor(sheet, at)].append(remark)
    return found


def anchor(sheet: Worksheet, place: Place) -> Place:
    """The cell that shows what stands at ``place``: of merged cells only the first one holds anything."""
    for merged in sheet.merged_cells.ranges:
        if merged.min_row <= place[0] <= merged.max_row and merged.min_col <= place[1] <= merged.max_col:
            return merged.min_row, merged.min_col
    return place


def values_meant(finding: Temuan) -> dict[Place, str]:
    """What each cell of the finding should hold, as far as the finding says it."""
    place = place_of(finding.sel)
    cells = [place, *places_of(finding.sel_terkait)] if place else []
    values = finding.usul.split(MANY_VALUES)
    if len(values) == len(cells) > 1:
        return {cell: value for cell, value in zip(cells, values, strict=True) if cell and value}
    return {place: finding.usul} if place and finding.usul else {}


def _mend(found: Remarks, sheet: Worksheet, finding: Temuan, mended: set[tuple[str, Place]]) -> None:
    """Mends the cells of a finding, save those that a more serious one has mended."""
    meant, semula, formulas = {}, {}, set()
    allowed = catalogue()[finding.aturan].diperbaiki and not finding.diketahui
    for place, usul in values_meant(finding).items():
        at = anchor(sheet, place)
        if (finding.lembar, at) in mended:
            continue
        meant[place] = usul
        if at[0] > sheet.max_row or at[1] > sheet.max_column:
            continue
        cell = cell_at(sheet, at)
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
    for other in places_of(finding.sel_terkait):
        if peers:
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
