"""The whole refresh as plain Python, step by step: what the command line and the Prefect flow both call.

Each step imports what it needs when it runs, so that an unchanged refresh ends before polars is loaded.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from concurrent.futures import Executor
from contextlib import suppress
from dataclasses import asdict, replace
from functools import partial
from itertools import accumulate
from pathlib import Path

from flows.checks.known import load_known, mark
from flows.errors import SettingsError
from flows.findings import LEVELS, Temuan
from flows.limits import Limits
from flows.paths import Root
from flows.store.plan import Plan, last_release, make_plan, remember, workbooks
from flows.summary import Summary, is_report
from flows.workbook.context import Source
from flows.workbook.text import cell_order

LOG = logging.getLogger(__name__)

BATCH = 50
"""Workbooks checked together: enough to share the cost of a validation, few enough to keep memory flat."""

MANY = 3
"""Batches from which on processes of their own are worth their start, some 0,6 s."""

Progress = Callable[[int, int], None]
"""Hears how many workbooks are staged, and of how many."""


def batches(plan: Plan) -> list[list[Source]]:
    """The workbooks to read, in batches."""
    return [plan.to_read[i : i + BATCH] for i in range(0, len(plan.to_read), BATCH)]


def stage_batch(plan: Plan, batch: list[Source]) -> int:
    """Reads, checks and stages some workbooks; a bad one gives findings, never an exception. Returns how many."""
    from flows.checks.check import check_batch
    from flows.checks.run import judge_answers
    from flows.store import archive
    from flows.store.staging import stage
    from flows.workbook.safely import read_safely

    todo = [source for source in batch if not plan.record(source).is_file()]
    readings = [read_safely(source, archive.fetch(plan.root, source), plan.settings_of(source)) for source in todo]
    checked = check_batch(readings)
    judge_answers(checked, plan.settings)
    stage(plan, checked)
    return len(batch)


def begin_early(root: Root) -> None:
    """Stages and judges the workbooks of a small refresh ahead of its flow, in the time that Prefect takes to load."""
    with suppress(SettingsError, OSError):
        plan = make_plan(root)
        todo = batches(plan)
        if 0 < len(todo) < MANY:
            for batch in todo:
                stage_batch(plan, batch)
            judge(plan)


def stage_all(plan: Plan, workers: Executor, progress: Progress | None = None) -> None:
    """Stages every batch; several share processes, since threads, half of whose work holds the interpreter, are slower."""
    todo = batches(plan)
    step = partial(stage_batch, plan)
    if len(todo) < MANY:
        _count(map(step, todo), plan, progress)
        return
    staged = workers.map(step, todo)
    _prepare_build(plan)
    _count(staged, plan, progress)


def _prepare_build(plan: Plan) -> None:
    """What the build needs and no workbook decides, done while the workers read."""
    import flows.store.publish  # noqa: F401
    from flows.paths import SQL_DIR
    from flows.store.models import load_models
    from flows.store.wilayah import stage_regions

    load_models(SQL_DIR)
    stage_regions(plan.root)


def _count(staged: Iterable[int], plan: Plan, progress: Progress | None) -> None:
    for done in accumulate(staged):
        if progress:
            progress(done, len(plan.to_read))


def judge(plan: Plan) -> None:
    """Compares what the workbooks print with what their cells give, and marks what the office knows; once for each plan."""
    from flows.store.putusan import is_reached
    from flows.store.verdict import reach_verdict

    if not is_reached(plan):
        reach_verdict(plan)


def publish(plan: Plan) -> str:
    """Builds, audits and publishes the warehouse; returns the release's name. Raises PublishError: the last one stays."""
    from flows.store.publish import publish as publish_plan

    return publish_plan(plan)


def write_reports(plan: Plan, part: int, parts: int) -> list[Path]:
    """Writes a part (0-based) of the reports of the published warehouse; returns their paths."""
    from flows.reports.write import write_reports as write

    return write(plan.root.published, plan.root.reports, share=(part, parts), template=plan.root.templat)


def write_copies(plan: Plan) -> tuple[list[Path], list[str]]:
    """Writes the planner's workbooks with their findings marked; returns their paths, and what he should know of them."""
    from flows.reports.umpan_balik.copies import write_copies as write
    from flows.store.putusan import verdict_findings

    remarks: list[str] = []
    return write(plan.root, plan.sources, verdict_findings(plan), plan.reading_key, remarks.append), remarks


def take_copies(written: tuple[list[Path], list[str]]) -> list[Path]:
    """The paths of the copies, which another process may have written; its remarks are passed on here."""
    paths, remarks = written
    for remark in remarks:
        LOG.warning("%s", remark)
    return paths


def finish(plan: Plan, rilis: str, reports: list[Path]) -> Summary:
    """Sums up the release and notes it, so that an unchanged run ends at once."""
    from flows.store.summary import summarise

    names = sorted(path.relative_to(plan.root.path).as_posix() for path in reports)
    _remove_stale(plan.root, set(filter(is_report, last_release(plan.root).get("laporan", []))) - set(names))
    summary = summarise(plan.root.published, rilis, names)
    remember(plan, names, asdict(summary))
    return summary


def _remove_stale(root: Root, names: set[str]) -> None:
    """Removes reports that no release stands behind any more, such as those of a year whose workbooks left raw/."""
    for name in names:
        with suppress(OSError):
            (root.path / name).unlink(missing_ok=True)


def unchanged_summary(plan: Plan) -> Summary:
    """The summary of the release that still holds."""
    stored = last_release(plan.root)["ringkasan"]
    worst = [Temuan(**finding) for finding in stored["worst"]]
    figures = [(label, text) for label, text in stored["figures"]]
    return Summary(**stored | {"status": "tetap", "worst": worst, "figures": figures})


def refresh(root: Root, progress: Progress | None = None) -> Summary:
    """raw/ to reports/ without Prefect. Raises SettingsError or PublishError; then the last release stays.

    The annotated copies are written beside the warehouse, by a process that loads its libraries while the workbooks are
    read; then it takes half of the reports.
    """
    plan = make_plan(root)
    if plan.unchanged:
        return unchanged_summary(plan)
    from flows.workers import pool, prepare_writer

    with pool() as workers:
        workers.submit(prepare_writer, root)
        stage_all(plan, workers, progress)
        judge(plan)
        copies = workers.submit(write_copies, plan)
        rilis = publish(plan)
        others = workers.submit(write_reports, plan, 1, 2)
        reports = write_reports(plan, 0, 2) + others.result()
        return finish(plan, rilis, reports + take_copies(copies.result()))


def check_files(paths: list[Path], raw: Path | None = None) -> list[Temuan]:
    """Findings of some workbooks, as one reads: by file, sheet and cell; ``raw``: the folder whose settings and marks apply.

    Needs neither warehouse nor staging. Raises SettingsError.
    """
    from flows.checks.check import check_batch
    from flows.checks.run import isi_of, judge, judge_answers
    from flows.settings import Settings, load_folders, load_settings
    from flows.workbook.safely import read_path

    settings = load_settings(raw) if raw else Settings()
    folders = load_folders(raw, settings) if raw else {}
    checked = check_batch([read_path(path, settings, folders, raw) for path in paths])
    judge_answers(checked, settings)
    _, between = judge([isi_of(item) for item in checked], settings)
    found = [*(finding for item in checked for finding in item.temuan), *between]
    sheets = {(item.reading.source.berkas, sheet.lembar): sheet.lembar_ke for item in checked for sheet in item.sheets}
    return sorted(
        _mark(found, paths, raw, settings.limits) if raw else found,
        key=lambda f: (f.berkas, sheets.get((f.berkas, f.lembar), 0), cell_order(f.sel), LEVELS.index(f.tingkat), f.aturan),
    )


def _mark(found: list[Temuan], paths: list[Path], raw: Path, limits: Limits) -> list[Temuan]:
    """The findings with the marks of ``raw`` applied to its workbooks, which here go by the paths that were given."""
    known, complaints = load_known(raw)
    given = {path.resolve(): str(path) for path in paths}
    named = [replace(each, berkas=given.get(raw.resolve() / each.berkas, each.berkas)) for each in known]
    whole = bool(known) and all(path.resolve() in given for path in workbooks(raw, limits))
    return complaints + mark(found, named, whole)
