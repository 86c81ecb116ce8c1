"""Files written whole or not at all, on Linux and Windows alike."""

from __future__ import annotations

import json
import os
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import polars as pl

TEMPORARY = ".sementara"
"""How the name of an unfinished file ends; it begins with a dot."""
_RETRIES = 5
_PAUSE_SECONDS = 0.2


def write_bytes(path: Path, data: bytes) -> None:
    """Writes a file in one step: a reader sees the old content or the new, never half of it."""
    temporary = temporary_name(path)
    try:
        _write(temporary, data)
        replace(temporary, path)
    except BaseException:
        discard(temporary)
        raise


def _write(path: Path, data: bytes) -> None:
    try:
        path.write_bytes(data)
    except FileNotFoundError:  # most often the folder is there: thousands of files need not ask
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def write_text(path: Path, text: str) -> None:
    """``write_bytes`` for UTF-8 text with plain line feeds."""
    write_bytes(path, text.encode("utf-8"))


def temporary_name(path: Path) -> Path:
    """A name beside ``path`` that no other process uses."""
    return path.with_name(f".{path.name}.{os.getpid()}{TEMPORARY}")


def replace(source: Path, target: Path) -> None:
    """Moves ``source`` over ``target``; retried, since Windows refuses while a virus scanner or a reader holds the file.

    Raises PermissionError where the target stays open.
    """
    for attempt in range(_RETRIES):
        try:
            os.replace(source, target)
            return
        except PermissionError:
            if attempt == _RETRIES - 1:
                raise
            time.sleep(_PAUSE_SECONDS)


def put(source: Path, target: Path) -> None:
    """``replace`` for what must also outlive a power cut: the content reaches the disk before the name does."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with source.open("rb+") as stream:
        os.fsync(stream.fileno())
    replace(source, target)


def read_json(path: Path) -> dict[str, Any]:
    """The object in a JSON file; an empty one where the file is missing or broken, so that nothing depends on it for ever."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def discard(path: Path) -> None:
    """Removes a file if it is there and nobody holds it open."""
    with suppress(OSError):
        path.unlink(missing_ok=True)


def write_parquet(frame: pl.DataFrame, path: Path) -> None:
    """Writes a frame in one step."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = temporary_name(path)
    try:
        frame.write_parquet(temporary, compression="zstd", statistics=False)
        replace(temporary, path)
    except BaseException:
        discard(temporary)
        raise
