"""Findings that the office knows and accepts: ``diketahui.toml`` beside its settings.

A mark names one finding by its rule, its place and the value shown there. The finding stays visible, with the office's
reason, but no longer counts. Once the place shows another value, or nothing is found there any more, the mark is reported.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from flows.errors import SettingsError
from flows.findings import Temuan, catalogue, tempat, temuan
from flows.settings import parse_toml, read_utf8
from flows.workbook.text import clean, harmless

FILE_NAME = "diketahui.toml"
_NEEDED = ("aturan", "berkas", "alasan", "oleh")
_OPTIONAL = ("lembar", "sel", "nilai")
_DATE = "tanggal"
_ENTRY = re.compile(r"^\s*\[\[\s*temuan\s*\]\]", re.MULTILINE)

Place = tuple[str, str, str, str]
"""Rule, workbook, sheet and cell."""


@dataclass(frozen=True)
class Known:
    """One mark. ``berkas`` is the workbook below the settings' folder, ``letak`` where the mark stands in its file."""

    aturan: str
    berkas: str
    lembar: str
    sel: str
    nilai: str
    diketahui: str
    letak: str

    @property
    def place(self) -> Place:
        return self.aturan, self.berkas, self.lembar, self.sel


def load_known(folder: Path) -> tuple[list[Known], list[Temuan]]:
    """The marks in ``folder`` and what is wrong with them (TND002); a wrong mark is left out, the others hold."""
    path = folder.resolve() / FILE_NAME
    if not path.is_file():
        return [], []
    try:
        text = read_utf8(path)
        entries = _entries(parse_toml(text))
    except SettingsError as error:
        return [], [_wrong("Berkas ini", error)]
    lines = [text.count("\n", 0, found.end()) + 1 for found in _ENTRY.finditer(text)]
    known, complaints = [], []
    for number, entry in enumerate(entries, 1):
        # A text of several lines may hold such a line too; then only the order is sure.
        letak = f"baris {lines[number - 1]}" if len(lines) == len(entries) else f"urutan ke-{number}"
        try:
            known.append(_known(entry, letak, path.parent))
        except SettingsError as error:
            complaints.append(_wrong(f"Tanda di {letak}", error))
    return known, complaints


def _wrong(bagian: str, error: SettingsError) -> Temuan:
    return temuan("TND002", FILE_NAME, bagian=bagian, alasan=clean(str(error)))


def _entries(raw: dict[str, Any]) -> list[dict[str, Any]]:
    if unknown := sorted(set(raw) - {"temuan"}):
        raise SettingsError(f"bagian {unknown[0]} tidak dikenal; setiap tanda diawali [[temuan]]")
    entries = raw.get("temuan", [])
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise SettingsError("setiap tanda diawali [[temuan]], dengan dua kurung siku")
    return entries


def _known(entry: dict[str, Any], letak: str, folder: Path) -> Known:
    """A checked mark. Raises SettingsError."""
    texts = {name: _text(entry, name) for name in (*_NEEDED, *_OPTIONAL)}
    if missing := [name for name in _NEEDED if not texts[name]]:
        raise SettingsError(f"isian {', '.join(missing)} belum ada")
    if unknown := sorted(set(entry) - {*texts, _DATE}):
        raise SettingsError(f"isian {unknown[0]} tidak dikenal")
    if texts["aturan"] not in catalogue():
        raise SettingsError(f"kode aturan {texts['aturan']} tidak ada dalam daftar temuan")
    said_by = ", ".join(filter(None, [texts["oleh"], _date(entry)]))
    return Known(
        aturan=texts["aturan"],
        berkas=_below(folder, texts["berkas"]),
        lembar=texts["lembar"],
        sel=texts["sel"],
        nilai=texts["nilai"],
        diketahui=clean(f"{texts['alasan']} ({said_by})"),
        letak=letak,
    )


def _text(entry: dict[str, Any], name: str) -> str:
    value = entry.get(name, "")
    if not isinstance(value, str):
        raise SettingsError(f'isian {name} harus diapit tanda petik, misalnya {name} = "{value}"')
    return harmless(value).strip()


def _date(entry: dict[str, Any]) -> str:
    value = entry.get(_DATE, "")
    return f"{value:%d-%m-%Y}" if isinstance(value, date) else _text(entry, _DATE)


def _below(folder: Path, name: str) -> str:
    """A workbook's name below ``folder``, also where it was copied with its path from the output of a check."""
    name = name.replace("\\", "/")
    for path in (folder / name, folder.parent / name):
        if path.is_file() and path.is_relative_to(folder):
            return path.relative_to(folder).as_posix()
    return name


def mark(found: Iterable[Temuan], known: Iterable[Known], whole: bool = True) -> list[Temuan]:
    """The findings, the known ones with their reason, and a finding (TND001) for each mark that no longer holds.

    ``whole``: whether every workbook was looked at. Else a mark whose finding is absent may belong to one that was not.
    """
    found, known = list(found), list(known)
    if not known:
        return found
    reasons = {(mark.place, mark.nilai): mark.diketahui for mark in known}
    shown: dict[Place, list[str]] = defaultdict(list)
    marked = []
    for finding in found:
        where, nilai = (finding.aturan, finding.berkas, finding.lembar.strip(), finding.sel), finding.nilai.strip()
        shown[where].append(nilai)
        reason = reasons.get((where, nilai))
        marked.append(replace(finding, diketahui=reason) if reason else finding)
    outdated = [mark for mark in known if mark.nilai not in shown.get(mark.place, []) and (whole or mark.place in shown)]
    return marked + [_outdated(mark, shown.get(mark.place)) for mark in outdated]


def _outdated(known: Known, shown: list[str] | None) -> Temuan:
    changed = f"yang tertulis kini {shown[0] or '(kosong)'}, bukan {known.nilai or '(kosong)'}" if shown else ""
    return temuan(
        "TND001",
        FILE_NAME,
        nilai=known.nilai,
        letak=known.letak,
        kode=known.aturan,
        tempat=tempat(known.berkas, known.lembar, known.sel),
        alasan=changed or "temuan itu tidak ada lagi",
    )
