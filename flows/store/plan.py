"""What a refresh has to do: the files of raw/, archived and identified, and whether anything changed since the last release."""

from __future__ import annotations

import hashlib
import json
import os
import time
from dataclasses import asdict, dataclass, field, replace
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import Any

from flows.checks.known import FILE_NAME as KNOWN_FILE
from flows.checks.known import Known, load_known
from flows.errors import PublishError, say_why
from flows.findings import Temuan, temuan
from flows.limits import Limits
from flows.paths import PROJECT, SQL_DIR, Root
from flows.settings import FILE_NAME, Settings, load_folders, load_settings
from flows.store import archive
from flows.store.files import read_json, write_text
from flows.workbook.context import Source, settings_of
from flows.workbook.formats.ends import has_end
from flows.workbook.formats.kind import CSV, NAMES, SUFFIXES, is_table, kind_of

_SILENT = frozenset({FILE_NAME, KNOWN_FILE, "readme.md", "temuan.md", ".gitkeep", "desktop.ini", "thumbs.db", ".ds_store"})
_TEXTS = frozenset({".txt", ".tab", ".dat"})
"""Endings of texts, which may hold a table."""
STATE = "terbit.json"
_LOOKS, _PAUSE = 5, 0.2
_FRESH = 30.0
"""Seconds since it was last written to within which a workbook without its end is taken for half copied, not broken."""
_OPERATION = frozenset({"malam", "batas_rilis"})
"""Settings that say when and whether to publish; no figure depends on them."""


@dataclass(frozen=True)
class Plan:
    """A refresh to be done. ``sources``: every workbook of raw/ with its hash; ``temuan``: what was found before reading;
    ``known``: the findings that the office accepts.

    ``reading_key`` names everything that a staged row depends on beside its workbook, ``sidik`` the whole input;
    ``approved``: somebody wants the release published however far it departs from the last one.
    """

    root: Root
    settings: Settings
    folders: dict[str, Settings]
    """Settings of the folders of raw/ that have their own."""
    sources: list[Source]
    temuan: list[Temuan]
    known: list[Known]
    reading_key: str
    sidik: str
    to_read: list[Source] = field(default_factory=list)
    unchanged: bool = False
    approved: bool = False

    @cached_property
    def staged(self) -> Path:
        """Folder of everything staged under this reading key."""
        return self.root.staging / self.reading_key

    @cached_property
    def _records(self) -> Path:
        return self.staged / "berkas"

    def settings_of(self, source: Source) -> Settings:
        return settings_of(source, self.settings, self.folders)

    def setting_rows(self) -> list[tuple[str, str]]:
        """Key and value of the settings that the SQL models read; the names of units are those of all folders."""
        named = (own for own in (self.settings, *self.folders.values()) if own.unit_kode and own.unit_nama)
        return [*self.settings.rows(), *{f"unit.nama.{own.unit_kode}": own.unit_nama for own in named}.items()]

    def record(self, source: Source) -> Path:
        """The record that marks a workbook as staged; written last."""
        return self._records / f"{staged_name(source)}.json"


def staged_name(source: Source) -> str:
    """What a staged version of a workbook is called: its hash, and that of its path since names and folders are read too."""
    return f"{source.sha256}-{hashlib.sha256(source.berkas.encode()).hexdigest()[:8]}"


def make_plan(root: Root, approved: bool = False) -> Plan:
    """Looks at raw/ and archives what is new. Raises SettingsError."""
    settings = load_settings(root.raw)
    folders = load_folders(root.raw, settings)
    last = last_release(root)
    sources, findings = _scan(root, last.get("berkas", {}), settings.limits)
    known, complaints = load_known(root.raw)
    findings += complaints
    reading_key = _key(_code_files(), {"": settings} | folders)
    workbooks = [f"{source.berkas}|{source.sha256}" for source in sources]
    locks = [path.read_text(encoding="utf-8") for path in root.lock_cards]
    sidik = _digest(
        [
            reading_key,
            _key(_sql_files() + _page_files(), {}),
            *workbooks,
            *map(str, findings),
            *map(str, known),
            *locks,
            _template(root),
        ]
    )
    findings += _vanished(sources, last.get("berkas", {}))
    plan = Plan(root, settings, folders, sources, findings, known, reading_key, sidik, approved=approved)
    unchanged = last.get("sidik") == sidik and root.published.is_file() and _reports_stand(root, last)
    to_read = [] if unchanged else [source for source in sources if not plan.record(source).is_file()]
    return replace(plan, to_read=to_read, unchanged=unchanged)


def last_release(root: Root) -> dict[str, Any]:
    """What the last release was made of, as ``remember`` wrote it; empty before the first one."""
    return read_json(root.staging / STATE)


def remember(root: Root, sidik: str, berkas: dict[str, str], reports: list[str], summary: dict[str, Any]) -> None:
    """Notes what the release that stands was made of, so that an unchanged run ends at once. ``berkas``: its workbooks with
    their hashes."""
    state = {"sidik": sidik, "berkas": berkas, "laporan": reports, "ringkasan": summary}
    write_text(root.staging / STATE, json.dumps(state, ensure_ascii=False, indent=1))


def _reports_stand(root: Root, last: dict[str, Any]) -> bool:
    return all((root.path / name).is_file() for name in last.get("laporan", []))


def workbooks(raw: Path, limits: Limits) -> list[Path]:
    """The files of ``raw`` that a refresh reads."""
    files = (path for path in _files(raw) if not path.is_symlink() and not path.name.startswith("~$"))
    return [path for path in files if _is_workbook(path, limits)]


def workbook_hashes(raw: Path) -> set[str]:
    """The versions that lie in ``raw`` now; of the other files there too, whose hashes name no version."""
    return {hashlib.sha256(path.read_bytes()).hexdigest() for path in _files(raw)}


def _files(raw: Path) -> list[Path]:
    """Files of raw/ in a fixed order; no folder is entered through a link.

    Those with a dot before their name are lock files and the twins that macOS leaves beside a copy: nobody's workbook.
    Raises PublishError for a folder that cannot be looked into: its workbooks would count as taken away.
    """

    def refuse(error: OSError) -> None:
        if Path(error.filename) != raw:
            raise PublishError(f"folder {error.filename} tidak dapat dibaca: {say_why(error)}") from error

    walked = os.walk(raw, onerror=refuse)
    found = [Path(folder, name) for folder, _, names in walked for name in names if not name.startswith(".")]
    return sorted(path for path in found if path.is_file())


def _below(raw: Path, path: Path) -> str:
    """A file's path below raw/; what is no text in it, as in names that an old zip file brought to Linux, is written out."""
    return path.relative_to(raw).as_posix().encode("utf-8", "backslashreplace").decode()


def _links(raw: Path) -> list[Path]:
    """Folders of raw/ that are links to elsewhere."""
    found = (Path(folder, name) for folder, names, _ in os.walk(raw) for name in names)
    return sorted(path for path in found if path.is_symlink())


def _is_workbook(path: Path, limits: Limits) -> bool:
    """Whether a file is to be read: by its ending, or where that says nothing by what it holds."""
    suffix = path.suffix.lower()
    if suffix in SUFFIXES:
        return True
    try:
        if path.name.lower() in _SILENT or path.stat().st_size > limits.file_bytes:
            return False
        data = path.read_bytes()
    except OSError:
        return False
    kind = kind_of(data)
    return kind in NAMES and (kind != CSV or (suffix in _TEXTS and is_table(data)))


def _scan(root: Root, last: dict[str, str], limits: Limits) -> tuple[list[Source], list[Temuan]]:
    sources: list[Source] = []
    findings = [temuan("BRK011", _below(root.raw, path)) for path in _links(root.raw)]
    first_name: dict[str, str] = {}
    for path in _files(root.raw):
        berkas = _below(root.raw, path)
        if path.is_symlink():
            findings.append(temuan("BRK011", berkas))
        elif path.name.startswith("~$"):
            findings.append(temuan("BRK004", berkas))
        elif _is_workbook(path, limits):
            source, found = _archive(root, path, berkas, last, limits)
            findings += found
            if source and source.sha256 in first_name:
                findings.append(temuan("BRK010", berkas, lain=first_name[source.sha256]))
            if source:
                first_name.setdefault(source.sha256, berkas)
                sources.append(source)
        elif path.name.lower() not in _SILENT and path != root.templat:
            findings.append(temuan("BRK006", berkas, jenis=path.suffix or "tanpa akhiran"))
    return sources, findings


def _archive(root: Root, path: Path, berkas: str, last: dict[str, str], limits: Limits) -> tuple[Source | None, list[Temuan]]:
    """The workbook as archived; one that cannot be read, or is still being written, keeps its last version in use."""
    known = Source(berkas, last.get(berkas, ""))
    usable = bool(known.sha256) and archive.place(root, known).is_file()
    try:
        if path.stat().st_size > limits.file_bytes:
            return None, [temuan("BRK005", berkas, alasan=limits.too_big)]
        data = _read_at_rest(path) if usable else path.read_bytes()
    except OSError as error:
        finding = temuan("BRK007", berkas, alasan=say_why(error))
        return (known if usable else None), [finding]
    if data is None:
        return known, [temuan("BRK015", berkas)]
    return archive.keep(root, berkas, data, known.sha256), []


def _read_at_rest(path: Path) -> bytes | None:
    """The bytes of a file that nobody wrote to meanwhile; None for one that is still being written: it changes while it is
    read, or it was written to just now and has not got the end that a workbook of its kind has.

    Asked where an earlier version can stand in; a new workbook is taken as it is.
    """
    for _ in range(_LOOKS):
        before = path.stat()
        data = path.read_bytes()
        if (before.st_size, before.st_mtime_ns) == (len(data), path.stat().st_mtime_ns):
            break
        time.sleep(_PAUSE)
    else:
        return None
    written_now = abs(time.time() - before.st_mtime) < _FRESH
    return None if written_now and not has_end(data) else data


def new_workbooks(root: Root, limit: int) -> bool:
    """Whether raw/ has more than ``limit`` files that the last release was not made of, by their names."""
    known = last_release(root).get("berkas", {})
    walked = (Path(folder, name) for folder, _, names in os.walk(root.raw) for name in names)
    new = (path for path in walked if path.suffix.lower() in SUFFIXES and _below(root.raw, path) not in known)
    return next(islice(new, limit, None), None) is not None


def _vanished(sources: list[Source], last: dict[str, str]) -> list[Temuan]:
    present = {source.berkas for source in sources}
    return [temuan("BRK008", berkas) for berkas in sorted(last) if berkas not in present]


def _code_files() -> list[Path]:
    """The program, its layouts and its reference data: whatever can change what a cell means."""
    package = [p for p in (PROJECT / "flows").rglob("*") if p.suffix in {".py", ".toml"}]
    return sorted([*package, *(SQL_DIR / "acuan").glob("*.csv")])


def _sql_files() -> list[Path]:
    return sorted(SQL_DIR.rglob("*.sql"))


def _page_files() -> list[Path]:
    """What the reports are drawn with and no cell's meaning depends on."""
    return sorted(p for p in (PROJECT / "flows" / "reports").rglob("*") if p.suffix in {".html", ".css", ".js"})


def _template(root: Root) -> str:
    """What the office's template holds; while Word keeps it from us, it counts as absent."""
    try:
        return hashlib.sha256(root.templat.read_bytes()).hexdigest()
    except OSError:
        return ""


def _key(files: list[Path], settings: dict[str, Settings]) -> str:
    parts = [f"{path.relative_to(PROJECT).as_posix()}|{hashlib.sha256(path.read_bytes()).hexdigest()}" for path in files]
    kept = {
        folder: {name: value for name, value in asdict(own).items() if name not in _OPERATION} for folder, own in settings.items()
    }
    return _digest([*parts, json.dumps(kept, sort_keys=True)])[:16]


def _digest(parts: list[str]) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()
