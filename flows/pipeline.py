"""The whole refresh as plain Python, step by step: what the command line and the Prefect flow both call."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from flows.findings import LEVELS, Temuan
from flows.paths import Root
from flows.store.plan import Plan, last_release, make_plan, remember
from flows.workbook.context import Source

BATCH = 50
"""Workbooks checked together: enough to share the cost of a validation, few enough to keep memory flat."""

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Summary:
    """What a refresh did, for people. ``rows``: totals of the account of rows; ``figures``: label and text."""

    status: str
    rilis: str
    files: int
    sheets: int
    rows: dict[str, int]
    findings: dict[str, int]
    worst: list[Temuan] = field(default_factory=list)
    figures: list[tuple[str, str]] = field(default_factory=list)
    reports: list[str] = field(default_factory=list)


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
    for checked in check_batch(readings):
        stage(plan, checked)
    return len(batch)


def publish(plan: Plan) -> str:
    """Builds, audits and publishes the warehouse; returns the release's name. Raises PublishError."""
    from flows.store.publish import publish as publish_plan

    return publish_plan(plan)


def write_reports(plan: Plan) -> list[Path]:
    """Writes the reports of the published warehouse."""
    from flows.reports.write import write_reports as write

    return write(plan.root.published, plan.root.reports)


def finish(plan: Plan, rilis: str, reports: list[Path]) -> Summary:
    """Sums up the release and notes it, so that an unchanged run ends at once."""
    from flows.store.summary import summarise

    summary = summarise(plan.root.published, rilis, [path.relative_to(plan.root.path).as_posix() for path in reports])
    remember(plan, rilis, reports, asdict(summary))
    return summary


def unchanged_summary(plan: Plan) -> Summary:
    """The summary of the release that still holds."""
    stored: dict[str, Any] = last_release(plan.root)["ringkasan"]
    stored["worst"] = [Temuan(**finding) for finding in stored["worst"]]
    stored["figures"] = [tuple(figure) for figure in stored["figures"]]
    return Summary(**stored | {"status": "tetap"})


def refresh(root: Root, progress: Progress | None = None) -> Summary:
    """raw/ to reports/, in one process and without Prefect. Raises SettingsError or PublishError; then nothing changed."""
    plan = make_plan(root)
    if plan.unchanged:
        return unchanged_summary(plan)
    done = 0
    for batch in batches(plan):
        done += stage_batch(plan, batch)
        if progress:
            progress(done, len(plan.to_read))
    rilis = publish(plan)
    return finish(plan, rilis, write_reports(plan))


def check_files(paths: list[Path], settings_from: Path | None = None) -> list[Temuan]:
    """Findings of some workbooks, without warehouse or staging. ``settings_from``: the raw/ whose settings apply."""
    from flows.checks.check import check_batch
    from flows.settings import Settings, load_settings
    from flows.workbook.safely import read_path

    settings = load_settings(settings_from) if settings_from else Settings()
    checked = check_batch([read_path(path, settings) for path in paths])
    order = {level: i for i, level in enumerate(LEVELS)}
    return sorted((finding for item in checked for finding in item.temuan), key=lambda f: (f.berkas, order[f.tingkat]))
