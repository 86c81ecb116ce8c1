"""What many tests share: a temporary office with the sample workbooks, and the command line as a process of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

from flows.paths import PROJECT

# A shared or slow machine must not turn a correct test red.
settings.register_profile("kinerja", deadline=None)
settings.load_profile("kinerja")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--panjang", action="store_true", help="juga uji panjang: ratusan buku kerja buatan")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leaves out the tests marked ``panjang`` unless they are asked for."""
    if config.getoption("--panjang"):
        return
    long = [item for item in items if item.get_closest_marker("panjang")]
    config.hook.pytest_deselected(items=long)
    items[:] = [item for item in items if item not in set(long)]


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
