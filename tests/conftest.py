"""What many tests share: a temporary office with the sample workbooks, and the command line as a process of its own."""

from __future__ import annotations

import os
import pickle
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from flows import workers
from flows.paths import PROJECT

# A shared or slow machine must not turn a correct test red.
settings.register_profile("kinerja", deadline=None, max_examples=30)
settings.register_profile("panjang", deadline=None, max_examples=500)


TOGETHER = {"tests/faults", "tests/flows", "tests/interruptions", "tests/reports"}
"""Folders whose modules share something costly: an office, its reports, a server that is started one at a time."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--panjang", action="store_true", help="juga uji panjang: ratusan buku kerja buatan")


def pytest_configure(config: pytest.Config) -> None:
    settings.load_profile("panjang" if config.getoption("--panjang") else "kinerja")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Keeps a module's tests on one worker, for its fixtures; and those of a folder in ``TOGETHER``. The long tests, hundreds
    of a module, are for all workers."""
    from xdist.scheduler import LoadScheduling, LoadScopeScheduling

    if config.getoption("--panjang"):
        return LoadScheduling(config, log)

    class Together(LoadScopeScheduling):  # xdist 3.8 knows no groups under pytest 9.2, which makes the ids of tests anew
        def _split_scope(self, nodeid: str) -> str:
            path = nodeid.partition("::")[0]
            folder = path.rpartition("/")[0]
            return folder if folder in TOGETHER else path

    return Together(config, log)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leaves out the tests marked ``panjang`` unless they are asked for."""
    if config.getoption("--panjang"):
        return
    long = [item for item in items if item.get_closest_marker("panjang")]
    config.hook.pytest_deselected(items=long)
    items[:] = [item for item in items if item not in set(long)]


POOL = workers.pool


class Here(Executor):
    """Does at once and in this process what a refresh gives to its workers; all of it travels by pickle as it would there."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        done: Future[Any] = Future()
        step, arguments, options = pickle.loads(pickle.dumps((fn, args, kwargs)))
        try:
            done.set_result(pickle.loads(pickle.dumps(step(*arguments, **options))))
        except Exception as error:
            done.set_exception(error)
        return done


@pytest.fixture(scope="session", autouse=True)
def no_processes() -> Iterator[None]:
    """A refresh in a test starts no processes, which load for seconds; the command line does, and so do the tests of Prefect."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(workers, "pool", lambda size=1: Here())
        yield


@pytest.fixture
def processes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Real workers for a test that is about them."""
    monkeypatch.setattr(workers, "pool", POOL)


Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """A root whose raw/ holds the sample workbooks."""
    shutil.copytree(PROJECT / "raw", tmp_path / "raw")
    return tmp_path


@pytest.fixture
def kinerja(tmp_path: Path) -> Run:
    """Calls `kinerja` as its users do, away from the project; keywords change its environment."""

    def run(*arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "flows.cli", *map(str, arguments)],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(PROJECT), **environment},
            capture_output=True,
            encoding="utf-8",
            timeout=300,
            check=False,
        )

    return run
