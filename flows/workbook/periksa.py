"""Sheets of ours in a planner's workbook, known again by their title: the verdict of a copy, the guide of a template."""

from __future__ import annotations

from collections.abc import Sequence

NAME = "PERIKSA"
TITLE = "PERIKSA: hasil pemeriksaan buku kerja ini oleh kinerja"
"""What the first cell says. Whatever else a sheet holds, a planner does not begin his own with this sentence."""


def is_periksa(rows: Sequence[Sequence[object]]) -> bool:
    """Whether a sheet is ours: no data of the office, only what was found in the sheets behind it."""
    return bool(rows and rows[0] and rows[0][0] == TITLE)


GUIDE = "Petunjuk"
GUIDE_TITLE = "PETUNJUK: cara mengisi buku kerja ini, dibuat oleh kinerja"
"""What the first cell of a template's guide says."""


def is_ours(rows: Sequence[Sequence[object]]) -> bool:
    """Whether a sheet holds no data of the office: the verdict of a copy or the guide of a template."""
    return is_periksa(rows) or bool(rows and rows[0] and rows[0][0] == GUIDE_TITLE)
