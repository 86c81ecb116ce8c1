"""The annotated copies of all workbooks of a refresh, in folders like those of raw/: written, and removed when stale."""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import astuple
from pathlib import Path, PurePosixPath

import duckdb

from flows.findings import FIELDS, Temuan
from flows.paths import Root
from flows.reports.files import Warn, safe_name, write_file
from flows.reports.umpan_balik.annotate import annotate
from flows.store import archive
from flows.store.files import write_text
from flows.workbook.context import Source

SUFFIX = " - PERIKSA"
_NOTICE = "BACA DAHULU.txt"
_PRIVATE = """\
HANYA UNTUK KANTOR.
Setiap berkas di folder ini adalah salinan buku kerja di raw/ dengan temuan yang ditandai di dalamnya. Isinya baris asli,
termasuk nama orang. Jangan dibagikan ke luar kantor, dan batasi siapa yang dapat membuka folder ini.
Bukalah lembar PERIKSA, betulkan, simpan, lalu salin ke raw/ dan keluarkan berkas lamanya dari sana.
"""
_log = logging.getLogger(__name__)

State = dict[str, dict[str, str]]
"""By path of a copy: what it was made of (``asal``) and the hash of what was written (``isi``)."""


def write_copies(
    root: Root, sources: Iterable[Source], found: Iterable[Temuan], versi: str, warn: Warn = _log.warning
) -> list[Path]:
    """Writes the copies that changed and removes those of workbooks that are gone; the paths that now hold, in order.

    ``versi`` names the program: another one draws all of them anew. A copy that the planner has saved changes in, or holds
    open, is left to him: the new one stands beside it, and ``warn`` says so.
    """
    folder = root.umpan_balik
    by_file: dict[str, list[Temuan]] = {}
    for finding in found:
        by_file.setdefault(finding.berkas, []).append(finding)
    state = _read_state(root)
    written: State = {}
    for source, name in _names(sources):
        findings = by_file.get(source.berkas, [])
        asal = _digest(repr([versi, source.sha256, *map(astuple, findings)]).encode())
        try:
            path, isi = _write(root, source, findings, folder / name, asal, state, warn)
        except OSError:
            warn(f"{name} tidak dapat ditulis karena sedang dipakai program lain; salinan yang lama dibiarkan.")
            continue
        written[path.relative_to(folder).as_posix()] = {"asal": asal, "isi": isi}
    _remove_stale(folder, state, written)
    if written:
        (folder / _NOTICE).write_text(_PRIVATE, encoding="utf-8")
    write_text(_state_path(root), json.dumps(written, ensure_ascii=False, indent=1))
    return [folder / name for name in written]


def findings_of(published: Path) -> list[Temuan]:
    """All findings of the published warehouse."""
    with duckdb.connect(str(published), read_only=True) as con:
        rows = con.execute(f"SELECT {', '.join(FIELDS)} FROM audit.temuan").fetchall()
    return [Temuan(*(value or "" for value in row)) for row in rows]


def _write(
    root: Root, source: Source, findings: list[Temuan], path: Path, asal: str, state: State, warn: Warn
) -> tuple[Path, str]:
    """Writes one copy unless the one that stands is of the same making; where it stands, and its hash."""
    folder = root.umpan_balik
    beside = path.with_name(f"{path.stem} (baru){path.suffix}")
    for standing in (path, beside):
        known = state.get(standing.relative_to(folder).as_posix(), {})
        if known.get("asal") == asal and standing.is_file():
            return standing, known["isi"]
    content = annotate(archive.fetch(root, source.sha256), source.berkas, findings)
    path.parent.mkdir(parents=True, exist_ok=True)
    if _edited(path, state.get(path.relative_to(folder).as_posix())):
        warn(f"{path.name} sudah Anda ubah dan dibiarkan; salin ke raw/ bila selesai. Hasil terbaru: {beside.name}.")
        path = beside
    return write_file(path, content, warn), _digest(content)


def _edited(path: Path, known: dict[str, str] | None) -> bool:
    """Whether a copy holds something else than what we wrote."""
    return known is not None and path.is_file() and _digest(path.read_bytes()) != known["isi"]


def _names(sources: Iterable[Source]) -> list[tuple[Source, str]]:
    """A name for each copy, below reports/umpan-balik: that of the workbook, safe on every system and used once."""
    taken: set[str] = set()
    named = []
    for source in sorted(sources, key=lambda source: source.berkas):
        place = PurePosixPath(source.berkas)
        folders = "/".join(safe_name(part) for part in place.parts[:-1])
        stem = safe_name(place.stem.removesuffix(SUFFIX))
        names = (f"{folders}/{stem}{SUFFIX}{more}.xlsx".lstrip("/") for more in ("", *(f" ({n})" for n in range(2, 9999))))
        name = next(name for name in names if name.casefold() not in taken)
        taken.add(name.casefold())
        named.append((source, name))
    return named


def _remove_stale(folder: Path, state: State, written: State) -> None:
    """Removes copies that we wrote and nobody changed since, and folders left empty; one that is open stays for next time."""
    for name in state.keys() - written.keys():
        path = folder / name
        with suppress(OSError):
            if not _edited(path, state[name]):
                path.unlink(missing_ok=True)
            for parent in path.relative_to(folder).parents:
                (folder / parent).rmdir()  # refuses while anything is in it


def _state_path(root: Root) -> Path:
    return root.staging / "umpan-balik.json"


def _read_state(root: Root) -> State:
    try:
        state: State = json.loads(_state_path(root).read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return {}
    return state


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
