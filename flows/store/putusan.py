"""The verdict on a plan's workbooks as it lies in staging: the tables about the reading itself, a Parquet file each."""

from __future__ import annotations

from pathlib import Path

from flows.findings import Temuan
from flows.store.plan import Plan

TABLES = ("berkas", "lembar", "temuan", "banding", "baris_ditolak")
"""The tables about the reading itself: files, sheets, findings, comparisons, rejected rows."""


def verdict_files(plan: Plan) -> dict[str, list[Path]]:
    """The Parquet file of each table of the plan's verdict."""
    return {table: [verdict_folder(plan) / f"{table}.parquet"] for table in TABLES}


def is_reached(plan: Plan) -> bool:
    """Whether the verdict lies there in full; each of its files is written whole or not at all."""
    return all(path.is_file() for paths in verdict_files(plan).values() for path in paths)


def verdict_findings(plan: Plan) -> list[Temuan]:
    """Every finding of the plan's verdict."""
    import duckdb  # not polars, which the process that writes the copies does without; those that read do without this

    with duckdb.default_connection().cursor() as con:  # a DuckDB of its own takes 15 ms to begin
        (path,) = verdict_files(plan)["temuan"]
        return [Temuan(*row) for row in con.execute("FROM read_parquet($1)", [str(path)]).fetchall()]


def verdict_folder(plan: Plan) -> Path:
    """Where the verdict of a plan lies; that of another plan lies elsewhere."""
    return plan.staged / f"putusan-{plan.sidik[:16]}"
