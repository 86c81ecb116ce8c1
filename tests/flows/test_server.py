"""The flow on a real Prefect server, as an operator runs one. That a *schedule* fires guards the pinned set: with a newer
SQLAlchemy flows run and every check passes, but the scheduler creates no run."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from flows.paths import PROJECT
from flows.refresh import SETTINGS

pytestmark = [pytest.mark.prefect, pytest.mark.xdist_group("prefect")]  # servers start one at a time

Run = Callable[..., subprocess.CompletedProcess[str]]

PATIENCE = 120.0
"""Seconds that anything here may take on a busy machine; it usually takes some ten."""

SERVE = """
import sys
from datetime import timedelta
from flows.refresh import refresh

if __name__ == "__main__":
    refresh.serve(name="uji", interval=timedelta(seconds=10), parameters={"root": sys.argv[1]}, limit=1)
"""


@contextmanager
def _running(log: Path, environment: dict[str, str], *arguments: str) -> Iterator[None]:
    """A Python process for the length of a `with` block."""
    with log.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, *arguments], cwd=log.parent, env=environment, stdout=out, stderr=subprocess.STDOUT
        )
        try:
            yield
        finally:
            process.terminate()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _wait(ask: Callable[[], Any], log: Path) -> Any:
    """What `ask` answers, once it answers; fails with the process's log when time is up."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        with suppress(OSError):
            if answer := ask():
                return answer
        time.sleep(0.25)
    raise AssertionError(log.read_text(encoding="utf-8", errors="replace")[-4000:])


@dataclass(frozen=True)
class Server:
    """A running server; `environment` makes a process use it."""

    url: str
    environment: dict[str, str]

    def flow_runs(self) -> list[dict[str, Any]]:
        """All runs of the flow `refresh`."""
        query = json.dumps({"flows": {"name": {"any_": ["refresh"]}}}).encode()
        request = urllib.request.Request(f"{self.url}/flow_runs/filter", query, {"Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=30) as answer:
            runs: list[dict[str, Any]] = json.load(answer)
            return runs


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """`prefect server start` on a free port, with a database of its own."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    home = tmp_path_factory.mktemp("prefect")
    url = f"http://127.0.0.1:{port}/api"
    environment = os.environ | SETTINGS | {"PREFECT_HOME": str(home), "PREFECT_API_URL": url, "PYTHONPATH": str(PROJECT)}

    def healthy() -> bool:
        with urllib.request.urlopen(f"{url}/health", timeout=5) as answer:
            return bool(answer.status == 200)

    log = home / "server.log"
    with _running(log, environment, "-m", "prefect", "server", "start", "--host", "127.0.0.1", "--port", port):
        _wait(healthy, log)
        yield Server(url, environment)


def test_command_line_leaves_its_run_on_the_server(server: Server, kinerja: Run, office: Path) -> None:
    done = kinerja("refresh", "--root", office, **server.environment)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    (run,) = server.flow_runs()
    assert run["state_type"] == "COMPLETED" and run["parameters"] == {"root": str(office), "approved": False}


def test_schedule_fires(server: Server, office: Path) -> None:
    def scheduled_run_completed() -> bool:
        return any(run["auto_scheduled"] and run["state_type"] == "COMPLETED" for run in server.flow_runs())

    log, script = office / "serve.log", office / "serve.py"
    script.write_text(SERVE, encoding="utf-8")
    environment = server.environment | {"PREFECT_RUNNER_POLL_FREQUENCY": "2", "PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL": "INFO"}
    with _running(log, environment, str(script), str(office)):
        _wait(scheduled_run_completed, log)
    assert (office / "warehouse" / "kinerja.duckdb").is_file()
