"""Releases kept beside the published warehouse: which one stands, how it is put in place, and the way back to an earlier one.

``warehouse/rilis/`` holds each kept release as a DuckDB file with a card (JSON) of what it is, and the pointer
``terbit.json``, whose writing is the one step in which a release becomes the published one. ``kinerja.duckdb`` is a copy
of it, swapped in at once. Where that file cannot be replaced (on Windows while a program has it open) the pointer already
names the new release, and the swap is made up when the next refresh begins. A copy and not a link: whoever opens the
published file for writing by mistake cannot spoil a kept release.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from flows.errors import PublishError
from flows.paths import Root
from flows.store.files import discard, put, read_json, temporary_name, write_text

KEPT = 14
"""Releases kept, the published one among them."""
POINTER = "terbit.json"


@dataclass(frozen=True)
class Release:
    """The card of a kept release. ``nomor`` counts up whatever the clock says; ``sidik`` names its input; ``ringkas`` says
    in words what changed against the release before."""

    rilis: str
    nomor: int
    dibuat: str
    versi_program: str
    sidik: str
    berkas: int
    baris: int
    ringkas: str

    @property
    def stem(self) -> str:
        return Path(file_name(self.rilis)).stem


@dataclass(frozen=True)
class Pointer:
    """What ``terbit.json`` says: the release that stands, the one that ``kinerja.duckdb`` is a copy of with its size in
    bytes, and the input that a rollback keeps from being published again."""

    rilis: str = ""
    nomor: int = 0
    sidik: str = ""
    disalin: str = ""
    ukuran: int = -1
    ditahan: str = ""


def file_name(rilis: str) -> str:
    """The file of a release, under a name that Windows takes."""
    return f"{rilis.replace(':', '.')}.duckdb"


def pointer(root: Root) -> Pointer:
    """The pointer; an empty one before the first release, or where it cannot be read: then the next refresh publishes anew."""
    raw = read_json(root.rilis / POINTER)
    with suppress(TypeError):
        return Pointer(**raw)
    return Pointer()


def place(root: Root, release: Release) -> Path:
    """The file of a kept release."""
    return root.rilis / file_name(release.rilis)


def kept(root: Root) -> list[Release]:
    """The kept releases, newest first; one whose card or file is broken or missing is left out."""
    found = [release for path in root.rilis.glob("*.json") if path.name != POINTER for release in _card(path)]
    return sorted((r for r in found if place(root, r).is_file()), key=lambda r: r.nomor, reverse=True)


def current(root: Root) -> Path:
    """The file of the release that stands: the kept one, or ``kinerja.duckdb`` where that was published without one."""
    standing = _standing(root, pointer(root))
    return place(root, standing) if standing else root.published


def next_release(root: Root, now: datetime, versi_program: str, sidik: str) -> Release:
    """The card of the release to come. Its name is its time; where the clock was moved back, or stood still, the name is
    told apart from those in use."""
    earlier = kept(root)
    nomor = max([pointer(root).nomor, *(release.nomor for release in earlier)]) + 1
    names = {release.rilis for release in earlier} | {pointer(root).rilis}
    rilis = now.isoformat()
    if rilis in names:
        rilis = f"{rilis}-{nomor}"
    return Release(rilis, nomor, now.isoformat(), versi_program, sidik, 0, 0, "")


def publish_file(root: Root, built: Path, release: Release) -> None:
    """Keeps a built warehouse and makes it the published one; killed anywhere, either the old or the new release stands.

    Raises OSError where it cannot be kept. That ``kinerja.duckdb`` is held open is no failure: ``catch_up`` swaps it later.
    """
    put(built, place(root, release))
    write_text(_card_path(root, release), json.dumps(asdict(release), ensure_ascii=False, indent=1))
    _point(root, replace(pointer(root), rilis=release.rilis, nomor=release.nomor, sidik=release.sidik, ditahan=""))
    catch_up(root)
    _forget_old(root)


def catch_up(root: Root) -> bool:
    """Puts the release that stands in place of ``kinerja.duckdb`` unless it is there; whether it is there now."""
    said = pointer(root)
    standing = _standing(root, said)
    if standing is None or _in_place(root, said):
        return root.published.is_file()
    with suppress(PermissionError):
        size = _swap(place(root, standing), root.published)
        _point(root, replace(said, disalin=said.rilis, ukuran=size))
        return True
    return False


def find(root: Root, name: str = "") -> Release:
    """The kept release called ``name``, else the one before that which stands. Raises PublishError."""
    said, releases = pointer(root), kept(root)
    if name:
        wanted = [release for release in releases if name in (release.rilis, release.stem, str(release.nomor))]
        missing = f"rilis {name} tidak ada; lihat kinerja releases"
    else:
        wanted = [release for release in releases if release.nomor < said.nomor]
        missing = "tidak ada rilis sebelumnya yang tersimpan"
    if not wanted:
        raise PublishError(missing)
    return wanted[0]


def roll_back(root: Root, release: Release) -> None:
    """Makes a kept release the published one. The input of the release that stood is not published again until it changes or
    is approved."""
    said = pointer(root)
    held = said.sidik if release.nomor < said.nomor else ""
    _point(root, replace(said, rilis=release.rilis, nomor=release.nomor, sidik=release.sidik, ditahan=held))
    catch_up(root)


def sweep(root: Root) -> None:
    """Removes what a killed run left in ``warehouse/``: unfinished files, and a release without its card."""
    for folder in root.warehouse.glob(".bangun-*"):
        shutil.rmtree(folder, ignore_errors=True)
    whole = {release.stem for release in kept(root)} | {Path(POINTER).stem}
    for path in [*root.rilis.glob("*.duckdb"), *root.rilis.glob("*.json")]:
        if path.stem not in whole:
            discard(path)


def _standing(root: Root, said: Pointer) -> Release | None:
    release = Release(said.rilis, said.nomor, "", "", said.sidik, 0, 0, "")
    return release if said.rilis and place(root, release).is_file() else None


def _in_place(root: Root, said: Pointer) -> bool:
    """Whether ``kinerja.duckdb`` is the copy that was put there; one that somebody wrote to is replaced."""
    try:
        return said.disalin == said.rilis and root.published.stat().st_size == said.ukuran
    except FileNotFoundError:
        return False


def _swap(kept_file: Path, published: Path) -> int:
    """Copies a release over the published file in one step; returns its size in bytes."""
    temporary = temporary_name(published)
    try:
        shutil.copyfile(kept_file, temporary)
        size = temporary.stat().st_size
        # Left by a program that opened the old file for writing; DuckDB would apply it to the new one.
        published.with_name(f"{published.name}.wal").unlink(missing_ok=True)
        put(temporary, published)
    finally:
        discard(temporary)
    return size


def _point(root: Root, said: Pointer) -> None:
    write_text(root.rilis / POINTER, json.dumps(asdict(said), indent=1))


def _forget_old(root: Root) -> None:
    """Keeps the last ones, and those that a year is locked to: the cells of its figures are found through them."""
    needed = {pointer(root).rilis, *(read_json(card).get("rilis") for card in root.lock_cards)}
    for release in [release for release in kept(root) if release.rilis not in needed][KEPT - 1 :]:
        discard(place(root, release))
        discard(_card_path(root, release))


def _card_path(root: Root, release: Release) -> Path:
    return root.rilis / f"{release.stem}.json"


def _card(path: Path) -> Iterator[Release]:
    raw: dict[str, Any] = read_json(path)
    with suppress(TypeError):
        yield Release(**raw)
