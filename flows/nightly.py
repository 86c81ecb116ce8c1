"""When the nightly refresh is due, in the office's time zone, and whether one was missed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from flows.settings import Malam
from flows.store.runs import Run

GRACE = timedelta(minutes=10)
"""How late a night may be before it is made up without the scheduler."""


def last_due(malam: Malam, now: datetime) -> datetime:
    """When the nightly refresh was last due, in UTC; ``now`` is UTC too."""
    hour, minute = map(int, malam.jam.split(":"))
    here = now.replace(tzinfo=UTC).astimezone(ZoneInfo(malam.zona))
    due = here.replace(hour=hour, minute=minute, second=0, microsecond=0)
    if due > here:
        due -= timedelta(days=1)
    return due.astimezone(UTC).replace(tzinfo=None)


def is_missed(malam: Malam, run: Run, now: datetime) -> bool:
    """Whether the last night saw no refresh, well or ill, though it is over; never before the first refresh of all. A run still
    to come, by a clock that was moved back, counts as none."""
    due = last_due(malam, now)
    return bool(run.selesai) and now - due > GRACE and not due <= datetime.fromisoformat(run.selesai) <= now + GRACE


def cron(malam: Malam) -> str:
    """The same as a cron line."""
    hour, minute = malam.jam.split(":")
    return f"{int(minute)} {int(hour)} * * *"
