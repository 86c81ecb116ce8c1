"""The four folders of a root: where workbooks come in and where results go out."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
"""The folder that holds flows/, sql/ and, by default, raw/, staging/, warehouse/ and reports/."""

SQL_DIR = PROJECT / "sql"

LOCK_CARD = "kunci.json"
"""The file that marks a year as locked; written last."""


@dataclass(frozen=True)
class Root:
    """A folder with raw/, staging/, warehouse/ and reports/; all but raw/ are made when needed."""

    path: Path

    @property
    def raw(self) -> Path:
        return self.path / "raw"

    @property
    def templat(self) -> Path:
        """The office's own template of the yearly chapter, if it has one."""
        return self.raw / "Templat Bab III.docx"

    @property
    def staging(self) -> Path:
        return self.path / "staging"

    @property
    def warehouse(self) -> Path:
        return self.path / "warehouse"

    @property
    def reports(self) -> Path:
        return self.path / "reports"

    @property
    def umpan_balik(self) -> Path:
        """Annotated copies of the office's own workbooks; private to it."""
        return self.reports / "umpan-balik"

    @property
    def rilis(self) -> Path:
        """The kept releases, and the pointer to the one that stands."""
        return self.warehouse / "rilis"

    @property
    def kunci(self) -> Path:
        """The figures of handed-in years, which stay as they were."""
        return self.warehouse / "kunci"

    @property
    def lock_cards(self) -> list[Path]:
        """The files that mark years as locked, each in the folder of its year (store/frozen.py)."""
        return sorted(self.kunci.glob(f"[0-9][0-9][0-9][0-9]/{LOCK_CARD}"))

    @property
    def published(self) -> Path:
        """The one file that analysts open."""
        return self.warehouse / "kinerja.duckdb"


def cache_folder() -> Path | None:
    """The user's folder for what can be made anew, if he has one."""
    chosen = os.environ.get("LOCALAPPDATA") or os.environ.get("XDG_CACHE_HOME")
    with suppress(RuntimeError, OSError):  # a service account may have no home
        folder = (Path(chosen) if chosen else Path.home() / ".cache") / "kinerja"
        folder.mkdir(parents=True, exist_ok=True)
        return folder
    return None
