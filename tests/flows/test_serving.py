"""A real `kinerja serve`, as an office runs it: a burst of files, a run that its schedule fires, a restart."""

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

pytestmark = [pytest.mark.prefect, pytest.mark.xdist_group("prefect")]  # servers start one at a time

PATIENCE = 240.0
"""Seconds that anything here may take on a busy machine."""


@contextmanager
def serving(root: Root) -> Iterator[str]:
    """`kinerja serve` for the length of a `with` block; the address of its server."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
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


def runs(url: str, deployment: str) -> list[dict[str, Any]]:
    """The ended runs of a deployment."""
    query = {"deployments": {"name": {"any_": [deployment]}}, "flow_runs": {"state": {"type": {"any_": ["COMPLETED", "FAILED"]}}}}
    request = urllib.request.Request(
        f"{url}/api/flow_runs/filter", json.dumps(query).encode(), {"Content-Type": "application/json"}
    )
    with urllib.request.urlopen(request, timeout=30) as answer:
        found: list[dict[str, Any]] = json.load(answer)
        return found


def drop(root: Root, *names: str) -> None:
    for i, name in enumerate(names):
        rows = [("Satui Barat", 100 + i + len(name), 100, 50, 50)]
        (root.raw / f"{name}.xlsx").write_bytes(workbook({"Data": penduduk_desa(rows)}))


def copies(root: Root, *names: str) -> bool:
    return all((root.umpan_balik / f"{name} - PERIKSA.xlsx").is_file() for name in names)


def test_a_day_of_an_office(tmp_path: Path) -> None:
    root = Root(tmp_path)
    root.raw.mkdir()
    soon = datetime.now(ZoneInfo(Malam().zona)) + timedelta(minutes=2)
    (root.raw / "pengaturan.toml").write_text(f'[unit]\nkode = "{UNIT}"\n[malam]\njam = "{soon:%H:%M}"\n', encoding="utf-8")
    with serving(root) as url:
        wait_for(lambda: runs(url, INBOX))
        drop(root, "Satu", "Dua", "Tiga", "Empat")
        wait_for(lambda: copies(root, "Satu", "Dua", "Tiga", "Empat"))
        burst = wait_for(lambda: [run for run in runs(url, INBOX)[1:] if run["state_type"] == "COMPLETED"])
        assert len(kept(root)) == 2 and len(burst) == 1  # the empty office, and all four at once
        night = wait_for(lambda: [run for run in runs(url, NIGHT) if run["auto_scheduled"]])
        assert night[0]["state_type"] == "COMPLETED"
        assert (datetime.fromisoformat(night[0]["expected_start_time"]).astimezone(ZoneInfo(Malam().zona))).minute == soon.minute
        second = subprocess.run(
            [sys.executable, "-m", "flows.cli", "serve", "--root", root.path], cwd=PROJECT, capture_output=True, check=False
        )
        assert second.returncode == 1
    drop(root, "Lima")
    with serving(root) as url:
        wait_for(lambda: copies(root, "Lima") and len(kept(root)) == 3)
    assert (root.path / ".prefect" / "log" / "serve.log").is_file()
