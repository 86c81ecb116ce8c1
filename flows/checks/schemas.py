"""pandera schemas of the staged datasets, built from datasets/*.toml, and what each failed check is called.

pandera only checks values: cells were parsed before, so it never coerces, drops or sees a LazyFrame (examples.md 13).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial

import pandera.polars as pa
import polars as pl
from pandera.backends.polars.register import register_polars_backends
from pandera.errors import SchemaErrors

from flows.process import without
from flows.workbook.frames import staged_schema
from flows.workbook.layouts import DatasetColumn, datasets

with without("hypothesis"):  # where developers have it, pandera loads it for 0,1 s, to invent data that nobody here asks for
    register_polars_backends()

_EMPTY, _OUT_OF_RANGE, _MALFORMED = "NIL004", "NIL003", "NIL008"


@dataclass(frozen=True)
class Syarat:
    """What every row of a dataset must keep: ``terpenuhi`` is false or null in a row that breaks it.

    ``aturan`` names the finding, ``kolom`` the column to blame, ``batas`` the limits in words.
    """

    aturan: str
    kolom: str
    batas: str
    terpenuhi: pl.Expr


@dataclass(frozen=True)
class Fault:
    """A row of a validated frame that breaks a rule; ``position`` is its 0-based place in the frame."""

    position: int
    aturan: str
    kolom: str
    batas: str


def find_faults(dataset: str, frame: pl.DataFrame) -> list[Fault]:
    """Every broken rule of an eager frame that has the dataset's staged schema.

    The rules are asked one by one only where they do not hold all together: each costs a validation about a millisecond.
    """
    if dict(frame.schema) != staged_schema(dataset):
        raise AssertionError(f"{dataset}: {frame.schema}")  # the program's own mistake, not the planner's
    if not _broken(whole_schema(dataset), frame):
        return []
    rules = syarat(dataset)
    return [
        Fault(position, rules[number].aturan, rules[number].kolom, rules[number].batas)
        for number, position in _broken(schema(dataset), frame)
    ]


@cache
def syarat(dataset: str) -> tuple[Syarat, ...]:
    """The rules of a dataset: presence and limits of its columns, then those that compare columns of a row."""
    own = [rule for spec in datasets()[dataset].kolom.values() for rule in _of_column(spec)]
    if dataset == "penduduk_umur":
        in_order = pl.col("umur_akhir") >= pl.col("umur_awal")
        words = "umur_akhir tidak kurang dari umur_awal"
        own.append(Syarat(_OUT_OF_RANGE, "kelompok_umur", words, in_order.fill_null(value=True)))
    return tuple(own)


@cache
def schema(dataset: str) -> pa.DataFrameSchema:
    """The schema of a staged dataset: a check for each of its rules, named by the rule's place."""
    return _schema([rule.terpenuhi for rule in syarat(dataset)])


@cache
def whole_schema(dataset: str) -> pa.DataFrameSchema:
    """The same rules as one check."""
    return _schema([pl.all_horizontal(rule.terpenuhi for rule in syarat(dataset))])


def _of_column(spec: DatasetColumn) -> Iterator[Syarat]:
    value, limits = pl.col(spec.nama), _limits(spec)
    if spec.wajib:
        yield Syarat(_EMPTY, spec.nama, limits, value.is_not_null())
    # A row of answers keeps the limits where its least and its greatest do.
    least, greatest = (value.list.min(), value.list.max()) if spec.tipe == "jawaban" else (value, value)
    tests = []
    if spec.min is not None:
        tests.append((_OUT_OF_RANGE, least >= spec.min))
    if spec.maks is not None:
        tests.append((_OUT_OF_RANGE, greatest <= spec.maks))
    if spec.pola:
        tests.append((_MALFORMED, value.str.contains(spec.pola)))
    if spec.pilihan:
        tests.append((_OUT_OF_RANGE, value.is_in(spec.pilihan)))
    for aturan, test in tests:
        yield Syarat(aturan, spec.nama, limits, test.fill_null(value=True))


def _limits(spec: DatasetColumn) -> str:
    if spec.pilihan:
        return ", ".join(spec.pilihan)
    low = "" if spec.min is None else f"{spec.min:g}"
    high = "" if spec.maks is None else f"{spec.maks:g}"
    return f"{low} sampai {high}" if low and high else f"paling kecil {low}" if low else f"paling besar {high}"


def _schema(tests: Sequence[pl.Expr]) -> pa.DataFrameSchema:
    return pa.DataFrameSchema(checks=[pa.Check(partial(_select, test), name=str(n)) for n, test in enumerate(tests)])


def _select(test: pl.Expr, data: pa.PolarsData) -> pl.LazyFrame:
    return data.lazyframe.select(test)


def _broken(rules: pa.DataFrameSchema, frame: pl.DataFrame) -> list[tuple[int, int]]:
    """Number of the broken check and 0-based position of the row, for each failure."""
    try:
        rules.validate(frame, lazy=True)
    except SchemaErrors as error:
        return [(int(case["check"]), int(case["index"])) for case in error.failure_cases.to_dicts()]
    return []
