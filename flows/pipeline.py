"""The whole refresh as plain Python, step by step: what the command line and the Prefect flow both call.

Each step imports what it needs when it runs, so that an unchanged refresh ends before polars is loaded.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import asdict, replace
from functools import partial
from itertools import accumulate, pairwise
from pathlib import Path
from typing import TypeVar

from flows.checks.known import load_known, mark
from flows.errors import HeldBack, ReportsError, say_why
from flows.findings import LEVELS, Temuan
from flows.limits import Limits
from flows.news import tell_published, write
from flows.paths import Root
from flows.store import archive, releases
from flows.store.lock import alone
from flows.store.plan import Plan, last_release, make_plan, new_workbooks, remember, workbooks
from flows.store.releases import Release, current
from flows.store.runs import is_full, last_run, refreshing
from flows.summary import Summary, is_report, plain
from flows.workbook.context import Source
from flows.workbook.text import cell_order

R = TypeVar("R")
LOG = logging.getLogger(__name__)

BATCH = 50
"""Workbooks checked together: enough to share the cost of a validation, few enough to keep memory flat."""

MANY = 100
"""Workbooks beyond which processes of their own are worth their start, some 0,6 s."""

Progress = Callable[[int, int], None]
"""Hears how many workbooks are staged, and of how many."""


def batches(plan: Plan) -> list[list[Source]]:
    """The workbooks to read, in batches; where several processes share them the last are smaller, so that all end together."""
    todo = plan.to_read
    whole = len(todo) if len(todo) <= MANY else (len(todo) - MANY) // BATCH * BATCH
    cuts = [*range(0, whole, BATCH), *range(whole, len(todo), BATCH // 2)]
    return [todo[i:j] for i, j in pairwise([*cuts, len(todo)])]


def is_staged(plan: Plan, batch: list[Source]) -> bool:
    """Whether ``stage_batch`` has been there."""
    return all(plan.record(source).is_file() for source in batch)


def stage_batch(plan: Plan, batch: list[Source]) -> int:
    """Reads, checks and stages some workbooks; a bad one gives findings, never an exception. Returns how many."""
    from flows.checks.safely import check_safely
    from flows.store.staging import stage
    from flows.workbook.read import Reading
    from flows.workbook.safely import read_safely

    def read(source: Source) -> Reading:
        return read_safely(source, archive.fetch(plan.root, source), plan.settings_of(source))

    todo = [source for source in batch if not plan.record(source).is_file()]
    stage(plan, check_safely([partial(read, source) for source in todo], plan.settings))
    return len(batch)


def is_small(plan: Plan) -> bool:
    """Whether there is something to do, and so little that one process does it."""
    return not plan.unchanged and len(plan.to_read) <= MANY


def prepare_reader() -> None:
    """Import what reading and checking takes."""
    import flows.checks.safely
    import flows.store.staging
    import flows.workbook.safely  # noqa: F401


def prepare_writer() -> None:
    """Import what writing the annotated copies and the reports takes."""
    import flows.reports.dokumen.bab3
    import flows.reports.dokumen.docx
    import flows.reports.halaman.page
    import flows.reports.halaman.poster
    import flows.reports.umpan_balik.copies
    import flows.reports.write
    import flows.store.putusan  # noqa: F401


def stage_all(plan: Plan, workers: Executor, progress: Progress | None = None) -> None:
    """Stages every batch; several share processes, since threads, half of whose work holds the interpreter, are slower."""
    todo = batches(plan)
    step = partial(stage_batch, plan)
    if is_small(plan):
        _count(map(step, todo), plan, progress)
        return
    staged = workers.map(step, todo)
    _prepare_build(plan)
    _count(staged, plan, progress)


def _prepare_build(plan: Plan) -> None:
    """What the verdict and the build need and no workbook decides, done while the workers read."""
    import flows.store.publish
    import flows.store.verdict  # noqa: F401
    from flows.findings import catalogue
    from flows.paths import SQL_DIR
    from flows.store.models import load_models
    from flows.store.wilayah import stage_regions
    from flows.workbook.layouts import datasets

    catalogue(), datasets()
    load_models(SQL_DIR)
    stage_regions(plan.root)


def _count(staged: Iterable[int], plan: Plan, progress: Progress | None) -> None:
    for done in accumulate(staged):
        if progress:
            progress(done, len(plan.to_read))


def judge(plan: Plan) -> None:
    """Compares what the workbooks print with what their cells give, and marks what the office knows; once for each plan."""
    from flows.store.putusan import is_reached

    if not is_reached(plan):
        from flows.store.verdict import reach_verdict

        _mending(plan, reach_verdict)


def publish(plan: Plan) -> str:
    """Builds, audits and publishes the warehouse; returns the release's name. Raises PublishError: the last one stays."""
    from flows.store.publish import publish as publish_plan

    def step(plan: Plan) -> str:
        judge(plan)  # once more where its verdict was among what is broken
        return publish_plan(plan)

    return _mending(plan, step)


def _mending(plan: Plan, step: Callable[[Plan], R]) -> R:
    """``step``; once more where it failed and files in staging/ turn out to be broken, after these were made anew."""
    try:
        return step(plan)
    except BaseException as error:
        from flows.store.staging import BROKEN, drop_broken  # loads polars, which who writes the copies does without

        if not isinstance(error, BROKEN) or isinstance(error, (HeldBack, ReportsError)) or is_full(error):
            raise
        workbooks, others = drop_broken(plan)
        if not workbooks and not others:
            raise
    LOG.warning("Sebagian isi staging/ rusak; dibuat ulang dari arsip.")
    for i in range(0, len(workbooks), BATCH):
        stage_batch(plan, workbooks[i : i + BATCH])
    return step(plan)


def write_reports(plan: Plan, part: int, parts: int) -> list[Path]:
    """Writes a part (0-based) of the reports of the published warehouse; returns their paths. Raises ReportsError."""
    with _reports_writable():
        return _write_reports(plan.root, part, parts)


def _write_reports(root: Root, part: int, parts: int) -> list[Path]:
    from flows.reports.write import write_reports as write_all

    return write_all(current(root), root.reports, share=(part, parts), template=root.templat, kept=root.rilis)


def write_copies(plan: Plan) -> tuple[list[Path], list[str]]:
    """Writes the planner's workbooks with their findings marked; returns their paths, and what he should know of them.

    Raises ReportsError.
    """
    from flows.reports.umpan_balik.copies import write_copies as write_all
    from flows.store.putusan import verdict_findings

    def step(plan: Plan) -> list[Path]:
        judge(plan)  # once more where its verdict was among what is broken
        found = verdict_findings(plan)
        with _reports_writable():
            return write_all(plan.root, plan.sources, found, plan.reading_key, remarks.append)

    remarks: list[str] = []
    return _mending(plan, step), remarks


@contextmanager
def _reports_writable() -> Iterator[None]:
    """The warehouse may stand already when reports/ refuses; then the next run writes what is missing."""
    try:
        yield
    except OSError as error:
        raise ReportsError(say_why(error)) from error


def take_copies(written: tuple[list[Path], list[str]]) -> list[Path]:
    """The paths of the copies, which another process may have written; its remarks are passed on here."""
    paths, remarks = written
    for remark in remarks:
        LOG.warning("%s", remark)
    return paths


def sum_up(plan: Plan, rilis: str) -> Summary:
    """Enters the published workbooks in the archive's ledger; returns what the warehouse holds, without its reports."""
    from flows.store.putusan import verdict_findings
    from flows.store.summary import summarise

    archive.enter(plan.root, plan.sources, last_release(plan.root).get("berkas", {}), rilis, verdict_findings(plan))
    return summarise(current(plan.root), rilis)


def finish(plan: Plan, summary: Summary, reports: list[Path]) -> Summary:
    """Notes the release, so that an unchanged run ends at once, and tells of it; returns its summary with the reports."""
    summary = _settle(plan.root, plan.sidik, {s.berkas: s.sha256 for s in plan.sources}, summary, reports)
    tell_published(plan.root, summary)
    return summary


def _settle(root: Root, sidik: str, berkas: dict[str, str], summary: Summary, reports: list[Path]) -> Summary:
    """Removes reports that the release does not have, and notes what it was made of."""
    names = sorted(path.relative_to(root.path).as_posix() for path in reports)
    _remove_stale(root, set(filter(is_report, last_release(root).get("laporan", []))) - set(names))
    summary = replace(summary, reports=names)
    remember(root, sidik, berkas, names, asdict(summary))
    return summary


def roll_back(root: Root, name: str = "") -> Release:
    """Makes a kept release the published one, with its reports: the one called ``name``, else the one before.

    Raises PublishError.
    """
    from flows.store.frozen import assert_locked
    from flows.store.summary import summarise, workbooks_of

    with alone(root):
        release = releases.find(root, name)
        assert_locked(root, release)
        releases.roll_back(root, release)
        copies = [root.path / name for name in last_release(root).get("laporan", []) if not is_report(name)]
        with _reports_writable():
            reports = _write_reports(root, 0, 1)
        summary = summarise(current(root), release.rilis)
        _settle(root, release.sidik, workbooks_of(current(root)), summary, reports + copies)
        return release


def _remove_stale(root: Root, names: set[str]) -> None:
    """Removes reports that no release stands behind any more, such as those of a year whose workbooks left raw/.

    A chapter that its author has worked on since is his, and stays.
    """
    for path in (root.path / name for name in names):
        if path.suffix == ".docx":
            from flows.reports.dokumen.docx import edited

            if edited(path):
                continue
        with suppress(OSError):
            path.unlink(missing_ok=True)


def unchanged_summary(plan: Plan) -> Summary:
    """The summary of the release that still holds."""
    stored = last_release(plan.root)["ringkasan"]
    worst = [Temuan(**finding) for finding in stored["worst"]]
    pairs = {name: [(label, text) for label, text in stored[name]] for name in ("figures", "changes")}
    summary = Summary(**stored | pairs | {"status": "tetap", "worst": worst})
    if last_run(plan.root).gagal:  # what people read last was of a failure that is over
        write(plan.root, plain(summary))
    return summary


def refresh(root: Root, progress: Progress | None = None, approved: bool = False) -> Summary:
    """raw/ to reports/ without Prefect. Raises SettingsError or PublishError; then the last release stays. ``approved``: publish
    however far it departs from that one.

    The annotated copies are written beside the warehouse, by a process that loads its libraries while the workbooks are
    read; then it takes half of the reports.
    """
    with refreshing(root), planned(root, approved) as (plan, workers):
        return _refresh(plan, workers, progress) if workers else unchanged_summary(plan)


@contextmanager
def planned(root: Root, approved: bool = False) -> Iterator[tuple[Plan, Executor | None]]:
    """The plan of a refresh, and processes for its steps, none where nothing changed.

    Of a few workbooks one process writes all, the one that is ready for it; a second one would have to load the libraries.
    Where raw/ has many new ones, the processes load while the plan is made, for which every file is read and archived.
    """
    with ExitStack() as stack:
        workers: Executor | None = None
        if new_workbooks(root, MANY):
            workers = stack.enter_context(_processes(many=True))
        plan = make_plan(root, approved)
        if not plan.unchanged and not workers:
            workers = stack.enter_context(_processes(many=not is_small(plan)))
        yield plan, None if plan.unchanged else workers


def _processes(many: bool) -> Executor:
    """One process, or several that load at once what reading takes."""
    from flows.workers import LIMIT, pool

    workers = pool(LIMIT if many else 1)
    for _ in range(LIMIT if many else 0):
        workers.submit(prepare_reader)
    return workers


def _refresh(plan: Plan, workers: Executor, progress: Progress | None) -> Summary:
    from flows.store.wilayah import stage_regions

    workers.submit(stage_regions, plan.root)
    workers.submit(prepare_writer)
    stage_all(plan, workers, progress)
    judge(plan)
    copies = workers.submit(write_copies, plan)
    rilis = publish(plan)
    others = workers.submit(write_reports, plan, 1, 2)
    summary = workers.submit(sum_up, plan, rilis)
    reports = write_reports(plan, 0, 2) + others.result() + take_copies(copies.result())
    return finish(plan, summary.result(), reports)


def check_files(paths: list[Path], raw: Path | None = None) -> list[Temuan]:
    """Findings of some workbooks, as one reads: by file, sheet and cell; ``raw``: the folder whose settings and marks apply.

    Needs neither warehouse nor staging. Raises SettingsError.
    """
    from flows.checks.run import isi_of, judge
    from flows.checks.safely import check_safely
    from flows.checks.single import one_a_cell
    from flows.settings import Settings, load_folders, load_settings
    from flows.workbook.safely import read_path

    settings = load_settings(raw) if raw else Settings()
    folders = load_folders(raw, settings) if raw else {}
    checked = check_safely([partial(read_path, path, settings, folders, raw) for path in paths], settings)
    _, between = judge([isi_of(item) for item in checked], settings)
    found = one_a_cell([*(finding for item in checked for finding in item.temuan), *between])
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
