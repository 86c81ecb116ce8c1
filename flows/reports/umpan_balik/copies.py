"""The annotated copies of all workbooks of a refresh, in folders like those of raw/: written, and removed when stale."""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import astuple
from itertools import chain, count
from pathlib import Path, PurePosixPath

from flows.findings import Temuan
from flows.paths import Root
from flows.reports.files import Warn, safe_name, write_file
from flows.reports.umpan_balik.annotate import annotate
from flows.store import archive
from flows.store.files import read_json, write_text
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
"""By path of a copy: what it was made of (``asal``) and the hash of what we wrote (``isi``)."""


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
    old, new = _read_state(root), State()
    paths = []
    for source, name in _names(sources):
        findings = by_file.get(source.berkas, [])
        asal = _digest(repr([versi, source.sha256, *map(astuple, findings)]).encode())
        if name in old:
            new[name] = old[name]
        target = _target(folder / name, old.get(name), warn)
        place = target.relative_to(folder).as_posix()
        if target.is_file() and old.get(place, {}).get("asal") == asal:
            new[place] = old[place]
        else:
            content = annotate(archive.fetch(root, source), source.berkas, findings)
            target.parent.mkdir(parents=True, exist_ok=True)
            try:
                target = write_file(target, content, warn)
                new[target.relative_to(folder).as_posix()] = {"asal": asal, "isi": _digest(content)}
            except PermissionError:
                warn(f"{place} tidak dapat ditulis karena sedang dipakai program lain; salinan yang lama dibiarkan.")
        if target.is_file():
            paths.append(target)
    _remove_stale(folder, old, new)
    if paths:
        (folder / _NOTICE).write_text(_PRIVATE, encoding="utf-8")
    write_text(_state_path(root), json.dumps(new, ensure_ascii=False, indent=1))
    return paths


def _target(path: Path, known: dict[str, str] | None, warn: Warn) -> Path:
    """Where a copy goes: its own place, or beside one that the planner has changed."""
    if not _edited(path, known):
        return path
    beside = path.with_name(f"{path.stem} (baru){path.suffix}")
    warn(f"{path.name} sudah Anda ubah dan dibiarkan; salin ke raw/ bila selesai. Hasil terbaru: {beside.name}.")
    return beside


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
        more = chain([""], (f" ({n})" for n in count(2)))
        names = (f"{folders}/{stem}{SUFFIX}{each}.xlsx".lstrip("/") for each in more)
        name = next(name for name in names if name.casefold() not in taken)
        taken.add(name.casefold())
        named.append((source, name))
    return named


def _remove_stale(folder: Path, old: State, new: State) -> None:
    """Removes copies that we wrote and nobody changed since, and folders left empty; one that is open stays for next time."""
    for name in old.keys() - new.keys():
        path = folder / name
        with suppress(OSError):
            if not _edited(path, old[name]):
                path.unlink(missing_ok=True)
            for parent in path.relative_to(folder).parents:
                (folder / parent).rmdir()  # refuses while anything is in it


def _state_path(root: Root) -> Path:
    return root.staging / "umpan-balik.json"


def _read_state(root: Root) -> State:
    return read_json(_state_path(root))


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
