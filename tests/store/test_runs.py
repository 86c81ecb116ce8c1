"""One refresh at a time, and how the last one ended."""

from __future__ import annotations

import errno
import subprocess
import sys
import threading
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from flows.errors import PublishError
from flows.paths import PROJECT, Root
from flows.store import lock
from flows.store.lock import alone
from flows.store.runs import Run, is_full, last_run, refreshing, stale_for, staleness

HOLD = """
import sys, time
from pathlib import Path
from flows.paths import Root
from flows.store.lock import alone
with alone(Root(Path(sys.argv[1]))):
    print("dipegang", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def root(tmp_path: Path) -> Root:
    return Root(tmp_path)


def test_a_dead_process_holds_nothing_and_leaves_a_sign(root: Root) -> None:
    holder = subprocess.Popen([sys.executable, "-c", HOLD, str(root.path)], cwd=PROJECT, stdout=subprocess.PIPE)
    assert holder.stdout and holder.stdout.readline()
    told: list[bool] = []
    with pytest.raises(PublishError, match="belum selesai"), alone(root, lambda: told.append(True), patience=0.3):
        pass
    assert told == [True]
    holder.kill()
    holder.wait()
    with alone(root, patience=5) as cut_short:
        assert cut_short
    with alone(root) as cut_short:
        assert not cut_short
    holder.stdout.close()


def test_threads_keep_each_other_out_too(root: Root) -> None:
    inside, most = [0], [0]

    def work() -> None:
        with alone(root, patience=30):
            inside[0] += 1
            most[0] = max(most)
            assert inside[0] == 1
            inside[0] -= 1

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert inside == [0] and not lock.is_held(root)


def test_a_refresh_notes_how_it_ended(root: Root) -> None:
    for reason in ("ditolak", "ditolak lagi"):
        with pytest.raises(PublishError), refreshing(root):
            raise PublishError(reason)
    run = last_run(root)
    assert (run.alasan, run.gagal, run.berhasil) == ("ditolak lagi", 2, "")
    with refreshing(root), refreshing(root):
        assert lock.is_held(root)
    assert last_run(root).berhasil and last_run(root).gagal == 0
    with pytest.raises(RuntimeError), refreshing(root):
        raise RuntimeError("x")
    assert last_run(root).berhasil and "tidak terduga" in last_run(root).alasan


@pytest.mark.parametrize("error", [OSError(errno.ENOSPC, "x"), RuntimeError("IO Error: ... No space left on device")])
def test_a_full_disk_is_said_plainly(root: Root, error: Exception) -> None:
    with pytest.raises(PublishError, match="ruang disk habis"), refreshing(root):
        try:
            raise error
        except Exception as cause:
            raise ValueError("sesuatu") from cause
    assert last_run(root).alasan == "ruang disk habis"
    assert not is_full(OSError(errno.EACCES, "x"))


def test_stale_only_after_the_set_time(root: Root) -> None:
    now = datetime(2026, 3, 10, 12)
    assert stale_for(root, 48, now) is None
    (root.staging).mkdir(exist_ok=True)
    with refreshing(root):
        pass
    success = datetime.fromisoformat(last_run(root).berhasil)
    assert stale_for(root, 48, success + timedelta(hours=47)) is None
    assert stale_for(root, 48, success + timedelta(hours=49)) == timedelta(hours=49)
    assert "49 jam lalu" in staleness(root, now=success + timedelta(hours=49, minutes=1))
    assert staleness(root, 50, success + timedelta(hours=49)) == ""
    assert stale_for(root, 48, success - timedelta(days=900)) is None  # the clock was moved back


@pytest.mark.parametrize("text", ["", "{", '{"lain": 1}', "[]"])
def test_a_broken_note_is_none(root: Root, text: str) -> None:
    root.staging.mkdir()
    (root.staging / "jalan.json").write_text(text, encoding="utf-8")
    assert last_run(root) == Run()
