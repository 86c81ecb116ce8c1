"""Reading that never stops a run: whatever a file does, it ends in a finding."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from flows.errors import say_why
from flows.findings import temuan
from flows.settings import Settings
from flows.workbook.context import Source, settings_of
from flows.workbook.read import Reading, read

LOG = logging.getLogger(__name__)


def read_safely(source: Source, data: bytes, settings: Settings) -> Reading:
    """``read``, with BRK009 in place of any exception, so that one bad workbook never stops the others."""
    try:
        return read(source, data, settings)
    except Exception as error:
        return unreadable(source, len(data), error)


def unreadable(source: Source, ukuran: int, error: Exception) -> Reading:
    """A workbook of so many bytes that our program failed on."""
    # The message of an exception may quote a cell, and a cell may hold a name: only its kind is told.
    LOG.warning("%s: %s", source.berkas, type(error).__name__)
    LOG.debug("%s", source.berkas, exc_info=error)
    return Reading(source, ukuran, temuan=[temuan("BRK009", source.berkas, alasan=type(error).__name__)])


def read_path(path: Path, office: Settings, folders: Mapping[str, Settings] | None = None, raw: Path | None = None) -> Reading:
    """Reads a workbook where it lies; one that the system will not give ends in BRK007, one that is too large in BRK005.

    ``raw``: the folder of workbooks; those of its ``folders`` that have settings of their own are read by these.
    """
    berkas = str(path)
    source = Source(berkas, "", _below(path, raw))
    settings = settings_of(source, office, folders or {})
    try:
        if path.stat().st_size > settings.limits.file_bytes:
            return Reading(source, 0, temuan=[temuan("BRK005", berkas, alasan=settings.limits.too_big)])
        data = path.read_bytes()
    except OSError as error:
        return Reading(source, 0, temuan=[temuan("BRK007", berkas, alasan=say_why(error))])
    return read_safely(replace(source, sha256=hashlib.sha256(data).hexdigest()), data, settings)


def _below(path: Path, raw: Path | None) -> str:
    """The path of a workbook below raw/; its name alone where it lies elsewhere, so that no other folder passes for a unit."""
    whole = path.resolve()
    if raw is None:
        raw = next((folder for folder in whole.parents if folder.name == "raw"), whole.parent)
    return whole.relative_to(raw.resolve()).as_posix() if whole.is_relative_to(raw.resolve()) else whole.name
