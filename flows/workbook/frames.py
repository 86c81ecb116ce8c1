"""Staged frames: the columns that every dataset begins with, and the polars types of the rest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import Any

import polars as pl

from flows.workbook.layouts import datasets

POLARS_TYPES: dict[str, pl.DataType] = {
    "teks": pl.String(), "bulat": pl.Int64(), "uang": pl.Decimal(18, 2), "desimal": pl.Decimal(20, 8),
    "jawaban": pl.List(pl.Int8()),
}  # fmt: skip
COMMON: dict[str, pl.DataType] = {
    "berkas": pl.String(), "berkas_sha256": pl.String(), "lembar": pl.String(), "lembar_ke": pl.Int64(),
    "baris": pl.Int64(), "unit_kode": pl.String(),
}  # fmt: skip


@cache
def staged_schema(dataset: str) -> dict[str, pl.DataType]:
    """Column to polars type of a staged dataset: the common columns, then its own, each ``sel`` after its value."""
    schema = dict(COMMON)
    for column in datasets()[dataset].kolom.values():
        schema[column.nama] = POLARS_TYPES[column.tipe]
        if column.sel:
            schema[f"{column.nama}_sel"] = pl.String()
    return schema


@dataclass(frozen=True, slots=True)
class Bagian:
    """What a table gave for a dataset, column by column; ``rows`` are Excel rows (1-based), what is given nowhere is null.

    It becomes a frame together with others, since making a column costs as much for a table as for a batch of workbooks.
    """

    rows: Sequence[int]
    constants: Mapping[str, object]
    columns: Mapping[str, Sequence[Any] | pl.Series]


def staged_frame(dataset: str, parts: Sequence[Bagian]) -> pl.DataFrame:
    """The rows of all parts in their order, with the dataset's full schema."""
    rows = pl.Series("baris", list(chain.from_iterable(part.rows for part in parts)), dtype=COMMON["baris"])
    # Which part each row is of; pl.repeat would start the lazy engine: ten times the cost.
    origin = pl.Series(list(chain.from_iterable([i] * len(part.rows) for i, part in enumerate(parts))), dtype=pl.UInt32)
    return pl.DataFrame([rows if name == "baris" else _column(dataset, name, parts, origin) for name in staged_schema(dataset)])


def _column(dataset: str, name: str, parts: Sequence[Bagian], origin: pl.Series) -> pl.Series:
    """A column of all parts; one that no part gives holds what is the same in all rows of each."""
    given = [part.columns.get(name) for part in parts]
    if all(isinstance(values, list) for values in given):
        return _series(dataset, name, list(chain.from_iterable(given)))  # type: ignore[arg-type]
    constants = _series(dataset, name, [part.constants.get(name) for part in parts])
    if all(values is None for values in given):
        return constants.gather(origin)
    return pl.concat(
        constants.new_from_index(i, len(part.rows)) if values is None else _series(dataset, name, values)
        for i, (part, values) in enumerate(zip(parts, given, strict=True))
    )


def _series(dataset: str, name: str, values: Sequence[Any] | pl.Series) -> pl.Series:
    return pl.Series(name, values, dtype=staged_schema(dataset)[name], strict=False)
