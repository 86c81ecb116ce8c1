"""How each of our processes begins and ends, since it lives for seconds only."""

from __future__ import annotations

import atexit
import gc
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Thread
from types import ModuleType
from typing import NoReturn


class _Ending:
    """How this process ends."""

    status = 0


def short_life(status: int = 0) -> None:
    """Spares a process what pays only in a long one; to be called before the heavy libraries are loaded.

    By itself the collector of garbage would look at every object some hundred times: a sixth of the time of a check; now it
    waits for more objects than the libraries make while they load. And numpy, which only comes with pandera, would keep a core
    busy with its idle threads. ``status``: how the process ends unless ``leave`` says otherwise.
    """
    _Ending.status = status
    gc.set_threshold(400_000, 50, 100)
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    atexit.register(_vanish)  # registered first, so it comes last: threads are joined, logs are written


def leave(status: int) -> NoReturn:
    """Ends this process with an exit status."""
    _Ending.status = status
    sys.exit(status)


@contextmanager
def without(module: str) -> Iterator[None]:
    """Lets imports believe that a module is not installed; one that is loaded already stays."""
    if module in sys.modules:
        yield
        return
    sys.modules[module] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        del sys.modules[module]


class _Empty(ModuleType):
    """A module in which every name means nothing."""

    def __getattr__(self, name: str) -> None:
        if name.startswith("__"):
            raise AttributeError(name)


@contextmanager
def empty(*modules: str) -> Iterator[None]:
    """Lets imports find modules with nothing in them, in place of those that only hold what nobody asks for here."""
    absent = [name for name in modules if name not in sys.modules]
    sys.modules.update({name: _Empty(name) for name in absent})
    try:
        yield
    finally:
        for name in absent:
            del sys.modules[name]


def end_with_stdin() -> None:
    """Ends this process once its standard input closes, which happens however the process ends that holds the other end."""

    def wait() -> None:
        with suppress(OSError):
            while os.read(0, 1024):  # not sys.stdin, whose lock would be in the way when the process ends by itself
                pass
        os._exit(0)

    Thread(target=wait, daemon=True).start()


def _vanish() -> None:
    """Ends without taking a hundred thousand objects apart, which takes 0,1 s (mypy leaves in the same way)."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(AttributeError, OSError, ValueError):  # there is none, or nobody reads it any more
            stream.flush()
    os._exit(_Ending.status)
