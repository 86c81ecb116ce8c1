"""Every version of every workbook ever seen, kept by its SHA-256. Private to the office: it holds the files as they were."""

from __future__ import annotations

import hashlib
from pathlib import Path, PurePosixPath

from flows.paths import Root
from flows.store.files import write_bytes
from flows.workbook.context import Source
from flows.workbook.formats.kind import SUFFIXES


def folder(root: Root) -> Path:
    return root.staging / "arsip"


def keep(root: Root, berkas: str, data: bytes) -> Source:
    """Archives the bytes of the workbook ``berkas``; a version that is there already is not written again."""
    source = Source(berkas, hashlib.sha256(data).hexdigest())
    path = place(root, source)
    if not path.is_file() or path.stat().st_size != len(data):
        write_bytes(path, data)
    return source


def place(root: Root, source: Source) -> Path:
    """Where a version lies; copied back under any name with the same ending it is the workbook again."""
    return folder(root) / f"{source.sha256}{_ending(source)}"


def fetch(root: Root, source: Source) -> bytes:
    """The bytes of an archived version. Raises FileNotFoundError for one that was never seen or was removed."""
    return place(root, source).read_bytes()


def _ending(source: Source) -> str:
    suffix = PurePosixPath(source.berkas).suffix.lower()
    return suffix if suffix in SUFFIXES else ".berkas"
