"""Processes that do the heavy steps beside the one that talks to Prefect.

The libraries of the job load here while Prefect loads there, and several batches of workbooks are read at once.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import suppress
from contextvars import ContextVar
from multiprocessing import connection, get_context, parent_process
from threading import Thread
from typing import Any, TypeVar

from flows.process import short_life

Q = TypeVar("Q")
R = TypeVar("R")

LIMIT = min(4, os.cpu_count() or 1)
"""Workers at most; each holds a batch of workbooks in memory."""

Report = Callable[[int, int], None]
"""Hears how many workbooks are done, and of how many."""


def pool(size: int = LIMIT) -> ProcessPoolExecutor:
    """Processes that start as they are needed; whoever uses them must be importable (`if __name__ == "__main__"`)."""
    # spawn: a fork after polars was used deadlocks, and Windows has none
    return ProcessPoolExecutor(size, get_context("spawn"), _begin)


Early = dict[Callable[..., Any], "Future[Any]"]
"""What is under way before it is asked for: a step, and what will come of it."""


class Workers:
    """A process for the steps, one that writes copies and reports, and more that share the batches of a large refresh.

    ``begin`` hands them work at once; who first calls a step that it began waits for that.
    """

    def __init__(self, begin: Callable[[Workers], Early], report: Report | None = None) -> None:
        # Of steps there is one process: a pool of several would start another whenever one step follows close on the last.
        self.steps, self.writer, self._several = pool(1), pool(1), pool()
        self.report = report
        self._threads = ThreadPoolExecutor()
        self._early = self._threads.submit(begin, self)

    def __enter__(self) -> Workers:
        self._token = _current.set(self)
        return self

    def __exit__(self, *_: object) -> None:
        _current.reset(self._token)
        for processes in (self.steps, self.writer, self._several):
            processes.shutdown(wait=False, cancel_futures=True)  # Python joins them when it ends

    def call(self, step: Callable[..., R], *arguments: object) -> R:
        """The result of `step`, or its exception; both travel by pickle, and so do step and arguments."""
        coming: Future[R] = self._take(step) or self.steps.submit(step, *arguments)
        return coming.result()

    def share(self, step: Callable[..., R], *arguments: object) -> R:
        """The same in whichever of several processes is free."""
        return self._several.submit(step, *arguments).result()

    def write(self, step: Callable[..., R], *arguments: object) -> R:
        """The same in the process that writes."""
        coming: Future[R] = self._take(step) or self.writer.submit(step, *arguments)
        return coming.result()

    def write_both(self, step: Callable[..., list[R]], *arguments: object) -> list[R]:
        """The joined results of a step that takes the number of its part and how many there are, half done by each."""
        coming: Future[list[R]] = self._take(step) or self.both(step, *arguments)
        return coming.result()

    def both(self, step: Callable[..., list[R]], *arguments: object) -> Future[list[R]]:
        """Begins that."""
        parts = [processes.submit(step, *arguments, i, 2) for i, processes in enumerate((self.steps, self.writer))]
        return self._threads.submit(lambda: [result for part in parts for result in part.result()])

    def after(self, first: Future[Q], begin: Callable[[Q], Future[R]]) -> Future[R]:
        """What ``begin`` will bring, begun with the result of ``first`` once it is there."""
        return self._threads.submit(lambda: begin(first.result()).result())

    def _take(self, step: Callable[..., Any]) -> Future[Any] | None:
        """What was begun of a step, once: who calls it again, or where beginning failed, has it done anew."""
        with suppress(Exception):
            return self._early.result().pop(step, None)
        return None


# Here and not in the flow's module: what a flow refers to must be picklable, or no schedule can start it.
_current: ContextVar[Workers | None] = ContextVar("workers", default=None)


def do(step: Callable[..., R], *arguments: object) -> R:
    """Call `step` in the workers of this context, or right here where there are none, as in a scheduled run."""
    workers = _current.get()
    return workers.call(step, *arguments) if workers else step(*arguments)


def share(step: Callable[..., R], *arguments: object) -> R:
    """``do`` for one of many batches."""
    workers = _current.get()
    return workers.share(step, *arguments) if workers else step(*arguments)


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
