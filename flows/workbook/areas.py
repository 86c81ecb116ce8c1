"""Kecamatan and villages that stand in the rows of a table: which of the namesakes are meant, and whose data the table holds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from flows.workbook.cells import Cell
from flows.workbook.headers import text_of
from flows.workbook.regions import all_regions, bare_name, kecamatan_codes, narrow, village_names, without_prefixes
from flows.workbook.text import squeeze

_LEVELS = (2, 4, 6, 10)
"""Digits of the codes of a province, kabupaten, kecamatan and village."""


@dataclass(frozen=True)
class Areas:
    """Kecamatan of a table by name as typed, and the code of the unit that holds them all; empty where several could be."""

    unit: str = ""
    kode: dict[str, str] | None = None
    calon: tuple[str, ...] = ()


def region_code(value: Cell) -> str:
    """The dotted Kemendagri code of a cell (``32. 04. 05``, ``3204252001``), empty where it is none."""
    digits = re.sub(r"\D", "", text_of(value))
    if len(digits) not in _LEVELS or not digits.strip("0"):
        return ""
    return ".".join(part for part in (digits[:2], digits[2:4], digits[4:6], digits[6:]) if part)


def find_areas(names: Sequence[str], text: str, unit: str = "") -> Areas:
    """The kecamatan that a column names: those of the one kabupaten that has them all, or nearly all of several.

    ``text``: titles, file and folders, which may name that kabupaten; ``unit``: the code of the sheet's unit, if known.
    """
    found = {name: codes for name in dict.fromkeys(names) if (codes := kecamatan_codes(bare_name(name)))}
    if not found or 2 * len(found) < len(set(names)):
        return Areas()
    held: dict[str, int] = {}
    for codes in found.values():
        for kabupaten in {kode[:5] for kode in codes}:
            held[kabupaten] = held.get(kabupaten, 0) + 1
    most = max(held.values())
    best = [kabupaten for kabupaten, n in held.items() if n == most]
    named = [unit[:5]] if unit[:5] in best else list(dict.fromkeys(k[:5] for k in narrow([f"{k}.00" for k in best], text)))
    if len(named) != 1:
        return Areas(calon=tuple(sorted(best)))
    (kabupaten,) = named
    kode = {name: next((k for k in codes if k.startswith(kabupaten)), "") for name, codes in found.items()}
    known = {name: code for name, code in kode.items() if code}
    return Areas(next(iter(known.values())) if len(set(known.values())) == 1 else kabupaten, known)


def are_kecamatan(names: Iterable[str]) -> bool:
    """Whether some names can be the kecamatan of one kabupaten."""
    several = {squeeze(bare_name(name)): kecamatan_codes(bare_name(name)) for name in names}
    if len(several) < 2 or not all(several.values()):
        return False
    return bool(set.intersection(*({kode[:5] for kode in codes} for codes in several.values())))


def are_places(names: Iterable[str]) -> bool:
    """Whether most of some names are those of villages or kecamatan."""
    several = set(map(str, names))
    known = sum(bool(kecamatan_codes(bare_name(name))) or _is_village(name) for name in several)
    return bool(several) and 2 * known > len(several)


def _is_village(name: str) -> bool:
    return any(squeeze(each) in village_names() for each in without_prefixes(name))


_REGION = re.compile(r"\b(provinsi|prov|kabupaten|kab|kota)\b\.?\s+(.+)", re.IGNORECASE)
_FULL = {"prov": "provinsi", "kab": "kabupaten"}
_MOST_WORDS = 4


def named_region(names: Iterable[str]) -> str:
    """The kabupaten, kota or province that a file or folder is named after (*Kabupaten Bandung*, *Provinsi Jawa Timur*).

    Titles do not count: every kecamatan's sheet has its kabupaten's name on top.
    """
    for name in names:
        for match in _REGION.finditer(name.replace("_", " ")):
            kind = _FULL.get(match.group(1).lower(), match.group(1).lower())
            words = match.group(2).split()[:_MOST_WORDS]
            for length in range(len(words), 0, -1):
                if kode := _regions().get(squeeze(f"{kind} {' '.join(words[:length])}")):
                    return kode
    return ""


@cache
def _regions() -> dict[str, str]:
    """Squeezed name of each province, kabupaten and kota, its kind in front, to its code."""
    known = {kode: nama for kode, nama in all_regions().items() if kode.count(".") < 2}
    return {squeeze(nama if "." in kode else f"provinsi {nama}"): kode for kode, nama in known.items()}
