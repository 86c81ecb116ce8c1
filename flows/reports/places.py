"""Where the named cells of a workbook's sheets will stand, known before any is drawn: what formulas and charts point at."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import accumulate

from flows.reports.formulas import At, Expr, Find, NotComputable, Spot
from flows.reports.sheets import Cell, Column, Formulas, Sheet, Value

_LONGEST = 8000  # Excel takes 8.192 signs


class Places:
    """The cells of a workbook by sheet, row key and column key; rows without a key go by their number."""

    def __init__(self, sheets: Sequence[tuple[str, Sheet]]) -> None:
        self._spots: dict[tuple[str, Hashable, str], Spot] = {}
        for name, sheet in sheets:
            for section, first in zip(sheet.sections, sheet.first_rows(), strict=True):
                placed = placed_columns(section.columns)
                if any(column.key for column in section.columns):
                    for number, row in enumerate(section.rows, first):
                        key = number if row.key is None else row.key
                        self._note(name, number, key, row.values, placed)

    def _note(
        self, sheet: str, number: int, key: Hashable, values: Sequence[Value | Cell], placed: Sequence[tuple[int, Column]]
    ) -> None:
        used = 0
        for value in values:
            at, column = placed[used]
            cell = value if isinstance(value, Cell) else None
            if column.key:
                self._spots[sheet, key, column.key] = Spot(sheet, number, at, cell.value if cell else value)
            used += cell.span if cell else 1

    def spot(self, sheet: str, row: Hashable, column: str) -> Spot:
        """The cell of these keys; raises NotComputable when the workbook has none."""
        try:
            return self._spots[sheet, row, column]
        except KeyError:
            raise NotComputable from None

    def finder(self, sheet: str, row: Hashable, column: str) -> Find:
        """Finds cells for a formula in this one."""

        def find(at: At) -> Spot:
            return self.spot(at.sheet or sheet, row if at.row is None else at.row, at.column or column)

        return find

    def formula(self, formulas: Formulas, value: Value, sheet: str, row: Hashable, column: str) -> str | None:
        """The first formula that gives exactly this value, as Excel writes it; None when none does."""
        find = self.finder(sheet, row, column)
        for formula in formulas if isinstance(formulas, tuple) else (formulas,):
            if formula is not None and _gives(formula, find, value):
                try:
                    text = formula.text(find, sheet)
                except NotComputable:
                    continue
                if len(text) < _LONGEST:
                    return "=" + text
        return None


def _gives(formula: Expr, find: Find, value: Value) -> bool:
    try:
        result = formula.value(find)
    except NotComputable:
        return False
    return result == (Fraction(value) if isinstance(value, int | Decimal | Fraction) else value)


def placed_columns(columns: Sequence[Column]) -> list[tuple[int, Column]]:
    """Each column with the place of its first cell on the grid."""
    starts = accumulate((column.span for column in columns), initial=0)
    return list(zip(starts, columns, strict=False))
