"""What is found once the rows of all workbooks are known, beside what each of them gave: the tables about the reading itself.

They lie in staging as Parquet, so that the warehouse is built and the annotated copies are written from one verdict.
"""

from __future__ import annotations

import shutil
from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from operator import attrgetter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import polars as pl

from flows.checks.compare import AS_ROW
from flows.checks.known import mark
from flows.checks.run import ANSWERS, SURVEYS, Isi, judge, unjudged
from flows.checks.single import one_a_cell
from flows.findings import FIELDS, Temuan
from flows.store.files import write_parquet
from flows.store.plan import Plan
from flows.store.putusan import TABLES, verdict_folder
from flows.store.staging import BANDING, Records, book_frame, read_records, staged_files
from flows.workbook.layouts import datasets

_FINDING = attrgetter(*FIELDS)


def reach_verdict(plan: Plan) -> None:
    """Judges the staged workbooks of a plan and writes the tables; those of an earlier verdict go."""
    for table, frame in bookkeeping(plan, read_records(plan)).items():
        write_parquet(frame, verdict_folder(plan) / f"{table}.parquet")
    for folder in plan.staged.glob("putusan-*"):
        if folder != verdict_folder(plan):
            shutil.rmtree(folder, ignore_errors=True)


def bookkeeping(plan: Plan, records: Records) -> dict[str, pl.DataFrame]:
    """Files, sheets, findings, comparisons and rejected rows: those of every workbook's record, and those between sheets.

    What was compared on answer sheets lies in staging already, beside their rows.
    """
    kept = [table for table in TABLES if table != BANDING]
    rows = {table: [row for _, record in records for row in record[table]] for table in kept}
    for row in rows["berkas"]:
        row["disimpan"] = datetime.fromisoformat(row["disimpan"]) if row["disimpan"] else None
    banding, between = judge(_contents(plan, records), plan.settings)
    found = one_a_cell([*plan.temuan, *(Temuan(**row) for row in rows.pop("temuan")), *between])
    # Marked here rather than when read, so that a new mark needs no workbook to be read again.
    marked = [_FINDING(finding) for finding in mark(found, plan.known)]
    given: dict[str, Iterable[Any]] = rows | {BANDING: map(AS_ROW, banding), "temuan": marked}
    return {table: book_frame(table, given[table]) for table in TABLES}


def _contents(plan: Plan, records: Records) -> list[Isi]:
    """What the rules need of each workbook: the rows that it staged, and its surveys summed up."""
    rows: dict[str, dict[str, list[Any]]] = defaultdict(dict)
    with TemporaryDirectory() as folder:
        for dataset, files in staged_files(
            plan, records, [name for name in datasets() if name not in ANSWERS], Path(folder)
        ).items():
            frame = pl.read_parquet(files) if files else pl.DataFrame()
            for row in unjudged(dataset, frame).to_dicts():
                rows[row["berkas"]].setdefault(dataset, []).append(row)
    found = []
    for _, record in records:
        (file,) = record["berkas"]
        rejected = {sheet["lembar"]: sheet["ditolak"] for sheet in record["lembar"]}
        found.append(Isi(file["berkas"], file["disimpan"], rows[file["berkas"]] | {SURVEYS: record["layanan"]}, rejected))
    return found
