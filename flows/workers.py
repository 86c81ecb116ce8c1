"""Processes that do the heavy steps beside the one that talks to Prefect.

The libraries of the job load here while Prefect loads there, and several batches of workbooks are read at once.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor, wait
from contextvars import ContextVar
from multiprocessing import connection, get_context, parent_process
from threading import Thread
from typing import TypeVar

from flows.paths import Root

R = TypeVar("R")

LIMIT = min(4, os.cpu_count() or 1)
"""Workers at most; each holds a batch of workbooks in memory."""

Report = Callable[[int, int], None]
"""Hears how many workbooks are done, and of how many."""


def pool() -> ProcessPoolExecutor:
    """Processes that start as they are needed; whoever uses them must be importable (`if __name__ == "__main__"`)."""
    # spawn: a fork after polars was used deadlocks, and Windows has none
    return ProcessPoolExecutor(LIMIT, get_context("spawn"), _begin)


class Workers:
    """A pool of processes that start when they are needed; the first one starts at once, loads the libraries and reads."""

    def __init__(self, root: Root, report: Report | None = None) -> None:
        self._pool = pool()
        self._ready = self._pool.submit(_load, root)
        self.report = report

    def __enter__(self) -> Workers:
        self._token = _current.set(self)
        return self

    def __exit__(self, *_: object) -> None:
        _current.reset(self._token)
        self._pool.shutdown(cancel_futures=True)

    def call(self, step: Callable[..., R], *arguments: object) -> R:
        """The result of `step`, or its exception; both travel by pickle, and so do step and arguments."""
        wait([self._ready])  # a second process would only read the same workbooks again; what failed there, fails here too
        return self._pool.submit(step, *arguments).result()


# Here and not in the flow's module: what a flow refers to must be picklable, or no schedule can start it.
_current: ContextVar[Workers | None] = ContextVar("workers", default=None)


def do(step: Callable[..., R], *arguments: object) -> R:
    """Call `step` in the workers of this context, or right here where there are none, as in a scheduled run."""
    workers = _current.get()
    return workers.call(step, *arguments) if workers else step(*arguments)


def tell(done: int, total: int) -> None:
    """Report progress to whoever opened the workers of this context."""
    workers = _current.get()
    if workers and workers.report:
        workers.report(done, total)


def _begin() -> None:
    """A worker leaves Ctrl-C to the process that started it, and ends with it whatever ends that."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)


def _load(root: Root) -> None:
    """Import what the steps import, then read a few new workbooks: the flow's tasks find what is staged."""
    import flows.checks.run
    import flows.reports.write
    import flows.store.publish  # noqa: F401
    from flows import pipeline

    pipeline.stage_early(root)


def load_copies() -> None:
    """Import what writing the annotated copies takes."""
    import flows.reports.umpan_balik.copies
    import flows.store.verdict  # noqa: F401
