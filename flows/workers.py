"""Processes that do the heavy steps beside the one that talks to Prefect.

The libraries of the job load here while Prefect loads there, and several batches of workbooks are read at once.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor, wait
from contextvars import ContextVar
from multiprocessing import connection, get_context, parent_process
from threading import Thread
from typing import TYPE_CHECKING, TypeVar

from flows.paths import Root
from flows.process import short_life

if TYPE_CHECKING:
    from flows.store.plan import Plan

R = TypeVar("R")

LIMIT = min(4, os.cpu_count() or 1)
"""Workers at most; each holds a batch of workbooks in memory."""

Report = Callable[[int, int], None]
"""Hears how many workbooks are done, and of how many."""


def pool(size: int = LIMIT) -> ProcessPoolExecutor:
    """Processes that start as they are needed; whoever uses them must be importable (`if __name__ == "__main__"`)."""
    # spawn: a fork after polars was used deadlocks, and Windows has none
    return ProcessPoolExecutor(size, get_context("spawn"), _begin)


class Workers:
    """A process for the steps, which loads their libraries and reads at once (others join it for many batches), and one
    that writes copies and reports."""

    def __init__(self, root: Root, report: Report | None = None, approved: bool = False) -> None:
        self._steps, self._writer = pool(), pool(1)
        self._writer.submit(prepare_writer)
        self._ready = ThreadPoolExecutor(1).submit(self._begin, root, approved)
        self.report = report

    def __enter__(self) -> Workers:
        self._token = _current.set(self)
        return self

    def __exit__(self, *_: object) -> None:
        _current.reset(self._token)
        for processes in (self._steps, self._writer):
            processes.shutdown(wait=False, cancel_futures=True)  # Python joins them when it ends

    def _begin(self, root: Root, approved: bool) -> None:
        """Does what needs no Prefect while that loads: the flow finds what is done, and does again what failed here."""
        from flows import pipeline

        plan = self._steps.submit(_begin_steps, root, approved).result()
        if plan:
            self._writer.submit(pipeline.write_copies, plan)
            self._steps.submit(pipeline.publish, plan).result()

    def call(self, step: Callable[..., R], *arguments: object) -> R:
        """The result of `step`, or its exception; both travel by pickle, and so do step and arguments."""
        wait([self._ready])  # a second process would only read the same workbooks again; what failed there, fails here too
        return self._steps.submit(step, *arguments).result()

    def write(self, step: Callable[..., R], *arguments: object) -> R:
        """The same in the process that writes."""
        return self._writer.submit(step, *arguments).result()

    def write_both(self, step: Callable[..., list[R]], *arguments: object) -> list[R]:
        """The joined results of a step that takes the number of its part and how many there are, half done by each."""
        other = self._writer.submit(step, *arguments, 1, 2)
        return self.call(step, *arguments, 0, 2) + other.result()


# Here and not in the flow's module: what a flow refers to must be picklable, or no schedule can start it.
_current: ContextVar[Workers | None] = ContextVar("workers", default=None)


def do(step: Callable[..., R], *arguments: object) -> R:
    """Call `step` in the workers of this context, or right here where there are none, as in a scheduled run."""
    workers = _current.get()
    return workers.call(step, *arguments) if workers else step(*arguments)


def write(step: Callable[..., R], *arguments: object) -> R:
    """``do`` for a step that writes files while others go on."""
    workers = _current.get()
    return workers.write(step, *arguments) if workers else step(*arguments)


def write_both(step: Callable[..., list[R]], *arguments: object) -> list[R]:
    """``do`` for a step that takes the number of its part and how many there are."""
    workers = _current.get()
    return workers.write_both(step, *arguments) if workers else step(*arguments, 0, 1)


def tell(done: int, total: int) -> None:
    """Report progress to whoever opened the workers of this context."""
    workers = _current.get()
    if workers and workers.report:
        workers.report(done, total)


def _begin() -> None:
    """A worker leaves Ctrl-C to the process that started it, and ends with it whatever ends that."""
    short_life()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)


def _begin_steps(root: Root, approved: bool) -> Plan | None:
    """Import what the steps import, then read and judge a few new workbooks."""
    import flows.checks.run
    import flows.store.publish  # noqa: F401
    from flows import pipeline
    from flows.paths import SQL_DIR
    from flows.store.models import load_models

    plan = pipeline.begin_early(root, approved)
    load_models(SQL_DIR)
    return plan


def prepare_writer() -> None:
    """Import what writing the annotated copies and the reports takes."""
    import flows.reports.dokumen.bab3
    import flows.reports.dokumen.docx
    import flows.reports.halaman.page
    import flows.reports.halaman.poster
    import flows.reports.umpan_balik.copies
    import flows.reports.write
    import flows.store.putusan  # noqa: F401
