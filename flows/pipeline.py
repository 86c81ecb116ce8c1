"""The whole refresh as plain Python, step by step: what the command line and the Prefect flow both call.

Each step imports what it needs when it runs, so that an unchanged refresh ends before polars is loaded.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import asdict
from functools import partial
from itertools import accumulate
from pathlib import Path

from flows.findings import LEVELS, Temuan
from flows.paths import Root
from flows.store.plan import Plan, last_release, make_plan, remember
from flows.summary import Summary
from flows.workbook.context import Source

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
    from flows.store import archive
    from flows.store.staging import stage
    from flows.workbook.safely import read_safely

    readings = [read_safely(source, archive.fetch(plan.root, source.sha256), plan.settings) for source in batch]
    stage(plan, check_batch(readings))
    return len(batch)


def stage_all(plan: Plan, progress: Progress | None = None) -> None:
    """Stages every batch; several share processes, since threads, half of whose work holds the interpreter, are slower."""
    todo = batches(plan)
    if len(todo) < MANY:
        _count(map(partial(stage_batch, plan), todo), plan, progress)
        return
    from flows.workers import pool

    workers = pool()
    try:
        staged = workers.map(partial(stage_batch, plan), todo)
        import flows.store.publish  # noqa: F401  # what comes next loads while the workers read

        _count(staged, plan, progress)
    finally:
        workers.shutdown(wait=False, cancel_futures=True)  # they end while the next step runs


def _count(staged: Iterable[int], plan: Plan, progress: Progress | None) -> None:
    for done in accumulate(staged):
        if progress:
            progress(done, len(plan.to_read))


def publish(plan: Plan) -> str:
    """Builds, audits and publishes the warehouse; returns the release's name. Raises PublishError: the last one stays."""
    from flows.store.publish import publish as publish_plan

    return publish_plan(plan)


def write_reports(plan: Plan) -> list[Path]:
    """Writes the reports of the published warehouse; returns their paths."""
    from flows.reports.write import write_reports as write

    return write(plan.root.published, plan.root.reports)


def finish(plan: Plan, rilis: str, reports: list[Path]) -> Summary:
    """Sums up the release and notes it, so that an unchanged run ends at once."""
    from flows.store.summary import summarise

    names = [path.relative_to(plan.root.path).as_posix() for path in reports]
    _remove_stale(plan.root, set(last_release(plan.root).get("laporan", [])) - set(names))
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
    """raw/ to reports/ in one process, without Prefect. Raises SettingsError or PublishError; then nothing changed."""
    plan = make_plan(root)
    if plan.unchanged:
        return unchanged_summary(plan)
    stage_all(plan, progress)
    return finish(plan, publish(plan), write_reports(plan))


def check_files(paths: list[Path], raw: Path | None = None) -> list[Temuan]:
    """Findings of some workbooks, the most serious of each first; ``raw``: the folder whose settings apply.

    Needs neither warehouse nor staging. Raises SettingsError.
    """
    from flows.checks.check import check_batch
    from flows.settings import Settings, load_settings
    from flows.workbook.safely import read_path

    settings = load_settings(raw) if raw else Settings()
    checked = check_batch([read_path(path, settings) for path in paths])
    order = {level: i for i, level in enumerate(LEVELS)}
    return sorted((finding for item in checked for finding in item.temuan), key=lambda f: (f.berkas, order[f.tingkat]))
