"""A result table as CSV that an Indonesian Excel opens by double click and pandas reads exactly.

UTF-8 with BOM, ``;`` between fields, decimal comma: ``pandas.read_csv(path, sep=";", decimal=",")``. Decimals are
written digit for digit. A text that Excel would run as a formula gets an apostrophe in front.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from decimal import Decimal

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def csv_bytes(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """The CSV file of these rows; a missing value is an empty field."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([_field(value) for value in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def _field(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return f"'{value}" if value.startswith(_FORMULA_STARTS) else value
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float | Decimal):
        return f"{value:f}".replace(".", ",") if isinstance(value, Decimal) else repr(value).replace(".", ",")
    return str(value)
