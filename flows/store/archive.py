"""Every version of every workbook ever seen, kept by its SHA-256. Private to the office: it holds the files as they were."""

from __future__ import annotations

import hashlib
from pathlib import Path

from flows.paths import Root
from flows.store.files import write_bytes


def folder(root: Root) -> Path:
    return root.staging / "arsip"


def keep(root: Root, data: bytes) -> str:
    """Archives the bytes of a workbook and returns their SHA-256; a version that is there already is not written again."""
    sha256 = hashlib.sha256(data).hexdigest()
    path = place(root, sha256)
    if not path.is_file() or path.stat().st_size != len(data):
        write_bytes(path, data)
    return sha256


def place(root: Root, sha256: str) -> Path:
    """Where a version lies; copied back under any name ending in .xlsx it is the workbook again."""
    return folder(root) / f"{sha256}.xlsx"


def fetch(root: Root, sha256: str) -> bytes:
    """The bytes of an archived version. Raises FileNotFoundError for one that was never seen or was removed."""
    return place(root, sha256).read_bytes()
