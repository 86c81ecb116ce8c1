"""From staging to the published warehouse: build beside it, audit, then swap in one step."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

import polars as pl

from flows import __version__
from flows.errors import PublishError
from flows.findings import catalogue
from flows.store.build import BuildError, build
from flows.store.files import replace, write_parquet
from flows.store.plan import Plan
from flows.store.putusan import verdict_files
from flows.store.staging import read_records, staged_files
from flows.store.wilayah import stage_regions
from flows.workbook.layouts import datasets


def publish(plan: Plan) -> str:
    """Builds and audits a new warehouse and puts it in place of the published one; returns the release's name.

    Raises PublishError when an audit fails or the file cannot be replaced.
    """
    now = datetime.now(UTC).replace(tzinfo=None, microsecond=0)
    rilis = now.isoformat()
    plan.root.warehouse.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".bangun-", dir=plan.root.warehouse, ignore_cleanup_errors=True) as folder:
        target = Path(folder) / plan.root.published.name
        try:
            build(target, _inputs(plan, Path(folder), rilis, now))
            replace(target, plan.root.published)
        except BuildError as error:
            raise PublishError(str(error)) from error
        except PermissionError as error:
            raise PublishError("kinerja.duckdb sedang dibuka program lain; tutup programnya, lalu jalankan lagi") from error
    _forget_old_staging(plan)
    return rilis


def _inputs(plan: Plan, folder: Path, rilis: str, now: datetime) -> dict[str, list[Path]]:
    """Every Parquet file that the models read, by the name of its staging table."""
    frames = {"pengaturan": pl.DataFrame(plan.setting_rows(), schema=["kunci", "nilai"], orient="row")}
    frames["aturan"] = pl.DataFrame([asdict(rule) for rule in catalogue().values()]).drop("pesan", "diperbaiki")
    frames["rilis"] = pl.DataFrame(
        [(rilis, now, __version__, plan.sidik)],
        schema=["rilis", "dibuat", "versi_program", "sidik"],
        orient="row",
    )
    files = staged_files(plan, read_records(plan), datasets(), folder) | verdict_files(plan)
    for name, frame in frames.items():
        path = folder / f"{name}.parquet"
        write_parquet(frame, path)
        files[name] = [path]
    files["wilayah"] = [stage_regions(plan.root)]
    return files


def _forget_old_staging(plan: Plan) -> None:
    """Removes what was staged under other layouts, settings or programs: it can always be read again from the archive."""
    for folder in plan.root.staging.iterdir():
        if folder.is_dir() and (folder / "berkas").is_dir() and folder != plan.staged:
            shutil.rmtree(folder, ignore_errors=True)
