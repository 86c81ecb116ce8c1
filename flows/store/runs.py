"""A refresh as a whole: alone, mending what a killed one left, and noting how it ended.

``staging/jalan.json`` tells whoever was not there: when the last refresh ended and how, and when one last succeeded.
"""

from __future__ import annotations

import errno
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime, timedelta

from flows.errors import HeldBack, PublishError, SettingsError
from flows.news import tell_alive, tell_failed
from flows.paths import Root
from flows.settings import load_malam
from flows.store import lock, releases
from flows.store.files import TEMPORARY, discard, read_json, write_text

FILE = "jalan.json"
UNFORESEEN = "kesalahan yang tidak terduga"
"""The reason of a run that ended by a fault of a program, ours or another's."""
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})
_FULL_TEXTS = ("No space left on device", "not enough space on the disk", "os error 28", "os error 112", "Disk quota exceeded")


@dataclass(frozen=True)
class Run:
    """How the last refresh ended. Times are UTC, ISO 8601; ``alasan`` is empty where it succeeded; ``berhasil``: when one
    last did; ``gagal``: how many have failed since."""

    selesai: str = ""
    alasan: str = ""
    berhasil: str = ""
    gagal: int = 0


def last_run(root: Root) -> Run:
    raw = read_json(root.staging / FILE)
    with suppress(TypeError):
        return Run(**raw)
    return Run()


@contextmanager
def refreshing(root: Root, waiting: Callable[[], None] | None = None) -> Iterator[None]:
    """The frame of every refresh; may be entered again inside. Raises PublishError also where the disk is full."""
    if lock.is_held(root):
        yield
        return
    try:
        with lock.alone(root, waiting) as cut_short:
            if cut_short:
                clean_up(root)
            try:
                releases.catch_up(root)
                yield
            except Exception as error:
                _fail(root, error)
                raise
            _succeed(root)
    except Exception as error:
        if is_full(error) and not isinstance(error, HeldBack):
            raise PublishError("ruang disk habis; kosongkan sebagian, lalu jalankan lagi") from error
        raise


def clean_up(root: Root) -> None:
    """Removes what a killed refresh left half written."""
    releases.sweep(root)
    for folder in (root.staging, root.warehouse, root.reports):
        for path in folder.rglob(f".*{TEMPORARY}"):
            discard(path)


def stale_for(root: Root, hours: int, now: datetime | None = None) -> timedelta | None:
    """How long ago a refresh last succeeded, where that is longer than ``hours``; None while all is well, and before the
    first one. A time still to come means that the clock was moved back: nothing can be said then."""
    said = last_run(root).berhasil
    if not said:
        return None
    age = (now or datetime.now(UTC)).replace(tzinfo=None) - datetime.fromisoformat(said)
    return age if age > timedelta(hours=hours) else None


def is_full(error: BaseException | None) -> bool:
    """Whether an error comes from a full disk, whoever met it first."""
    while error is not None:
        if isinstance(error, OSError) and error.errno in _FULL:
            return True
        if any(text in str(error) for text in _FULL_TEXTS):
            return True
        error = error.__cause__ or error.__context__
    return False


def staleness(root: Root, hours: int | None = None, now: datetime | None = None) -> str:
    """The same as a sentence, empty while all is well; ``hours`` are by default the office's own."""
    age = stale_for(root, load_malam(root.raw).basi_jam if hours is None else hours, now)
    return f"Gudang data basi: refresh terakhir yang berhasil {int(age.total_seconds() // 3600)} jam lalu." if age else ""


def _succeed(root: Root) -> None:
    now = _now()
    _note(root, Run(selesai=now, berhasil=now))
    tell_alive(root, now, load_malam(root.raw).basi_jam)


def _fail(root: Root, error: Exception) -> None:
    """Notes a failure and tells of it; aloud where it is the first one, another than before, or the one that makes the data
    stale."""
    before, reason = last_run(root), _reason(error)
    grown_stale = staleness(root) and not staleness(root, now=datetime.fromisoformat(before.selesai))
    _note(root, replace(before, selesai=_now(), alasan=reason, gagal=before.gagal + 1))
    tell_failed(root, error, reason, before.berhasil, aloud=reason != before.alasan or bool(grown_stale))


def _reason(error: Exception) -> str:
    if is_full(error):
        return "ruang disk habis"
    return str(error) if isinstance(error, PublishError | SettingsError) else UNFORESEEN


def _now() -> str:
    return datetime.now(UTC).replace(tzinfo=None, microsecond=0).isoformat()


def _note(root: Root, run: Run) -> None:
    with suppress(OSError):  # a full disk: what was noted before stands
        write_text(root.staging / FILE, json.dumps(asdict(run), ensure_ascii=False, indent=1))
