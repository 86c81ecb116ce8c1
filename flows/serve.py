"""`kinerja serve`: the nightly refresh and the inbox, kept going.

Three processes: Prefect's server (unless PREFECT_API_URL names one), the deployments, and this one, which is plain Python.
It looks at raw/, asks Prefect for runs, starts the others again when they end, and does by itself what Prefect does not
get done: a run that does not begin, or a night that was missed. Two runs never collide: a refresh keeps others out.
"""

from __future__ import annotations

import logging
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from logging.handlers import RotatingFileHandler
from pathlib import Path
from threading import Event, Thread

from flows import api
from flows.deployments import INBOX, NIGHT
from flows.environment import SERVING, SETTINGS
from flows.errors import PublishError, SettingsError
from flows.history import HOST
from flows.inbox import Inbox
from flows.news import send
from flows.nightly import is_missed
from flows.paths import Root
from flows.settings import Malam, load_malam, load_settings
from flows.store.lock import alone
from flows.store.runs import UNFORESEEN, last_run, staleness

LOG = logging.getLogger(__name__)
POLL = 3.0
"""Seconds between two looks at raw/."""
PATIENCE = 90.0
"""Seconds that Prefect has to start a run that was asked for; then it is run without Prefect."""
BUSY = 15.0
"""Seconds for which a server that does not answer is taken for busy, as it is while it starts; then it is done without."""
LONGEST = 7200.0
"""Seconds after which a run that never ends is given up."""
AGAIN = (5.0, 300.0)
"""Seconds before an ended process is started again: at first, and at most."""
LOG_BYTES, LOGS = 1_000_000, 3
PORT = 4200
REMINDER = timedelta(days=1)


class Child:
    """A Python process that is started again when it ends. What it prints goes to the log."""

    def __init__(self, name: str, arguments: list[str], environment: dict[str, str]) -> None:
        self._name, self._arguments, self._environment = name, arguments, environment
        self._process: subprocess.Popen[str] | None = None
        self._pause, self._next = AGAIN[0], 0.0

    def keep(self) -> None:
        """Starts it where it does not run, a while after it ended, and longer after each time."""
        if self._process is not None and self._process.poll() is None:
            return
        now = time.monotonic()
        if self._process is not None and not self._next:
            LOG.info("%s berhenti (kode %s); dijalankan lagi.", self._name, self._process.returncode)
            self._next, self._pause = now + self._pause, min(2 * self._pause, AGAIN[1])
        if now >= self._next:
            self._start()

    def _start(self) -> None:
        self._next = 0.0
        self._process = subprocess.Popen(
            [sys.executable, "-m", *self._arguments],
            env=self._environment,
            stdin=subprocess.PIPE,  # never written to: it closes when this process ends, however it ends
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
        )
        Thread(target=self._pass_on, args=(self._process,), daemon=True).start()

    def _pass_on(self, process: subprocess.Popen[str]) -> None:
        assert process.stdout
        for line in process.stdout:
            LOG.info("%s: %s", self._name, line.rstrip())

    def stop(self) -> None:
        if self._process is None or self._process.poll() is not None:
            return
        self._process.terminate()
        try:
            self._process.wait(20)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


@dataclass
class Asked:
    """A run that Prefect was asked for: its id, and when, by a clock that only goes forward and by the one on the wall."""

    run: str
    since: float
    at: datetime


class Server:
    """What `kinerja serve` does, step by step."""

    def __init__(self, root: Root, url: str, malam: Malam) -> None:
        self._root, self._url, self.malam = root, url, malam
        self._inbox = Inbox(root.raw)
        self._asked: Asked | None = None
        self._waiting = False
        self._refused: float | None = None
        self._reminded = datetime.min

    def step(self) -> None:
        """One look at everything there is to see to."""
        now = datetime.now(UTC).replace(tzinfo=None)
        if self._asked:
            self._follow(self._asked)
        self._waiting |= self._inbox.is_due()
        if self._waiting and not self._asked:
            self._waiting = not self._ask(INBOX, now)
        elif not self._asked and is_missed(self.malam, last_run(self._root), now):
            LOG.warning("Refresh malam terlewat; dijalankan sekarang.")
            self._ask(NIGHT, now)
        self._remind(now)

    def _ask(self, deployment: str, now: datetime) -> bool:
        """Asks Prefect for a run; where it goes on not answering the refresh is run without it. False: to be asked again."""
        try:
            self._asked = Asked(api.start_run(self._url, deployment), time.monotonic(), now.replace(microsecond=0))
        except OSError as error:
            self._refused = self._refused or time.monotonic()
            if time.monotonic() - self._refused < BUSY:
                return False
            self._run_directly(f"server Prefect tidak menjawab ({error})")
        self._refused = None
        return True

    def _follow(self, asked: Asked) -> None:
        """Waits for a run, and does its work where Prefect does not."""
        waited = time.monotonic() - asked.since
        try:
            state = api.state_of(self._url, asked.run)
        except OSError:
            state = ""
        if state in api.ENDED:
            self._asked = None
            if state != "COMPLETED" and not self._verdict_since(asked.at):
                self._run_directly(f"jalannya di Prefect berakhir {state}")
        elif waited > (LONGEST if state == "RUNNING" else PATIENCE):
            self._asked = None
            if not self._verdict_since(asked.at):
                self._run_directly("Prefect tidak menjalankannya")

    def _verdict_since(self, moment: datetime) -> bool:
        """Whether a refresh has ended since, for a reason of its own: then running it again would not help."""
        run = last_run(self._root)
        return bool(run.selesai) and datetime.fromisoformat(run.selesai) >= moment and run.alasan != UNFORESEEN

    def _run_directly(self, why: str) -> None:
        LOG.warning("Refresh dijalankan tanpa Prefect: %s.", why)
        command = [sys.executable, "-m", "flows.cli", "refresh", "--direct", "--root", str(self._root.path)]
        done = subprocess.run(command, capture_output=True, encoding="utf-8", errors="replace", check=False)
        LOG.info("refresh: %s", (done.stdout + done.stderr).strip())

    def _remind(self, now: datetime) -> None:
        text = staleness(self._root, self.malam.basi_jam, now)
        if text and now - self._reminded > REMINDER:
            self._reminded = now
            LOG.warning("%s", text)
            send("Kinerja: gudang data basi", text)


def serve(root: Root, stop: Event) -> None:
    """Keeps everything going until ``stop`` is set.

    Raises PublishError where it is being served already.
    """
    with ExitStack() as stack:
        _only_one(root, stack)
        _serve(root, stop, stack)


def _only_one(root: Root, stack: ExitStack) -> None:
    try:
        stack.enter_context(alone(root, patience=0, file=".serve"))
    except PublishError as error:
        raise PublishError("kinerja serve sudah berjalan untuk folder ini") from error


def _serve(root: Root, stop: Event, stack: ExitStack) -> None:
    malam = load_malam(root.raw)
    home = Path(os.environ.setdefault("PREFECT_HOME", str(root.path / ".prefect")))
    keep_log(home / "log")
    environment = {**SETTINGS, **SERVING, **os.environ}
    children = []
    url = os.environ.get("PREFECT_API_URL", "")
    if not url:
        port = free_port()
        url = f"http://{HOST}:{port}/api"
        children.append(Child("server", ["flows.history", str(port), str(home)], environment))
    schedule = Child("jadwal", ["flows.deployments", str(root.path)], environment | {"PREFECT_API_URL": url})
    children.append(schedule)
    for child in children:
        stack.callback(child.stop)
        child.keep()
    _await(lambda: api.has_deployment(url, INBOX), stop)
    LOG.warning("Siap. Riwayat di peramban: %s", url.removesuffix("/api"))
    server = Server(root, url, malam)
    while not stop.is_set():
        with suppress(SettingsError):  # said by the refresh itself; until it is mended the last ones hold
            malam = load_settings(root.raw).malam
        if malam != server.malam:
            server.malam = malam
            schedule.stop()
        for child in children:
            child.keep()
        server.step()
        stop.wait(POLL)


def _await(ready: Callable[[], bool], stop: Event) -> None:
    """Gives Prefect time to start; without it the work goes on all the same."""
    end = time.monotonic() + PATIENCE
    while not stop.is_set() and time.monotonic() < end and not ready():
        stop.wait(0.5)


def free_port(wanted: int = PORT) -> int:
    """Prefect's usual port, or any other where that is taken."""
    for port in (wanted, 0):
        with socket.socket() as probe:
            if os.name == "posix":  # as the server does: ours that ended a moment ago does not count; on Windows it would
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((HOST, port))
            except OSError:
                continue
            return int(probe.getsockname()[1])
    return wanted


def keep_log(folder: Path) -> None:
    """Everything goes to a log file, cut at a few megabytes; the terminal shows what a person should know."""
    folder.mkdir(parents=True, exist_ok=True)
    handler = RotatingFileHandler(folder / "serve.log", maxBytes=LOG_BYTES, backupCount=LOGS, encoding="utf-8")
    handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
    logger = logging.getLogger("flows")
    logger.setLevel(logging.INFO)
    logger.addHandler(handler)
