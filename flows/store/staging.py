"""Checked workbooks as Parquet: one file a workbook version, dataset and unit, and a record that marks it as complete."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime
from operator import attrgetter
from pathlib import Path
from typing import Any

import polars as pl

from flows.checks.check import Checked
from flows.checks.compare import BANDING_FIELDS
from flows.checks.known import mark
from flows.checks.run import ANSWERS, SURVEYS, Isi, judge, services
from flows.findings import FIELDS, GALAT, Temuan
from flows.store.files import replace, temporary_name, write_text
from flows.store.plan import Plan, staged_name
from flows.workbook.layouts import datasets

BOOKKEEPING: dict[str, dict[str, pl.DataType]] = {
    "berkas": {
        "berkas": pl.String(), "berkas_sha256": pl.String(), "ukuran": pl.Int64(), "disimpan": pl.Datetime("us"),
        "status": pl.String(), "jumlah_lembar": pl.Int64(),
    },
    "lembar": {
        "berkas": pl.String(), "berkas_sha256": pl.String(), "lembar": pl.String(), "lembar_ke": pl.Int64(),
        "tata_letak": pl.String(), "tersembunyi": pl.Boolean(), "dibaca": pl.Int64(), "total": pl.Int64(), "ganda": pl.Int64(),
        "ditolak": pl.Int64(), "catatan": pl.Int64(), "kosong": pl.Int64(),
    },
    "temuan": dict.fromkeys(FIELDS, pl.String()),
    "banding": dict.fromkeys(BANDING_FIELDS, pl.String()) | {"tahun": pl.Int64(), "cocok": pl.Boolean()},
    "baris_ditolak": {
        "berkas": pl.String(), "berkas_sha256": pl.String(), "lembar": pl.String(), "baris": pl.Int64(), "sel": pl.String(),
        "aturan": pl.String(), "alasan": pl.String(), "isi": pl.String(),
    },
}  # fmt: skip
"""Columns of the tables about the reading itself: files, sheets, findings, comparisons, rejected rows."""
_FINDING = attrgetter(*FIELDS)


def stage(plan: Plan, checked: Checked) -> None:
    """Writes what a workbook gave; its record comes last, so that a killed run leaves nothing half staged."""
    name = staged_name(checked.reading.source)
    for dataset, frame in checked.frames.items():
        for unit_kode, part in _by_unit(frame):
            write_parquet(part, plan.staged / dataset / f"unit_kode={unit_kode}" / f"{name}.parquet")
    write_text(plan.record(checked.reading.source), json.dumps(_record(checked), ensure_ascii=False))


def _by_unit(frame: pl.DataFrame) -> list[tuple[str, pl.DataFrame]]:
    units = frame["unit_kode"]
    if units.n_unique() == 1:
        return [(units[0], frame)]
    return [(str(unit), part) for (unit,), part in frame.partition_by("unit_kode", as_dict=True, maintain_order=True).items()]


def write_parquet(frame: pl.DataFrame, path: Path) -> None:
    """Writes a frame in one step."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = temporary_name(path)
    frame.write_parquet(temporary, compression="zstd", statistics=False)
    replace(temporary, path)


def _record(checked: Checked) -> dict[str, Any]:
    reading = checked.reading
    key = {"berkas": reading.source.berkas, "berkas_sha256": reading.source.sha256}
    return {
        "berkas": [
            key | {
                "ukuran": reading.ukuran, "disimpan": reading.disimpan.isoformat() if reading.disimpan else None,
                "status": _status(checked), "jumlah_lembar": len(checked.sheets),
            }
        ],
        "lembar": [key | asdict(account) for account in checked.sheets],
        "temuan": [asdict(finding) for finding in checked.temuan],
        "banding": [asdict(comparison) for comparison in checked.banding],
        "baris_ditolak": reading.rejected,
        SURVEYS: services(checked),
    }  # fmt: skip


def _status(checked: Checked) -> str:
    if not checked.frames:
        return "ditolak"
    return "sebagian" if any(finding.tingkat == GALAT for finding in checked.temuan) else "dimuat"


def staged_files(plan: Plan, datasets: Iterable[str]) -> dict[str, list[Path]]:
    """The Parquet files of each dataset that belong to the workbooks of the plan, in a fixed order."""
    wanted = {staged_name(source) for source in plan.sources}
    return {
        dataset: sorted(path for path in (plan.staged / dataset).glob("*/*.parquet") if path.stem in wanted)
        for dataset in datasets
    }


def bookkeeping(plan: Plan) -> dict[str, pl.DataFrame]:
    """Files, sheets, findings, comparisons and rejected rows: those of every workbook's record, and those across workbooks."""
    records = [json.loads(plan.record(source).read_text(encoding="utf-8")) for source in plan.sources]
    rows: dict[str, list[dict[str, Any]]] = {table: [row for record in records for row in record[table]] for table in BOOKKEEPING}
    for row in rows["berkas"]:
        row["disimpan"] = datetime.fromisoformat(row["disimpan"]) if row["disimpan"] else None
    comparisons, between = judge(_contents(plan, records), plan.settings)
    rows["banding"] += map(asdict, comparisons)
    found = [*plan.temuan, *(Temuan(**row) for row in rows.pop("temuan")), *between]
    frames = {table: pl.DataFrame(given, schema=BOOKKEEPING[table], orient="row") for table, given in rows.items()}
    # Marked here rather than when read, so that a new mark needs no workbook to be read again.
    marked = [_FINDING(finding) for finding in mark(found, plan.known)]
    return frames | {"temuan": pl.DataFrame(marked, schema=BOOKKEEPING["temuan"], orient="row")}


def _contents(plan: Plan, records: list[dict[str, Any]]) -> list[Isi]:
    """What the rules need of each workbook: the rows that it staged, and its surveys summed up."""
    rows: dict[str, dict[str, list[Any]]] = defaultdict(dict)
    for dataset, files in staged_files(plan, [name for name in datasets() if name not in ANSWERS]).items():
        for row in pl.concat([pl.read_parquet(file, hive_partitioning=False) for file in files]).to_dicts() if files else ():
            rows[row["berkas"]].setdefault(dataset, []).append(row)
    found = []
    for record in records:
        (file,) = record["berkas"]
        rejected = {sheet["lembar"]: sheet["ditolak"] for sheet in record["lembar"]}
        found.append(Isi(file["berkas"], file["disimpan"], rows[file["berkas"]] | {SURVEYS: record[SURVEYS]}, rejected))
    return found
