"""The sheet that our own annotated copies carry in front: known again by its title, so that a corrected copy can be read."""

from __future__ import annotations

from collections.abc import Sequence

NAME = "PERIKSA"
TITLE = "PERIKSA: hasil pemeriksaan buku kerja ini oleh kinerja"
"""What the first cell says. Whatever else a sheet holds, a planner does not begin his own with this sentence."""


def is_periksa(rows: Sequence[Sequence[object]]) -> bool:
    """Whether a sheet is ours: no data of the office, only what was found in the sheets behind it."""
    return bool(rows and rows[0] and rows[0][0] == TITLE)
