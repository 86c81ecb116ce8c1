"""Staged frames: the columns that every dataset begins with, and the polars types of the rest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
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
    return pl.DataFrame([rows if name == "baris" else _column(dataset, name, parts) for name in staged_schema(dataset)])


def _column(dataset: str, name: str, parts: Sequence[Bagian]) -> pl.Series:
    given = [part.columns.get(name) for part in parts]
    if all(isinstance(values, list) for values in given):
        return pl.Series(name, list(chain.from_iterable(given)), dtype=staged_schema(dataset)[name], strict=False)  # type: ignore[arg-type]
    constants = {part.constants.get(name) for part in parts}
    if len(constants) == 1 and all(values is None for values in given):
        return _repeated(dataset, name, constants.pop(), sum(len(part.rows) for part in parts))
    series = [
        _repeated(dataset, name, part.constants.get(name), len(part.rows))
        if values is None
        else pl.Series(name, values, dtype=staged_schema(dataset)[name], strict=False)
        for part, values in zip(parts, given, strict=True)
    ]
    return pl.concat(series)


def _repeated(dataset: str, name: str, value: object, times: int) -> pl.Series:
    # pl.repeat would start the lazy engine: ten times the cost.
    return _constant(dataset, name, value).new_from_index(0, times)


@lru_cache(maxsize=256)
def _constant(dataset: str, name: str, value: object) -> pl.Series:
    """One value as a series; the sheets of a workbook share most of theirs."""
    return pl.Series(name, [value], dtype=staged_schema(dataset)[name])
