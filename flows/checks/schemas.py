"""pandera schemas of the staged datasets, built from datasets/*.toml, and what each failed check is called.

pandera only checks values: cells were parsed before, so it never coerces, drops or sees a LazyFrame (examples.md 13).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, partial

import pandera.polars as pa
import polars as pl
from pandera.errors import SchemaErrors

from flows.workbook.frames import staged_schema
from flows.workbook.layouts import DatasetColumn, datasets

_RULES = {"not_nullable": "NIL004", "str_matches": "NIL008"}
_OUT_OF_RANGE = "NIL003"
_BANDS = "umur_akhir tidak kurang dari umur_awal"


@dataclass(frozen=True)
class Fault:
    """A row of a validated frame that breaks a rule; ``position`` is its 0-based place in the frame."""

    position: int
    aturan: str
    kolom: str
    batas: str


@cache
def schema(dataset: str) -> pa.DataFrameSchema:
    """The schema of a staged dataset: type, presence and limits of the columns that have a rule, and its row rules.

    Columns without a rule are left out, since each costs a validation about a millisecond; the program made their types.
    """
    types = staged_schema(dataset)
    columns = {
        name: pa.Column(types[name], checks=_checks(spec), nullable=not spec.wajib)
        for name, spec in datasets()[dataset].kolom.items()
        if spec.wajib or _checks(spec)
    }
    return pa.DataFrameSchema(columns, checks=_row_rules(dataset))


def _checks(spec: DatasetColumn) -> list[pa.Check]:
    if spec.tipe == "jawaban":
        return [pa.Check(partial(_answers_within, spec))]
    checks = []
    if spec.min is not None:
        checks.append(pa.Check.ge(spec.min))
    if spec.maks is not None:
        checks.append(pa.Check.le(spec.maks))
    if spec.pola:
        checks.append(pa.Check.str_matches(spec.pola))
    if spec.pilihan:
        checks.append(pa.Check.isin(spec.pilihan))
    return checks


def _answers_within(spec: DatasetColumn, data: pa.PolarsData) -> pl.LazyFrame:
    """Whether every answer of a row lies within the limits; a blank one does."""
    answers = pl.col(spec.nama).list
    within = (answers.min() >= spec.min) & (answers.max() <= spec.maks)
    return data.lazyframe.select(within.fill_null(value=True))


def _row_rules(dataset: str) -> list[pa.Check]:
    if dataset != "penduduk_umur":
        return []
    in_order = pl.col("umur_akhir").is_null() | (pl.col("umur_akhir") >= pl.col("umur_awal"))
    return [pa.Check(lambda data: data.lazyframe.select(in_order), name=_BANDS)]


def find_faults(dataset: str, frame: pl.DataFrame) -> list[Fault]:
    """Every broken rule of an eager frame that has the dataset's staged schema."""
    try:
        schema(dataset).validate(frame, lazy=True)
    except SchemaErrors as error:
        return [_fault(dataset, case) for case in error.failure_cases.to_dicts()]
    return []


def _fault(dataset: str, case: dict[str, object]) -> Fault:
    column, check = str(case["column"] or ""), str(case["check"])
    position = case["index"]
    if position is None:
        # A frame of the wrong shape is the program's own mistake, not the planner's.
        raise AssertionError(f"{dataset}: {column} {check} {case['failure_case']}")
    if check == _BANDS:
        return Fault(int(str(position)), _OUT_OF_RANGE, "kelompok_umur", _BANDS)
    spec = datasets()[dataset].kolom.get(column)
    limits = _limits(spec) if spec else ""
    return Fault(int(str(position)), _RULES.get(check.split("(")[0], _OUT_OF_RANGE), column, limits)


def _limits(spec: DatasetColumn) -> str:
    if spec.pilihan:
        return ", ".join(spec.pilihan)
    low = "" if spec.min is None else f"{spec.min:g}"
    high = "" if spec.maks is None else f"{spec.maks:g}"
    return f"{low} sampai {high}" if low and high else f"paling kecil {low}" if low else f"paling besar {high}"
