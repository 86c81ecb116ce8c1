"""The drop-in folder: notices by looking again and again that raw/ changed and came to rest.

Looking works on network folders too, where systems tell nothing of their own accord. A file counts as copied once two
looks in a row see the same size and time and it has the end of its kind; many files dropped at once so make one refresh.
"""

from __future__ import annotations

import time
from pathlib import Path

from flows.workbook.formats.ends import has_end
from flows.workbook.formats.kind import SUFFIXES

PATIENCE = 40.0
"""Seconds after which a refresh is due though something is still being copied; what is not whole then keeps its last version."""

Snapshot = dict[str, tuple[int, int]]
"""Size and time of each file."""


class Inbox:
    """What was seen of raw/, and what of it a refresh was already asked for. The first look always finds something new: it
    may have come while nobody looked."""

    def __init__(self, raw: Path) -> None:
        self._raw = raw
        self._done: Snapshot | None = None
        self._last: Snapshot | None = None
        self._since: float | None = None

    def is_due(self, now: float | None = None) -> bool:
        """Looks once; whether a refresh is due now. ``now``: seconds of a clock that only goes forward."""
        now = time.monotonic() if now is None else now
        seen = look(self._raw)
        if seen is None:
            return False
        same, self._last = seen == self._last, seen
        if seen == self._done:
            self._since = None
            return False
        if self._since is None:
            self._since = now
        at_rest = same and all(_is_whole(self._raw / name) for name in self._changed(seen))
        if not at_rest and now - self._since < PATIENCE:
            return False
        self._done, self._since = seen, None
        return True

    def _changed(self, seen: Snapshot) -> list[str]:
        """The files that changed since a refresh was last asked for; before the first one nobody knows of any."""
        return [] if self._done is None else [name for name in seen if self._done.get(name) != seen[name]]


def _is_whole(path: Path) -> bool:
    """Whether a workbook looks copied to its end; what cannot be read, or is no workbook, is the refresh's to judge."""
    try:
        return path.suffix.lower() not in SUFFIXES or has_end(path.read_bytes())
    except OSError:
        return True


def look(raw: Path) -> Snapshot | None:
    """The files of raw/ but those that Excel and systems keep beside them; None while the folder cannot be read."""
    try:
        if not raw.is_dir():
            return None
        found = {}
        for path in raw.rglob("*"):
            if not path.name.startswith((".", "~$")) and path.is_file():
                seen = path.stat()
                found[path.relative_to(raw).as_posix()] = seen.st_size, seen.st_mtime_ns
        return found
    except OSError:  # taken away while we looked, or the network is gone
        return None
