"""Codes of indicators, unsur and SAKIP components from the names that offices type."""

from __future__ import annotations

import re

from flows.settings import Settings
from flows.workbook.headers import Unsur
from flows.workbook.layouts import common
from flows.workbook.reference import indikator_names, indikator_polaritas, komponen_names, unsur_names
from flows.workbook.text import clean, fold, slug

_NUMBERING = re.compile(r"^\s*(?:\d{1,2}|[a-zA-Z]|[ivxIVX]{1,4})[.)]\s+")
_UNSUR_NUMBER = re.compile(r"^\s*(?:u|unsur|pertanyaan)?\s*\d{1,2}\s*[.):\-]?\s+(?=\D)", re.IGNORECASE)
_LOWER_IS_BETTER = ("turun", "rendah", "negatif", "minim", "lower", "kecil", "sedikit", "decreas")


def strip_number(name: str) -> str:
    """A name without the list number in front of it: ``1. Meningkatnya …``."""
    return clean(_NUMBERING.sub("", name))


def indikator_code(name: str, settings: Settings) -> tuple[str, str | None]:
    """Code of an indicator, and for a name that no alias knows the nearest known code (else None)."""
    bare = strip_number(name)
    own = {fold(alias): code for alias, code in settings.alias_indikator.items()}
    code = own.get(fold(bare)) or indikator_names().get(fold(bare))
    if code:
        return code, None
    from rapidfuzz import process  # only needed for names that nothing knows

    known = indikator_names() | own
    best = process.extractOne(fold(bare), list(known), score_cutoff=common().ambang)
    return slug(bare), known[best[0]] if best else "kode indikator yang sama"


def polaritas_of(code: str, remark: str | None, settings: Settings) -> str | None:
    """``naik`` or ``turun``: the sheet's own remark, then the settings, then the reference list; None where none of them says.

    Then other sheets of the office may say it.
    """
    if remark:
        return "turun" if any(word in fold(remark) for word in _LOWER_IS_BETTER) else "naik"
    return settings.polaritas.get(code) or indikator_polaritas().get(code)


_REMARK = re.compile(r"(?<!\w)(?:se)?makin\s+(?:rendah|kecil|sedikit|tinggi|besar|banyak)", re.IGNORECASE)


def remark_in(name: str) -> str | None:
    """What the name of an indicator says of its polaritas: *Jumlah keluhan (makin rendah makin baik)*."""
    match = _REMARK.search(name)
    return match.group() if match else None


def komponen_code(name: str) -> str:
    """Code of a SAKIP component, or the slug of a name that is none."""
    return komponen_names().get(fold(name)) or slug(name)


def unsur_code(named: Unsur | None, numbered: Unsur | None, text: str, settings: Settings) -> tuple[str, bool]:
    """Code of an unsur and whether it is known: by name first, by the office's order of numbers second, else a slug."""
    if named and named.kode:
        return named.kode, True
    code = unsur_names().get(fold(text))
    if code:
        return code, True
    nomor = next((u.nomor for u in (named, numbered) if u and u.nomor), "")
    index = int(nomor[1:]) if nomor else 0
    if 0 < index <= len(settings.urutan_unsur):
        return settings.urutan_unsur[index - 1], True
    return slug(_UNSUR_NUMBER.sub("", text)) or nomor.lower(), False
