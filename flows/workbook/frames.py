"""Staged frames: the columns that every dataset begins with, and the polars types of the rest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
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


def staged_frame(
    dataset: str, rows: Sequence[int], constants: Mapping[str, object], columns: Mapping[str, Sequence[Any] | pl.Series]
) -> pl.DataFrame:
    """A frame with the dataset's full schema; ``rows`` are Excel rows (1-based), what is given nowhere is null."""
    schema = staged_schema(dataset)
    series = []
    for name, dtype in schema.items():
        if name == "baris":
            series.append(pl.Series(name, rows, dtype=dtype))
        elif name in columns:
            series.append(pl.Series(name, columns[name], dtype=dtype, strict=False))
        else:
            # pl.repeat would start the lazy engine: ten times the cost, for each column of each sheet.
            series.append(_constant(dataset, name, constants.get(name)).new_from_index(0, len(rows)))
    return pl.DataFrame(series)


@lru_cache(maxsize=256)
def _constant(dataset: str, name: str, value: object) -> pl.Series:
    """One value as a series; the sheets of a workbook share most of theirs."""
    return pl.Series(name, [value], dtype=staged_schema(dataset)[name])
