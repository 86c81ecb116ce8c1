"""A real `kinerja serve`, as an office runs it: a burst of files, a night, an operator's own refresh, a restart.

That a *schedule* makes runs guards the pinned set: with a newer SQLAlchemy flows run and every check passes, but the scheduler
creates no run. The short test moves such a run up to now, as one may in the UI; ``--panjang`` waits for its time to come.
"""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from pabrik import UNIT, penduduk_desa, workbook

from flows.deployments import INBOX, NIGHT
from flows.paths import PROJECT, Root
from flows.settings import Malam
from flows.store.releases import kept

pytestmark = pytest.mark.prefect

Run = Callable[..., subprocess.CompletedProcess[str]]
PATIENCE = 240.0
"""Seconds that anything here may take on a busy machine."""
ALL = ("SCHEDULED", "PENDING", "RUNNING", "COMPLETED", "FAILED")
QUICK = {"PREFECT_RUNNER_POLL_FREQUENCY": "1"}


@contextmanager
def serving(root: Root) -> Iterator[str]:
    """`kinerja serve` for the length of a `with` block; the address of its server."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")} | QUICK
    command = [sys.executable, "-m", "flows.cli", "serve", "--root", str(root.path)]
    with (root.path / "serve.txt").open("w+b") as out:
        process = subprocess.Popen(command, cwd=PROJECT, env=environment, stdout=out, stderr=subprocess.STDOUT)
        try:
            said = wait_for(lambda: re.search(r"http://\S+", (root.path / "serve.txt").read_text(encoding="utf-8")))
            yield said.group()
        finally:
            process.send_signal(signal.SIGTERM)
            assert process.wait(60) == 0


def wait_for(ask: Callable[[], Any]) -> Any:
    """What `ask` answers, once it answers."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        with suppress(OSError):
            if answer := ask():
                return answer
        time.sleep(0.5)
    raise AssertionError("nothing came of it in time")


def ask(url: str, path: str, body: dict[str, Any]) -> Any:
    request = urllib.request.Request(f"{url}/api/{path}", json.dumps(body).encode(), {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=30) as answer:
        return json.load(answer)


def runs(url: str, deployment: str, *states: str) -> list[dict[str, Any]]:
    """The runs of a deployment in some states; by default those that have ended. The first to start comes first."""
    wanted = {"state": {"type": {"any_": list(states or ("COMPLETED", "FAILED"))}}}
    query = {"deployments": {"name": {"any_": [deployment]}}, "flow_runs": wanted, "sort": "EXPECTED_START_TIME_ASC"}
    found: list[dict[str, Any]] = ask(url, "flow_runs/filter", query)
    return found


def drop(root: Root, *names: str) -> None:
    for i, name in enumerate(names):
        rows = [("Satui Barat", 100 + i + len(name), 100, 50, 50)]
        (root.raw / f"{name}.xlsx").write_bytes(workbook({"Data": penduduk_desa(rows)}))


def copies(root: Root, *names: str) -> bool:
    return all((root.umpan_balik / f"{name} - PERIKSA.xlsx").is_file() for name in names)


@pytest.fixture
def root(tmp_path: Path) -> Root:
    """An office without workbooks."""
    root = Root(tmp_path)
    root.raw.mkdir()
    (root.raw / "pengaturan.toml").write_text(f'[unit]\nkode = "{UNIT}"\n', encoding="utf-8")
    return root


def test_a_day_of_an_office(root: Root, kinerja: Run) -> None:
    with serving(root) as url:
        wait_for(lambda: kept(root) and runs(url, NIGHT, "SCHEDULED"))
        first = len(runs(url, INBOX, *ALL))  # none where the server came up so late that the refresh was done without it
        drop(root, "Satu", "Dua", "Tiga", "Empat")
        wait_for(lambda: copies(root, "Satu", "Dua", "Tiga", "Empat"))
        burst = wait_for(lambda: [run for run in runs(url, INBOX, *ALL)[first:] if run["state_type"] == "COMPLETED"])
        assert len(kept(root)) == 2 and len(burst) == 1  # the empty office, and all four at once
        night, *_ = wait_for(lambda: runs(url, NIGHT, "SCHEDULED"))
        due = datetime.fromisoformat(night["expected_start_time"]).astimezone(ZoneInfo(Malam().zona))
        assert night["auto_scheduled"] and f"{due:%H:%M}" == Malam().jam
        ask(url, f"flow_runs/{night['id']}/set_state", {"state": {"type": "SCHEDULED"}})
        assert wait_for(lambda: runs(url, NIGHT))[0]["state_type"] == "COMPLETED"
        assert kinerja("refresh", "--root", root.path, PREFECT_API_URL=f"{url}/api").returncode == 0
        by_hand = ask(url, "flow_runs/filter", {"flow_runs": {"deployment_id": {"is_null_": True}}})
        assert [run["state_type"] for run in by_hand] == ["COMPLETED"]
        assert kinerja("serve", "--root", root.path).returncode == 1
    drop(root, "Lima")
    with serving(root):
        wait_for(lambda: copies(root, "Lima") and len(kept(root)) == 3)
    assert (root.path / ".prefect" / "log" / "serve.log").is_file()


@pytest.mark.panjang
def test_a_night_comes_by_itself(root: Root) -> None:
    soon = datetime.now(ZoneInfo(Malam().zona)) + timedelta(minutes=2)
    with (root.raw / "pengaturan.toml").open("a", encoding="utf-8") as settings:
        settings.write(f'[malam]\njam = "{soon:%H:%M}"\n')
    with serving(root) as url:
        (night,) = wait_for(lambda: runs(url, NIGHT))
    began = datetime.fromisoformat(night["start_time"])
    assert night["auto_scheduled"] and timedelta(0) <= began - soon.replace(second=0, microsecond=0) < timedelta(minutes=1)
