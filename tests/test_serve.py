"""`kinerja serve` without Prefect: what it notices, what it asks for, and what it does when nobody answers."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from berkas import BOOKS, TEXTS
from pabrik import penduduk_desa, workbook
from starlette.responses import PlainTextResponse
from starlette.testclient import TestClient
from starlette.types import Receive, Scope, Send

from flows import api
from flows import serve as serving
from flows.deployments import INBOX, NIGHT
from flows.errors import PublishError
from flows.history import guarded
from flows.inbox import PATIENCE, Inbox, look
from flows.nightly import cron, is_missed, last_due
from flows.paths import Root
from flows.serve import Child, Server, free_port
from flows.settings import Malam, load_malam
from flows.store.runs import Run, last_run, refreshing

FORMATS = BOOKS | TEXTS


@pytest.fixture
def root(tmp_path: Path) -> Root:
    (tmp_path / "raw").mkdir()
    return Root(tmp_path)


def test_a_file_counts_once_it_has_come_to_rest(root: Root) -> None:
    inbox = Inbox(root.raw)
    assert [inbox.is_due(now) for now in (0, 1, 2)] == [False, True, False]  # the first look is one at what came before
    path = root.raw / "a.xlsx"
    for size in (10, 20):
        path.write_bytes(b"\n" * size)
        assert not inbox.is_due(3)
    assert inbox.is_due(4) and not inbox.is_due(5)


def test_many_files_make_one_refresh(root: Root) -> None:
    inbox = Inbox(root.raw)
    inbox.is_due(0), inbox.is_due(1)
    due = []
    for i in range(5):
        (root.raw / f"{i}.xlsx").write_bytes(b"\n")
        due.append(inbox.is_due(2 + i))
    assert due == [False] * 5 and inbox.is_due(8) and not inbox.is_due(9)


@pytest.mark.parametrize("name", ["a.csv", "a.xls"])
def test_a_copy_that_pauses_is_waited_for(root: Root, name: str) -> None:
    """Its size stands still, but it has not got its end; one that never gets it is not waited for longer than others."""
    inbox = Inbox(root.raw)
    inbox.is_due(0), inbox.is_due(1)
    whole = FORMATS[Path(name).suffix](workbook({"Data": penduduk_desa()}))
    (root.raw / name).write_bytes(whole[: len(whole) // 2])
    assert not any(inbox.is_due(second) for second in range(2, int(PATIENCE)))
    assert inbox.is_due(2 + PATIENCE)
    (root.raw / name).write_bytes(whole)
    assert not inbox.is_due(50) and inbox.is_due(51)


def test_what_never_comes_to_rest_does_not_hold_up_the_others(root: Root) -> None:
    inbox = Inbox(root.raw)
    inbox.is_due(0), inbox.is_due(1)
    due = []
    for second in range(2, int(PATIENCE) + 4):
        (root.raw / "besar.xlsx").write_bytes(b"\n" * second)
        due.append(inbox.is_due(second))
    assert due.count(True) == 1


def test_changes_removals_and_settings_are_noticed_and_excels_own_files_not(root: Root) -> None:
    inbox = Inbox(root.raw)
    inbox.is_due(0), inbox.is_due(1)
    for name in ("~$a.xlsx", ".~lock.a.xlsx#"):
        (root.raw / name).write_bytes(b"\n")
    assert not inbox.is_due(2) and not inbox.is_due(3)
    (root.raw / "pengaturan.toml").write_text("")
    inbox.is_due(4)
    assert inbox.is_due(5)
    (root.raw / "pengaturan.toml").unlink()
    inbox.is_due(6)
    assert inbox.is_due(7)


def test_a_folder_that_is_not_there_is_not_an_empty_one(root: Root) -> None:
    inbox = Inbox(root.raw)
    inbox.is_due(0), inbox.is_due(1)
    os.rmdir(root.raw)
    assert look(root.raw) is None and not inbox.is_due(2) and not inbox.is_due(3)
    root.raw.mkdir()
    assert not inbox.is_due(4) and not inbox.is_due(5)


MALAM = Malam()
DUE = datetime(2026, 3, 9, 17)  # 01:00 of the 10th in Makassar


@pytest.mark.parametrize(
    ("now", "due"),
    [(DUE, DUE), (DUE + timedelta(hours=23), DUE), (DUE - timedelta(seconds=1), DUE - timedelta(days=1))],
)
def test_the_night_is_the_offices(now: datetime, due: datetime) -> None:
    assert last_due(MALAM, now) == due and cron(MALAM) == "0 1 * * *"


@pytest.mark.parametrize(
    ("ended", "missed"),
    [
        ("", False),
        ("2026-03-09T16:59:00", True),
        ("2026-03-09T17:00:05", False),
        ("2026-03-09T19:00:00", False),
        ("2031-01-01T00:00:00", True),
    ],
)
def test_a_missed_night(ended: str, missed: bool) -> None:
    assert is_missed(MALAM, Run(selesai=ended), DUE + timedelta(hours=6)) is missed
    assert not is_missed(MALAM, Run(selesai="2026-03-09T16:59:00"), DUE + timedelta(minutes=9))


class Prefect:
    """Prefect's server as the supervisor sees it. ``state``: that of every run; None: it does not answer."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.state: str | None = "COMPLETED"
        self.asked: list[str] = []
        self.direct: list[str] = []
        monkeypatch.setattr(api, "start_run", self._start)
        monkeypatch.setattr(api, "state_of", self._state)
        monkeypatch.setattr(Server, "_run_directly", lambda _, why: self.direct.append(why))

    def _start(self, url: str, deployment: str) -> str:
        if self.state is None:
            raise ConnectionRefusedError
        self.asked.append(deployment)
        return "1"

    def _state(self, url: str, run: str) -> str:
        if self.state is None:
            raise ConnectionRefusedError
        return self.state


@pytest.fixture
def prefect(monkeypatch: pytest.MonkeyPatch) -> Prefect:
    return Prefect(monkeypatch)


def steps(server: Server, count: int) -> None:
    for _ in range(count):
        server.step()


def test_a_drop_makes_one_run(root: Root, prefect: Prefect) -> None:
    server = Server(root, "", MALAM)
    steps(server, 5)
    assert prefect.asked == [INBOX] and prefect.direct == []
    (root.raw / "a.xlsx").write_bytes(b"\n")
    steps(server, 5)
    assert prefect.asked == [INBOX, INBOX]


def test_what_comes_while_a_run_is_on_waits_for_the_next(root: Root, prefect: Prefect) -> None:
    server = Server(root, "", MALAM)
    prefect.state = "RUNNING"
    steps(server, 3)
    (root.raw / "a.xlsx").write_bytes(b"\n")
    steps(server, 3)
    assert prefect.asked == [INBOX]
    prefect.state = "COMPLETED"
    steps(server, 1)
    assert prefect.asked == [INBOX, INBOX]


def test_without_a_server_the_refresh_runs_all_the_same(root: Root, prefect: Prefect, monkeypatch: pytest.MonkeyPatch) -> None:
    prefect.state = None
    server = Server(root, "", MALAM)
    steps(server, 3)
    assert prefect.direct == []  # it may only be busy
    monkeypatch.setattr(serving, "BUSY", 0.0)
    steps(server, 3)
    assert len(prefect.direct) == 1


def test_a_server_that_was_busy_is_asked_again(root: Root, prefect: Prefect) -> None:
    prefect.state = None
    server = Server(root, "", MALAM)
    steps(server, 3)
    prefect.state = "COMPLETED"
    steps(server, 2)
    assert prefect.asked == [INBOX] and prefect.direct == []


def test_a_run_that_does_not_begin_is_done_without_prefect(root: Root, prefect: Prefect, monkeypatch: pytest.MonkeyPatch) -> None:
    prefect.state = "SCHEDULED"
    server = Server(root, "", MALAM)
    steps(server, 4)
    assert prefect.direct == []
    monkeypatch.setattr(serving, "PATIENCE", 0.0)
    steps(server, 2)
    assert len(prefect.direct) == 1


@pytest.mark.parametrize(("error", "direct"), [(PublishError("ditahan"), 0), (RuntimeError("server hilang"), 1)])
def test_a_verdict_is_not_asked_for_twice_but_a_crash_is(root: Root, prefect: Prefect, error: Exception, direct: int) -> None:
    prefect.state = "RUNNING"
    server = Server(root, "", MALAM)
    steps(server, 2)
    with pytest.raises(type(error)), refreshing(root):
        raise error
    prefect.state = "FAILED"
    steps(server, 2)
    assert len(prefect.direct) == direct


def test_a_missed_night_is_made_up(root: Root, prefect: Prefect, monkeypatch: pytest.MonkeyPatch) -> None:
    with refreshing(root):
        pass
    monkeypatch.setattr(serving, "is_missed", lambda *_: True)
    steps(Server(root, "", MALAM), 1)
    assert prefect.asked == [NIGHT]


def test_staleness_is_said_once_a_day(
    root: Root, prefect: Prefect, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(serving, "staleness", lambda *_: "Gudang data basi: 50 jam lalu.")
    steps(Server(root, "", MALAM), 4)
    said = [record.message for record in caplog.records if "basi" in record.message]
    assert len(said) == 1 and "50 jam" in said[0]


def test_a_refresh_without_prefect_is_a_real_one(root: Root) -> None:
    Server(root, "", MALAM)._run_directly("percobaan")
    assert last_run(root).berhasil and root.published.is_file()


def test_a_child_that_ends_is_started_again_and_ends_with_us(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serving, "AGAIN", (0.0, 0.0))
    child = Child("uji", ["timeit", "-n", "1", "pass"], dict(os.environ))
    child.keep()
    first = child._process
    assert first and first.wait(30) == 0
    child.keep()
    assert child._process is not first
    child.stop()


def test_a_port_that_is_free() -> None:
    import socket

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
        assert free_port(port) not in (0, port)


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"origin": "http://127.0.0.1:4200"}, 200),
        ({"host": "localhost:4200", "origin": "http://localhost:4200"}, 200),
        ({"origin": "http://jahat.example"}, 403),
        ({"origin": "null"}, 403),
        ({"host": "jahat.example:4200"}, 403),
    ],
)
def test_no_web_site_reaches_the_server(headers: dict[str, str], status: int) -> None:
    async def server(scope: Scope, receive: Receive, send: Send) -> None:
        await PlainTextResponse("riwayat")(scope, receive, send)

    client = TestClient(guarded(server, 4200), "http://127.0.0.1:4200")
    assert client.post("/api/flow_runs/filter", headers=headers).status_code == status


def test_settings_that_cannot_be_used_stop_no_night(root: Root) -> None:
    (root.raw / "pengaturan.toml").write_text('[malam]\njam = "25:00"\n')
    assert load_malam(root.raw) == Malam()


def test_times_of_runs_are_utc(root: Root) -> None:
    with refreshing(root):
        pass
    age = datetime.now(UTC).replace(tzinfo=None) - datetime.fromisoformat(last_run(root).selesai)
    assert timedelta(0) <= age < timedelta(minutes=5)
