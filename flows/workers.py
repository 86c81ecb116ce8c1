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
from typing import TypeVar

from flows.process import short_life

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
    """Processes for the steps (one reads a few workbooks, others join it for many batches), and one that writes copies and
    reports. ``begin`` hands them their first work at once; whoever calls a step waits for it."""

    def __init__(self, begin: Callable[[Workers], None], report: Report | None = None) -> None:
        self.steps, self.writer = pool(), pool(1)
        self._begun = ThreadPoolExecutor(1).submit(begin, self)
        self.report = report

    def __enter__(self) -> Workers:
        self._token = _current.set(self)
        return self

    def __exit__(self, *_: object) -> None:
        _current.reset(self._token)
        for processes in (self.steps, self.writer):
            processes.shutdown(wait=False, cancel_futures=True)  # Python joins them when it ends

    def call(self, step: Callable[..., R], *arguments: object) -> R:
        """The result of `step`, or its exception; both travel by pickle, and so do step and arguments."""
        wait([self._begun])  # a second process would only read the same workbooks again; what failed there, fails here too
        return self.steps.submit(step, *arguments).result()

    def write(self, step: Callable[..., R], *arguments: object) -> R:
        """The same in the process that writes."""
        return self.writer.submit(step, *arguments).result()

    def write_both(self, step: Callable[..., list[R]], *arguments: object) -> list[R]:
        """The joined results of a step that takes the number of its part and how many there are, half done by each."""
        other = self.writer.submit(step, *arguments, 1, 2)
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
