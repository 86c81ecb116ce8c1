"""Processes that do the heavy steps beside the one that talks to Prefect.

Loading Prefect and running the job both keep one core busy; side by side a flow costs little more than Prefect alone,
several batches are read at once, and a file that kills a reader kills a worker only.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import connection, get_context, parent_process
from threading import Thread
from types import TracebackType
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")

LIMIT = min(4, os.cpu_count() or 1)
"""Workers at most; each holds a batch of workbooks in memory."""


class Workers:
    """A pool of processes that start when they are needed; the first one starts at once and loads the libraries."""

    def __init__(self) -> None:
        # spawn: a fork after polars was used deadlocks, and Windows has none
        self._pool = ProcessPoolExecutor(LIMIT, get_context("spawn"), _begin)
        self._pool.submit(_load)

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None) -> None:
        self._pool.shutdown(cancel_futures=True)

    def call(self, function: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """The result of `function`, or its exception; function and arguments travel by pickle."""
        return self._pool.submit(function, *args, **kwargs).result()


def _begin() -> None:
    """A worker leaves Ctrl-C to the process that started it, and ends with it whatever ends that."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)


def _load() -> None:
    """Import what the steps import."""
    import flows.checks.check
    import flows.reports.write
    import flows.store.publish  # noqa: F401
