"""Every version of every workbook ever seen, kept by its SHA-256. Private to the office: it holds the files as they were.

``daftar.jsonl`` beside them is added to, a line a version and release: its hash, its names and what was found in it, and a
line for each version removed. Hash and findings so outlive a version that was removed for the personal data in it.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import Any

from flows.findings import Temuan
from flows.paths import Root
from flows.store.files import write_bytes
from flows.workbook.context import Source
from flows.workbook.formats.kind import SUFFIXES

LEDGER = "daftar.jsonl"


@dataclass
class Version:
    """A version of a workbook: where it lies (once for each ending that it had in raw/; nowhere once removed), since when,
    and the names that it had there."""

    sha256: str
    paths: list[Path] = field(default_factory=list)
    sejak: datetime | None = None
    berkas: list[str] = field(default_factory=list)


def folder(root: Root) -> Path:
    return root.staging / "arsip"


def keep(root: Root, berkas: str, data: bytes, known: str | None = None) -> Source:
    """Archives the bytes of the workbook ``berkas``; a version that is there already is not written again.

    ``known``: the version that an earlier release was made of. Any other will be read from the archive, so a torn one is mended.
    """
    source = Source(berkas, hashlib.sha256(data).hexdigest())
    path = place(root, source)
    if not path.is_file() or path.stat().st_size != len(data) or (source.sha256 != known and path.read_bytes() != data):
        write_bytes(path, data)
    return source


def place(root: Root, source: Source) -> Path:
    """Where a version lies; copied back under any name with the same ending it is the workbook again."""
    return root.path / address(source)


def address(source: Source) -> str:
    """The same as a path below the root."""
    return f"staging/arsip/{source.sha256}{_ending(source)}"


def fetch(root: Root, source: Source) -> bytes:
    """The bytes of an archived version. Raises FileNotFoundError for one that was never seen or was removed."""
    return place(root, source).read_bytes()


def enter(root: Root, sources: Iterable[Source], known: Mapping[str, str], rilis: str, found: Iterable[Temuan]) -> None:
    """Enters the versions that a release is made of and the one before (``known``: their hashes by name) was not."""
    new = [source for source in sources if known.get(source.berkas) != source.sha256]
    said: dict[str, list[list[str]]] = {source.berkas: [] for source in new}
    for finding in found:
        if finding.berkas in said:
            said[finding.berkas].append([finding.aturan, finding.tingkat, finding.lembar, finding.sel, finding.pesan])
    _append(root, [{"sha256": s.sha256, "berkas": s.berkas, "rilis": rilis, "temuan": said[s.berkas]} for s in new])


def versions(root: Root) -> list[Version]:
    """Every version that was ever entered or lies in the archive, the oldest first."""
    found: dict[str, Version] = {}
    for path in sorted(folder(root).glob("*")):
        if re.fullmatch(r"[0-9a-f]{64}", path.stem):
            version = found.setdefault(path.stem, Version(path.stem))
            written = datetime.fromtimestamp(path.stat().st_mtime, UTC).replace(tzinfo=None)
            version.sejak = min(written, version.sejak or written)
            version.paths.append(path)
    for entry in _entries(root):
        version = found.setdefault(entry["sha256"], Version(entry["sha256"]))
        if entry.get("berkas") and entry["berkas"] not in version.berkas:
            version.berkas.append(entry["berkas"])
    return sorted(found.values(), key=lambda version: (version.sejak or datetime.min, version.sha256))


def remove(root: Root, unwanted: Iterable[Version]) -> None:
    """Removes versions for good; their hash, names and findings stay in the ledger. Raises OSError."""
    for version in unwanted:
        if version.paths:
            now = datetime.now(UTC).replace(tzinfo=None, microsecond=0).isoformat()
            _append(root, [{"sha256": version.sha256, "dihapus": now}])
            for path in version.paths:
                path.unlink(missing_ok=True)


def _append(root: Root, entries: list[dict[str, Any]]) -> None:
    """Adds lines; each begins with the line feed, so that a line torn by a power cut spoils no other."""
    if entries:
        folder(root).mkdir(parents=True, exist_ok=True)
        with (folder(root) / LEDGER).open("a", encoding="utf-8", newline="\n") as stream:
            stream.write("".join(f"\n{json.dumps(entry, ensure_ascii=False)}" for entry in entries))


def _entries(root: Root) -> Iterator[dict[str, Any]]:
    path = folder(root) / LEDGER
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines() if path.is_file() else ():
        try:
            entry = json.loads(line)
        except ValueError:
            continue
        if isinstance(entry, dict) and isinstance(entry.get("sha256"), str):
            yield entry


def _ending(source: Source) -> str:
    suffix = PurePosixPath(source.berkas).suffix.lower()
    return suffix if suffix in SUFFIXES else ".berkas"
