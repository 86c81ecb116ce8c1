"""From staging to the published warehouse: build beside it, audit, then swap in one step."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import asdict, replace
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import polars as pl

from flows import __version__
from flows.errors import HeldBack, PublishError
from flows.findings import catalogue, temuan
from flows.settings import LOCK_KEY
from flows.store.build import Before, BuildError, build
from flows.store.changes import Changes
from flows.store.files import write_parquet
from flows.store.frozen import locked_years
from flows.store.plan import Plan
from flows.store.putusan import verdict_files
from flows.store.releases import Release, current, next_release, pointer, publish_file
from flows.store.staging import BANDING, read_records, staged_files
from flows.store.wilayah import stage_regions
from flows.workbook.layouts import datasets


def publish(plan: Plan) -> str:
    """Builds and audits a new warehouse and makes it the published one; returns the release's name.

    A release that stands already, because an earlier run ended before it had written its reports, is not built again.
    Raises PublishError when an audit fails, HeldBack when the release departs too far from the last one.
    """
    said = pointer(plan.root)
    if said.sidik == plan.sidik and _opens(current(plan.root)):
        return said.rilis
    if said.ditahan == plan.sidik and not plan.approved:
        raise HeldBack([temuan("RLS005", "")])
    release = next_release(plan.root, datetime.now(UTC).replace(tzinfo=None, microsecond=0), __version__, plan.sidik)
    plan.root.warehouse.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".bangun-", dir=plan.root.warehouse, ignore_cleanup_errors=True) as folder:
        target = Path(folder) / plan.root.published.name
        changes = _build(plan, target, release)
        if changes.lonjakan and not plan.approved:
            raise HeldBack(changes.lonjakan)
        release = replace(release, berkas=changes.berkas, baris=changes.baris, ringkas=changes.ringkas)
        publish_file(plan.root, target, release)
    _forget_old_staging(plan)
    return release.rilis


def _build(plan: Plan, target: Path, release: Release) -> Changes:
    """The warehouse file, compared with the release that stands."""
    last = current(plan.root)
    before = Before(last if last.is_file() else None, release.nomor, plan.settings.batas_rilis)
    try:
        changes = build(target, _inputs(plan, target.parent, release), before=before, locked=locked_years(plan.root))
    except BuildError as error:
        raise PublishError(str(error)) from error
    assert changes is not None  # since there is something to compare with
    return changes


def _opens(path: Path) -> bool:
    try:
        with duckdb.connect(str(path), read_only=True) as con:
            return bool(con.execute("SELECT 1 FROM audit.rilis").fetchall())
    except duckdb.Error:
        return False


def _inputs(plan: Plan, folder: Path, release: Release) -> dict[str, list[Path]]:
    """Every Parquet file that the models read, by the name of its staging table."""
    settings = plan.setting_rows() + [
        (f"{LOCK_KEY}{year.tahun}.{unit}", year.rilis) for year in locked_years(plan.root) for unit in year.unit
    ]
    frames = {"pengaturan": pl.DataFrame(settings, schema=["kunci", "nilai"], orient="row")}
    frames["aturan"] = pl.DataFrame([asdict(rule) for rule in catalogue().values()]).drop("pesan", "diperbaiki")
    frames["rilis"] = pl.DataFrame(
        [(release.rilis, datetime.fromisoformat(release.dibuat), release.versi_program, release.sidik)],
        schema=["rilis", "dibuat", "versi_program", "sidik"],
        orient="row",
    )
    files = staged_files(plan, read_records(plan), [*datasets(), BANDING], folder)
    for table, paths in verdict_files(plan).items():
        files[table] = [*files.get(table, ()), *paths]
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
