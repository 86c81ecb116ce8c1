"""Names and writing of report files: safe on Windows, whole or not at all, and never stopped by a file left open."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from flows.store.files import replace, temporary_name

Warn = Callable[[str], None]

_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f]')
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
_LONGEST = 80  # leaves room for the folders around it within the 260 characters of a Windows path


def safe_name(name: str) -> str:
    """The name without what Windows, macOS or Linux refuse in a file name; never empty."""
    plain = " ".join(_FORBIDDEN.sub(" ", name).split())[:_LONGEST].strip(" .")
    if not plain:
        return "tanpa nama"
    return f"_{plain}" if _RESERVED.fullmatch(plain) else plain


def write_file(path: Path, content: bytes, warn: Warn) -> Path:
    """Put ``content`` at ``path`` atomically and return where it stands.

    Windows refuses to replace a file that Excel holds open: the new one then stands beside it as ``<name> (baru)``
    and ``warn`` is told. Raises OSError only when neither can be written.
    """
    beside = beside_of(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        _replace(path, content)
    except PermissionError:
        _replace(beside, content)
        warn(f"{path.name} sedang dibuka program lain; hasil terbaru disimpan di sebelahnya sebagai {beside.name}.")
        return beside
    _forget(beside)
    return path


def beside_of(path: Path) -> Path:
    """Where the successor of a file goes that must stay as it is."""
    return path.with_name(f"{path.stem} (baru){path.suffix}")


def _replace(path: Path, content: bytes) -> None:
    temporary = temporary_name(path)
    try:
        temporary.write_bytes(content)
        replace(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)


def _forget(path: Path) -> None:
    """Remove an earlier ``(baru)`` file, which now holds yesterday's figures; one still open is left for next time."""
    try:
        path.unlink(missing_ok=True)
    except PermissionError:
        return
