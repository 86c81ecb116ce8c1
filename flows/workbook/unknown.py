"""What no layout knows, whole sheets or parts of a known one: nothing of it is loaded, but its sums and averages are checked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby, islice
from typing import TYPE_CHECKING

from flows.findings import SEPARATOR, Temuan, temuan
from flows.limits import Limits
from flows.wording import angka
from flows.workbook.cells import Sheet
from flows.workbook.numbers import from_float
from flows.workbook.recognise import Table
from flows.workbook.text import address, cell_order
from flows.workbook.values import as_float

if TYPE_CHECKING:
    from flows.tabel import Nyaris

KINDS = {"Sum": "jumlah", "Average": "rata-rata"}
ANSWERS = "responden"
"""The kind of layout whose rows are answers of 1 to 4: small numbers, which agree by chance, and many of them."""
LEAST_UNREAD = 3
"""Numbers that a sum takes, with its total."""
LEAST_DECIMALS = {"Sum": 0, "Average": 2}


def check_sums(berkas: str, sheet: Sheet, limits: Limits) -> list[Temuan]:
    """Totals, and parts of them, that nearly agree with the rest of the sheet; TBL003 where it is too large to look for them.

    Findings name cells and numbers only: what labels a row may be a person's name.
    """
    cells = len(sheet.rows) * sheet.width
    if cells > limits.sel_asing:
        return [temuan("TBL003", berkas, sheet.name, jumlah=angka(cells), batas=angka(limits.sel_asing))]
    from flows.tabel import periksa  # takes numpy along, which no sheet of a known kind needs

    findings = (_finding(berkas, sheet.name, each) for each in periksa(sheet.rows).nyaris)
    return sorted(filter(None, findings), key=lambda finding: cell_order(finding.sel))


def check_unread(berkas: str, sheet: Sheet, tables: Sequence[Table], loaded: Sequence[Table], limits: Limits) -> list[Temuan]:
    """The same for a known sheet, where it holds numbers that the rules of its kind never see; one too large is left to them.

    Such are the numbers of a column that no layout knows, beside or below the tables, or of a table that could not be loaded.
    A sheet without them costs nothing. What the rules find in a cell goes before (checks/single.py).
    """
    if any(table.layout.bentuk == ANSWERS for table in tables) or len(sheet.rows) * sheet.width > limits.sel_asing:
        return []
    unread = islice(_unread(sheet, tables, loaded), LEAST_UNREAD)
    return check_sums(berkas, sheet, limits) if len(list(unread)) == LEAST_UNREAD else []


def _unread(sheet: Sheet, tables: Sequence[Table], loaded: Sequence[Table]) -> Iterator[float]:
    """The numbers below headers that no column of a loaded table holds."""
    known: dict[int, set[int]] = defaultdict(set)
    heads = {r for table in tables for r in range(table.first, table.body)}
    for table in loaded:
        columns = {index for column in table.columns for index in column.indexes}
        for r in range(table.body, table.end):
            known[r] |= columns
    for r, row in enumerate(sheet.rows):
        if r not in heads:
            yield from (number for c, value in enumerate(row) if c not in known[r] and (number := as_float(value)) is not None)


def _finding(berkas: str, lembar: str, each: Nyaris) -> Temuan | None:
    """The finding of a near miss; None for one in doubt that no slip explains, and for numbers that cannot be told apart."""
    sure = each.tingkat == "peringatan"
    written, right = _shown(each.angka[each.sel], each), _shown(each.seharusnya, each)
    if written == right or not (sure or each.sebab):
        return None
    parts = [cell for cell in each.bagian if cell in each.angka]
    what = f"{KINDS[each.operator]} {_ranges(parts)}"
    if each.sel == each.hasil:
        says = f"{what} adalah {right}"
    else:
        says = f"{what} baru cocok dengan {address(*each.hasil)} ({_shown(each.angka[each.hasil], each)}) bila di sini {right}"
    others = [address(*cell) for cell in (each.hasil, *(() if sure else parts)) if cell != each.sel]
    return temuan(
        "TBL001" if sure else "TBL002", berkas, lembar, address(*each.sel), written, sel_terkait=SEPARATOR.join(others),
        usul=right, hitungan=says, penjelasan=f" Tampaknya {each.sebab}." if each.sebab else "",
    )  # fmt: skip


def _shown(value: float, each: Nyaris) -> str:
    """A number with no more decimals than those that it stands among have; an average with two at least."""
    most = max(-int(from_float(one).as_tuple().exponent) for one in each.angka.values())
    return angka(from_float(round(value, max(most, LEAST_DECIMALS[each.operator]))))


def _ranges(cells: Sequence[tuple[int, int]]) -> str:
    """Cells of one row or column, three and more that adjoin as a range: ``C6:C8 dan C11``."""
    parts = []
    for _, group in groupby(enumerate(sorted(cells)), key=lambda item: sum(item[1]) - item[0]):
        run = [address(*cell) for _, cell in group]
        parts += [f"{run[0]}:{run[-1]}"] if len(run) > 2 else run
    return " dan ".join(filter(None, (", ".join(parts[:-1]), parts[-1])))
