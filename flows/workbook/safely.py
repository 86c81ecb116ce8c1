"""Reading that never stops a run: whatever a file does, it ends in a finding."""

from __future__ import annotations

import hashlib
import logging
from pathlib import Path

from flows.findings import temuan
from flows.settings import Settings
from flows.workbook.context import Source
from flows.workbook.read import Reading, read

LOG = logging.getLogger(__name__)


def read_safely(source: Source, data: bytes, settings: Settings) -> Reading:
    """``read``, with BRK009 in place of any exception, so that one bad workbook never stops the others."""
    try:
        return read(source, data, settings)
    except Exception as error:
        # The message of an exception may quote a cell, and a cell may hold a name: only its kind is told.
        LOG.warning("%s: %s", source.berkas, type(error).__name__)
        LOG.debug("%s", source.berkas, exc_info=error)
        return Reading(source, len(data), temuan=[temuan("BRK009", source.berkas, alasan=type(error).__name__)])


def read_path(path: Path, settings: Settings) -> Reading:
    """Reads a workbook where it lies; one that the system will not give ends in BRK007."""
    try:
        data = path.read_bytes()
    except OSError as error:
        return Reading(Source(str(path), ""), 0, temuan=[temuan("BRK007", str(path), alasan=error.strerror or "ditolak sistem")])
    return read_safely(Source(str(path), hashlib.sha256(data).hexdigest()), data, settings)
