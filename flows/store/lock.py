"""One refresh of a root at a time: a lock of the operating system, which a process that died cannot go on holding."""

from __future__ import annotations

import logging
import os
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from flows.errors import PublishError
from flows.paths import Root

LOG = logging.getLogger(__name__)
FILE = ".refresh"
PATIENCE = 1800.0
"""Seconds to wait for another refresh; the longest one measured, half a million rows, takes some ten."""
_PAUSE = 0.1
_BYTE = 1 << 30
"""The byte that Windows locks, far behind what is written: a locked byte cannot even be read there."""
_held: set[tuple[Path, int]] = set()
"""Locks that this process holds, each with the thread that took it."""


@contextmanager
def alone(root: Root, waiting: Callable[[], None] | None = None, patience: float = PATIENCE, file: str = FILE) -> Iterator[bool]:
    """Keeps other refreshes of the root out; yields whether the last one was cut short. ``file``: what else is to be alone.

    ``waiting`` is told once when another one is
    at work. Raises PublishError when that one does not end in time, OSError where staging/ cannot be written to.
    """
    path = _path(root, file)
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)  # not inherited by the processes that we start
    try:
        _wait(descriptor, waiting, patience)
        _held.add((path, threading.get_ident()))
        cut_short = os.fstat(descriptor).st_size > 0
        os.write(descriptor, str(os.getpid()).encode())
        try:
            yield cut_short
        finally:
            os.ftruncate(descriptor, 0)
            _held.discard((path, threading.get_ident()))
    finally:
        os.close(descriptor)  # which gives the lock free


def is_held(root: Root) -> bool:
    """Whether this thread is the one that keeps others out."""
    return (_path(root), threading.get_ident()) in _held


def _path(root: Root, file: str = FILE) -> Path:
    return root.staging.resolve() / file


def _wait(descriptor: int, waiting: Callable[[], None] | None, patience: float) -> None:
    end = time.monotonic() + patience
    told = False
    while not _take(descriptor):
        if waiting and not told:
            waiting()
        told = True
        if time.monotonic() > end:
            raise PublishError("refresh lain belum selesai")
        time.sleep(_PAUSE)


if sys.platform == "win32":
    import msvcrt

    def _take(descriptor: int) -> bool:
        os.lseek(descriptor, _BYTE, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except PermissionError:
            return False
        os.lseek(descriptor, 0, os.SEEK_SET)
        return True

else:
    import fcntl

    def _take(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:  # a network folder without locks: better unguarded than never
            LOG.warning("Folder ini tidak mengenal kunci; jangan menjalankan dua refresh sekaligus.")
        return True
