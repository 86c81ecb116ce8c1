"""A printed total row against the rows of its table: their sum, or their mean where the row says so."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from flows.checks.equations import ONE, Angka, Persamaan, divided
from flows.checks.rules.base import Lembar, Row
from flows.workbook.text import fold

_AVERAGE = ("rata rata", "rerata", "rata2", "mean", "average")


def is_average(row: Row) -> bool:
    """Whether a total row says that it prints averages."""
    return fold(row["label"] or "").startswith(_AVERAGE)


def claim_whole(
    sheet: Lembar,
    aturan: str,
    row: Row,
    hasil: Angka | None,
    parts: Sequence[Angka | None],
    dihitung: Decimal | None,
    uraian: str,
    penjelasan: str,
    **facts: Any,
) -> None:
    """The figure of a total row: a sum of the parts, or their mean. A sum to which rejected rows belong cannot be judged."""
    known = [part for part in parts if part is not None]
    if hasil is None or not known or dihitung is None:
        return
    pengali = Decimal(len(known)) if is_average(row) else ONE
    right = divided(dihitung, pengali)
    suku = [(ONE, part) for part in known]
    sheet.equations.append(
        Persamaan(
            aturan, row["ukuran"], uraian, hasil, suku, right, penjelasan, row["tahun"], row["periode"], pengali=pengali,
            tertunda=sheet.ditolak > 0, **facts,
        )
    )  # fmt: skip
