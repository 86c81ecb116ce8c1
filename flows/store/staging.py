"""Checked workbooks as Parquet: one file a batch of workbooks and dataset, and a record a workbook that marks it as complete.

A batch is named after the versions of the workbooks in it, so that no two writers touch the same file unless they write the
same. Once a workbook of a batch has changed or left, only the rows of the others are taken.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl

from flows.checks.compare import AS_ROW
from flows.findings import FIELDS, GALAT
from flows.store.files import discard, read_json, write_parquet, write_text
from flows.store.plan import Plan, staged_name
from flows.store.putusan import verdict_files
from flows.store.schema import BOOKKEEPING
from flows.store.wilayah import kept_regions
from flows.workbook.context import Source

if TYPE_CHECKING:
    from flows.checks.check import Checked


_TYPES = {"BIGINT": pl.Int64(), "BOOLEAN": pl.Boolean(), "TIMESTAMP": pl.Datetime("us")}
"""Types that polars holds as the warehouse does; texts and exact decimals travel as text."""
_TEXTS = attrgetter(*FIELDS)
BANDING = "banding"
"""The printed figures that were compared: staged beside the datasets where a sheet is judged when it is read."""

BROKEN = (Exception, pl.exceptions.PanicException)
"""What polars raises over a file that is no Parquet; a panic is no Exception."""


def book_frame(table: str, rows: Iterable[Any]) -> pl.DataFrame:
    """Rows of a table about the reading itself as a frame of its columns (``store/schema.py``)."""
    schema = {column: _TYPES.get(kind, pl.String()) for column, kind in BOOKKEEPING[table].items()}
    return pl.DataFrame(list(rows), schema=schema, orient="row")


def stage(plan: Plan, batch: Sequence[Checked]) -> None:
    """Writes what some workbooks gave; their records come last, so that a killed run leaves nothing half staged."""
    name = _batch_name(checked.reading.source for checked in batch)
    frames: dict[str, list[pl.DataFrame]] = defaultdict(list)
    for checked in batch:
        for dataset, frame in checked.frames.items():
            frames[dataset].append(frame)
    compared = [AS_ROW(each) for checked in batch for each in checked.banding]
    if compared:
        frames[BANDING].append(book_frame(BANDING, compared))
    for dataset, parts in frames.items():
        write_parquet(pl.concat(parts, rechunk=True), _place(plan, dataset, name))
    for checked in batch:
        write_text(plan.record(checked.reading.source), json.dumps(_record(checked, name), ensure_ascii=False))


def _batch_name(sources: Iterable[Source]) -> str:
    return hashlib.sha256("\n".join(sorted(map(staged_name, sources))).encode()).hexdigest()


def _place(plan: Plan, dataset: str, batch: str) -> Path:
    return plan.staged / dataset / f"{batch}.parquet"


def _record(checked: Checked, batch: str) -> dict[str, Any]:
    reading = checked.reading
    key = {"berkas": reading.source.berkas, "berkas_sha256": reading.source.sha256}
    return {
        "kumpulan": batch,
        "dataset": sorted([*checked.frames, BANDING] if checked.banding else checked.frames),
        "berkas": [
            key | {
                "ukuran": reading.ukuran, "disimpan": reading.disimpan.isoformat() if reading.disimpan else None,
                "status": _status(checked), "jumlah_lembar": len(checked.sheets),
            }
        ],
        "lembar": [key | vars(account) for account in checked.sheets],
        "temuan": [dict(zip(FIELDS, _TEXTS(finding), strict=True)) for finding in checked.temuan],
        "layanan": checked.layanan,
        "baris_ditolak": reading.rejected,
    }  # fmt: skip


def _status(checked: Checked) -> str:
    if not checked.frames:
        return "ditolak"
    return "sebagian" if any(finding.tingkat == GALAT for finding in checked.temuan) else "dimuat"


Records = list[tuple[Source, dict[str, Any]]]
"""What is known of each workbook of a plan, in the plan's order."""


def read_records(plan: Plan) -> Records:
    """The records of the plan's workbooks, all of which are staged."""
    return [(source, json.loads(plan.record(source).read_bytes())) for source in plan.sources]


def staged_files(plan: Plan, records: Records, datasets: Iterable[str], folder: Path) -> dict[str, list[Path]]:
    """The Parquet files of each dataset with the rows of the plan's workbooks, in a fixed order.

    A batch of which a workbook changed or left is written to ``folder`` without its rows.
    """
    batches: dict[str, list[Source]] = defaultdict(list)
    written: dict[str, set[str]] = defaultdict(set)
    for source, record in records:
        batches[record["kumpulan"]].append(source)
        written[record["kumpulan"]].update(record["dataset"])
    files: dict[str, list[Path]] = {dataset: [] for dataset in datasets}
    for batch, sources in sorted(batches.items()):
        whole = _batch_name(sources) == batch
        for dataset in files.keys() & written[batch]:
            path = _place(plan, dataset, batch)
            files[dataset].append(path if whole else _rest(path, sources, folder / f"{dataset}-{path.name}"))
    return files


def drop_broken(plan: Plan) -> tuple[list[Source], list[Path]]:
    """Forgets what is missing or cannot be read in staging/: the workbooks whose rows it held, and the other files removed.

    Only asked once something has failed: it reads everything that is staged.
    """
    whole = cache(_is_whole)
    broken = []
    for source in plan.sources:
        record = read_json(plan.record(source))
        files = [_place(plan, dataset, record.get("kumpulan", "")) for dataset in record.get("dataset", [])]
        if not record or not all(map(whole, files)):
            discard(plan.record(source))
            broken.append(source)
    others = [*plan.root.staging.glob("*.parquet"), *(path for paths in verdict_files(plan).values() for path in paths)]
    others += filter(None, [kept_regions()])
    spoilt = [path for path in others if path.is_file() and not _is_whole(path)]
    for path in spoilt:
        discard(path)
    return broken, spoilt


def _is_whole(path: Path) -> bool:
    try:
        pl.read_parquet(path)
    except BROKEN:
        return False
    return True


def _rest(path: Path, sources: list[Source], target: Path) -> Path:
    frame = pl.read_parquet(path)
    write_parquet(frame.filter(frame["berkas"].is_in([source.berkas for source in sources])), target)
    return target
