"""What a file may cost at most: the defaults stand in ``batas.toml``, an office's own in its settings."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

MB = 1024**2


@dataclass(frozen=True)
class Limits:
    """Limits of one workbook: size of the file and of what it unpacks to (MB), cells in the sheets' rectangles, sheets, and
    cells of a sheet of unknown kind whose totals are checked."""

    berkas_mb: int
    isi_mb: int
    sel: int
    lembar: int
    sel_asing: int

    @property
    def file_bytes(self) -> int:
        return self.berkas_mb * MB

    @property
    def too_big(self) -> str:
        """Why a file is not read that is larger than this."""
        return f"ukurannya lebih dari {self.berkas_mb} MB"

    @property
    def unpacked_bytes(self) -> int:
        return self.isi_mb * MB


@cache
def limit_table() -> dict[str, dict[str, Any]]:
    """Every limit by its name: its default (``nilai``) and what it is of (``arti``)."""
    return tomllib.loads(Path(__file__).with_name("batas.toml").read_text(encoding="utf-8"))


@cache
def default_limits() -> Limits:
    return Limits(**{name: entry["nilai"] for name, entry in limit_table().items()})
