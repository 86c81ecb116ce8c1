"""What formats share that know nothing but text, CSV and HTML: one sheet, and numbers to be told from other texts."""

from __future__ import annotations

import re

from flows.workbook.cells import Cell

NAME = "Lembar1"
"""What the one sheet of a file without sheets is called."""
_WHOLE = re.compile(r"-?(?:0|[1-9]\d{0,14})")
_POWER = re.compile(r"-?\d(?:[.,]\d+)?E[+-]\d{1,2}", re.IGNORECASE)
_ERROR = re.compile(r"#(?:DIV/0!|N/A|REF!|NAME\?|VALUE!|NUM!|NULL!|SPILL!|CALC!)")


def typed(text: str) -> Cell:
    """A whole number as Excel would show one, or a very large one as it writes it into CSV; any other text as it stands.

    Other numbers are left as text: whether 7.01 is a code, 6.884 a count and 12,5 a share only their column says.
    """
    bare = text.strip()
    if _WHOLE.fullmatch(bare):
        return float(bare)
    if _POWER.fullmatch(bare):
        return float(bare.replace(",", "."))
    return text if bare else ""


def errors_of(rows: list[list[Cell]]) -> dict[tuple[int, int], str]:
    """The cells that show the error of a formula."""
    return {
        (r, c): value
        for r, row in enumerate(rows)
        for c, value in enumerate(row)
        if isinstance(value, str) and value.startswith("#") and _ERROR.fullmatch(value)
    }


def padded(rows: list[list[Cell]], width: int) -> list[list[Cell]]:
    """The rows, each as long as the widest."""
    for row in rows:
        row.extend([""] * (width - len(row)))
    return rows
