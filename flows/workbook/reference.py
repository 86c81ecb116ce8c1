"""Names that the domain knows, from sql/acuan/*.csv: unsur, indicators, SAKIP components, spellings of villages."""

from __future__ import annotations

import csv
import re
from functools import cache

from flows.paths import SQL_DIR
from flows.workbook.text import fold, squeeze


@cache
def rows(name: str) -> list[dict[str, str]]:
    """A reference table, sql/acuan/<name>.csv, as texts."""
    with (SQL_DIR / "acuan" / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@cache
def _names(name: str) -> dict[str, str]:
    """Folded name or alias to code; the first row that claims a name keeps it."""
    names: dict[str, str] = {}
    for row in rows(name):
        for alias in [row["nama"], *row["alias"].split("|")]:
            if fold(alias):
                names.setdefault(fold(alias), row["kode"])
    return names


def unsur_names() -> dict[str, str]:
    """Folded name of an unsur to its code (PermenPANRB 14/2017 and the wordings met in offices)."""
    return _names("unsur")


_QUESTION_WORDS = 4
"""Words from which on a header is a question rather than a name."""


_NO_QUESTION = re.compile(
    r"(?:saran|kritik|alasan|komentar|persentase|persen|jumlah|indeks|nilai|tingkat|meningkat\w*|terwujud\w*|tersedia\w*|terselenggara\w*)\b"
)
"""How a remark, a goal or an indicator begins."""


@cache
def _unsur_words() -> tuple[re.Pattern[str], dict[str, str]]:
    names = {word: row["kode"] for row in rows("unsur") for word in row["kata"].split("|") if word}
    return re.compile(rf"\b({'|'.join(sorted(names, key=len, reverse=True))})\b"), names


def unsur_of_question(words: str) -> str:
    """The unsur that a folded question asks for, by the first of its telling words; empty for any other text."""
    if words.count(" ") < _QUESTION_WORDS - 1 or _NO_QUESTION.match(words):
        return ""
    telling, names = _unsur_words()
    match = telling.search(words)
    return names[match.group()] if match else ""


@cache
def _unsur_titles() -> dict[str, str]:
    return {row["kode"]: row["nama"] for row in rows("unsur")}


def unsur_title(kode: str) -> str:
    """Name of an unsur as the regulation has it; of an additional one its code."""
    return _unsur_titles().get(kode, kode)


def indikator_names() -> dict[str, str]:
    """Folded name of an indicator to its code."""
    return _names("indikator")


@cache
def indikator_polaritas() -> dict[str, str]:
    """Code of an indicator to ``naik`` or ``turun``."""
    return {row["kode"]: row["polaritas"] for row in rows("indikator")}


def komponen_names() -> dict[str, str]:
    """Folded name of a SAKIP component to its code (PermenPANRB 88/2021)."""
    return _names("komponen_sakip")


@cache
def desa_aliases() -> dict[str, str]:
    """Squeezed spelling of a village to its Kemendagri code."""
    return {squeeze(row["alias"]): row["kode"] for row in rows("desa_alias")}


@cache
def program_names() -> dict[str, str]:
    """Folded name of a program, kegiatan or sub kegiatan of a kecamatan, with and without that word, to its code."""
    names: dict[str, str] = {}
    for row in rows("program_kecamatan"):
        name = fold(row["nama"]).removesuffix(" kabupaten kota")
        for text in (name, name.removeprefix(f"{row['tingkat']} ")):
            names.setdefault(text, row["kode"])
    return names
