"""What the columns of a possible header mean: stacked and merged header cells matched against every layout at once."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from functools import cache, lru_cache

from flows.workbook.bands import find_band
from flows.workbook.cells import Cell, Sheet
from flows.workbook.layouts import Field, Layout, common, layouts
from flows.workbook.periods import Period, end_of_span, find_periods, month_and_year, strip_periods
from flows.workbook.reference import unsur_names, unsur_of_question
from flows.workbook.scales import header_scale
from flows.workbook.text import clean, fold

MAX_HEADER_ROWS = 4
MIN_BANDS = 3
"""Age bands beside each other from which on they are columns of a table by age."""
_STEP = " > "
_UNSUR_NUMBER = re.compile(r"^(\d{1,2})$")
_LAST_WORD = re.compile(r"(?<=\w) (?:pada |per )?tahun$")
"""What *Target Tahun*, over a year to each column, leaves behind."""
_TWICE = re.compile(r"\b(\w+ \w+|desa|kelurahan|kecamatan)(?: \1\b)+")
"""What spelling out makes of *laki-laki*, each half being an abbreviation of the whole, and of *Desa/Gampong*."""
_UNSUR_LETTER = re.compile(r"^(?:u|unsur|p|q|pertanyaan|soal) ?(\d{1,2})(?: (.+))?$")
_NUMBER_BEHIND = re.compile(r"^(.+) u ?(\d{1,2})$")
_NUMBERED = re.compile(r"^(\d{1,2}) (.+)$")


@dataclass(frozen=True)
class Part:
    """One header cell above a column: its text, what is left of it without periods, the periods it names, its scale."""

    text: str
    base: str
    periods: tuple[Period, ...]
    skala: int = 1


@dataclass(frozen=True)
class Unsur:
    """The unsur of an answer column: its code where the header names it, and the office's own number."""

    kode: str
    nomor: str


@dataclass(frozen=True)
class Column:
    """A column of a recognised table; ``index`` is 0-based, ``tahun`` and ``periode`` those of its own header.

    ``umur``: the age band that its header names. ``skala``: what its numbers are multiplied by. ``lanjut``: further columns
    of the same field, of which a code goes on to the right and amounts are added up.
    """

    index: int
    field: Field
    header: str
    tahun: int | None = None
    periode: str | None = None
    unsur: Unsur | None = None
    umur: str = ""
    skala: int = 1
    lanjut: tuple[int, ...] = ()

    @property
    def key(self) -> tuple[object, ...]:
        """What two columns of one table cannot share."""
        return self.field.nama, self.tahun, self.periode, self.unsur, self.umur

    @property
    def indexes(self) -> tuple[int, ...]:
        return self.index, *self.lanjut


@dataclass
class Match:
    """How well the rows ``first`` to ``first + height - 1`` serve as the header of ``layout``."""

    layout: Layout
    first: int
    height: int
    columns: list[Column]
    unknown: list[tuple[int, str]] = field(default_factory=list)
    similar: list[tuple[Column, str]] = field(default_factory=list)
    untold: int = 0
    """Columns of figures over which the row below still says something, as it does where a header is not at its end."""

    @property
    def found(self) -> set[str]:
        found = {column.field.nama for column in self.columns}
        if self.layout.umur and len({column.umur for column in self.columns} - {""}) >= MIN_BANDS:
            found.add(self.layout.umur)
        return found

    @property
    def missing(self) -> list[str]:
        found = self.found
        if self.layout.minimal_unsur and len({c.unsur for c in self.columns} - {None}) < self.layout.minimal_unsur:
            found.discard("unsur")
        return self.layout.missing(found)

    @property
    def names_rows(self) -> bool:
        """Whether the only known column is one that the layout demands, over a header of several."""
        return self.columns[0].field.nama == self.layout.wajib[0]

    @property
    def rank(self) -> tuple[int, int, int, int, int]:
        """More known columns first, then the layout that demands more, then more unsur by name, then the header
        that is at its end, then the lower one."""
        return (
            len({column.key for column in self.columns}),
            self.layout.demands,
            sum(column.unsur is not None and column.unsur.kode != "" for column in self.columns),
            -self.untold,
            -self.height,
        )


@lru_cache(maxsize=65536)
def header_words(text: str) -> str:
    """A header folded for matching: no periods, abbreviations spelled out."""
    short, phrases = common().singkatan, common().frasa
    folded = f" {fold(strip_periods(header_scale(text)[1]))} "
    for phrase, meaning in phrases.items():
        folded = folded.replace(f" {phrase} ", f" {meaning} ")
    words = [short.get(word, word) for word in folded.split()]
    return _LAST_WORD.sub("", _TWICE.sub(r"\1", " ".join(word for word in words if word)))


@lru_cache(maxsize=65536)
def _part(text: str) -> Part:
    return Part(text, header_words(text), find_periods(text), header_scale(text)[0])


@cache
def _aliases() -> dict[str, list[tuple[Layout, Field]]]:
    index: dict[str, list[tuple[Layout, Field]]] = defaultdict(list)
    for layout in layouts():
        for spec in layout.kolom.values():
            for alias in spec.tajuk:
                index[alias].append((layout, spec))
    return dict(index)


@cache
def _answer_fields() -> list[tuple[Layout, Field]]:
    return [(layout, spec) for layout in layouts() for spec in layout.kolom.values() if spec.tipe == "jawaban"]


@lru_cache(maxsize=16384)
def as_unsur(words: str) -> Unsur | None:
    """The unsur that a folded header names (``u1``, ``u4 biaya tarif``, ``persyaratan``, a whole question), or None."""
    match = _UNSUR_LETTER.match(words) or _NUMBERED.match(words)
    if match:
        name = match.group(2) or ""
        code = _unsur_named(name)
        return Unsur(code, f"U{int(match.group(1))}") if code or match.re is _UNSUR_LETTER else None
    if behind := _NUMBER_BEHIND.match(words):
        return Unsur(_unsur_named(behind.group(1)), f"U{int(behind.group(2))}")
    code = _unsur_named(words)
    return Unsur(code, "") if code else None


def _unsur_named(words: str) -> str:
    return unsur_names().get(words) or unsur_of_question(words)


def text_of(value: Cell) -> str:
    """A header cell as text; a whole number such as the year 2024 without its decimals."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _header_text(value: Cell) -> str:
    """A header cell as text; a month typed as ``Jan-24``, which Excel makes a date of, as ``Januari 2024``."""
    return month_and_year(value) if isinstance(value, date) else text_of(value)


@dataclass
class HeaderGrid:
    """Header texts of a sheet with merged cells spread out; built once a sheet."""

    sheet: Sheet
    origin: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    _texts: dict[int, list[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        height, width = len(self.sheet.rows), self.sheet.width
        for r0, c0, r1, c1 in self.sheet.merges:
            if (r1 - r0) >= MAX_HEADER_ROWS:
                continue
            for r in range(r0, min(r1, height - 1) + 1):
                for c in range(c0, min(c1, width - 1) + 1):
                    self.origin[r, c] = (r0, c0)

    def has_known_word(self, row: int) -> bool:
        """Whether any cell of the row is a header that some layout knows, or the number of an unsur."""
        known = _aliases()
        for value in self.sheet.rows[row]:
            if isinstance(value, str) and value:
                words = header_words(value)
                if words in known or as_unsur(words):
                    return True
        return False

    def words_of_row(self, row: int) -> frozenset[int]:
        """Columns of a row that hold words, where it holds no figure."""
        cells = self.sheet.rows[row] if row < len(self.sheet.rows) else []
        if any(isinstance(value, float) for value in cells):
            return frozenset()
        return frozenset(c for c, value in enumerate(cells) if isinstance(value, str) and any(map(str.isalpha, value)))

    def paths(self, first: int, height: int) -> list[tuple[Part, ...]]:
        """For each column its header cells from top to bottom; a group header without a merge reaches to its right."""
        columns: list[tuple[Part, ...]] = []
        spread: list[str] = [""] * height
        for c in range(self.sheet.width):
            parts: list[Part] = []
            seen: set[tuple[int, int]] = set()
            for k in range(height):
                row = first + k
                r0, c0 = self.origin.get((row, c), (row, c))
                text = self._row_texts(r0)[c0]
                if text:
                    spread[k:] = [text, *[""] * (height - k - 1)]
                elif k < height - 1 and (row, c) not in self.origin and self._text_below(first, height, k, c):
                    text = spread[k]
                if text and (r0, c0) not in seen:
                    seen.add((r0, c0))
                    parts.append(_part(_in_full(text, parts)))
            columns.append(tuple(parts))
        return columns

    def _row_texts(self, row: int) -> list[str]:
        """The row's texts, made once for all the windows that it stands in."""
        if row not in self._texts:
            self._texts[row] = [_header_text(value) for value in self.sheet.rows[row]]
        return self._texts[row]

    def _text_below(self, first: int, height: int, k: int, c: int) -> bool:
        return any(self.sheet.rows[first + i][c] != "" for i in range(k + 1, height))


_ROMAN = frozenset({"I", "II", "III", "IV"})
_COUNTED = re.compile(r"(?<!\w)(triwulan|tri wulan|tribulan|tw|semester)\W*$", re.IGNORECASE)


def _in_full(text: str, above: list[Part]) -> str:
    """A header cell; a bare *I* with the word that a cell above ends in, as that of *Realisasi Triwulan*."""
    word = next((match.group(1) for part in reversed(above) if (match := _COUNTED.search(part.text))), "")
    return f"{word} {text}" if word and text.strip(" .").upper() in _ROMAN else text


def match_header(grid: HeaderGrid, first: int, height: int) -> list[Match]:
    """A match for every layout that knows at least two columns of this header, or the one that names its rows."""
    found: dict[str, Match] = {}
    paths = grid.paths(first, height)
    for index, path in enumerate(paths):
        for layout, column in _columns(index, tuple(part.text for part in path)) if path else ():
            found.setdefault(layout.nama, Match(layout, first, height, [])).columns.append(column)
    matches = [match for match in found.values() if len(match.columns) >= 2 or match.names_rows]
    below = grid.words_of_row(first + height)
    for match in matches:
        known = {column.index for column in match.columns}
        match.untold = sum(column.field.is_number and column.index in below for column in match.columns)
        match.unknown = [(i, _title(path)) for i, path in enumerate(paths) if path and i not in known]
    return matches


@lru_cache(maxsize=65536)
def _columns(index: int, texts: tuple[str, ...]) -> list[tuple[Layout, Column]]:
    """For each layout that knows a column with these header cells its most specific reading."""
    path = tuple(map(_part, texts))
    first: dict[str, tuple[Layout, Column]] = {}
    for layout, spec, unsur, umur in _readings(path):
        if layout.nama not in first:
            first[layout.nama] = layout, column_of(index, spec, path, unsur, umur)
    return list(first.values())


def column_of(index: int, spec: Field, path: tuple[Part, ...], unsur: Unsur | None = None, umur: str = "") -> Column:
    """The column of a field under some header cells, with the period and the scale that these name."""
    tahun, periode = column_period(path)
    if spec.akhir_rentang:
        tahun = tahun or next((year for part in reversed(path) if (year := end_of_span(part.text))), None)
    skala = next((part.skala for part in reversed(path) if part.skala != 1), 1) if spec.tipe in SCALED else 1
    return Column(index, spec, _title(path), tahun, periode, unsur, umur, skala)


SCALED = frozenset({"uang", "bulat", "luas"})
"""Types of numbers that a header may announce in thousands, millions or square kilometres."""
Reading = tuple[Layout, Field, Unsur | None, str]
"""What a column may be: its field in a layout, its unsur, its age band."""


def _readings(path: tuple[Part, ...]) -> list[Reading]:
    """Every reading of a column, the most specific first; a column of an age band is one of a table by age alone."""
    bases = tuple(part.base for part in path)
    if banded := _band_of(path, bases):
        umur, rest = banded
        words = candidates(rest)
        named = [(layout, spec) for text in words for layout, spec in _aliases().get(text, ()) if layout.umur]
        plain = [(layout, layout.kolom[layout.polos]) for layout in layouts() if layout.umur and layout.polos]
        return [(layout, spec, None, umur) for layout, spec in (named if words else plain)]
    if not any(bases) or (set(bases) <= _TIME_WORDS and any(part.periods for part in path)):
        dated = any(part.periods for part in path)
        return [(each, each.kolom[each.polos], None, "") for each in layouts() if each.polos] if dated else []
    return [(layout, spec, unsur, "") for layout, spec, unsur in _meanings(bases)]


_TIME_WORDS = frozenset({"", "tahun", "bulan", "periode", "triwulan", "semester"})
_AGE_WORDS = frozenset({"usia", "umur"})


def _band_of(path: tuple[Part, ...], bases: tuple[str, ...]) -> tuple[str, tuple[str, ...]] | None:
    """The age band that a header names, and what else its cells say."""
    of_age = any(_AGE_WORDS & set(base.split()) for base in bases)
    for i in reversed(range(len(path))):
        if found := find_band(path[i].text, alone=of_age):
            rest = [header_words(found[1]) if k == i else base for k, base in enumerate(bases)]
            return found[0], tuple(" ".join(w for w in text.split() if w not in _BESIDE_BAND) for text in rest)
    return None


_BESIDE_BAND = frozenset({"usia", "umur", "kelompok", "golongan", "menurut", "tahun", "rentang"})


@lru_cache(maxsize=16384)
def _meanings(bases: tuple[str, ...]) -> list[tuple[Layout, Field, Unsur | None]]:
    """Every reading of a column with these folded header cells, the most specific first: the whole path before its last cells."""
    meanings: list[tuple[Layout, Field, Unsur | None]] = []
    whole = " ".join(base for base in bases if base)
    for words in candidates(bases):
        groups = set(whole.removesuffix(words).split())
        known = _aliases().get(words, ())
        meanings += [(layout, spec, None) for layout, spec in known if groups.isdisjoint(layout.bukan)]
        unsur = as_unsur(words)
        if unsur is None and _UNSUR_NUMBER.match(words) and any("unsur" in base for base in bases[:-1]):
            unsur = Unsur("", f"U{int(words)}")
        if unsur:
            meanings += [(layout, spec, unsur) for layout, spec in _answer_fields()]
    return meanings


def candidates(bases: tuple[str, ...]) -> list[str]:
    """Texts under which a column may be known: its path and each tail of it, longest first, without bare periods."""
    words = [base for base in bases if base]
    texts = [" ".join(words[i:]) for i in range(len(words))]
    if len(words) > 1 and words[-1] in common().netral:
        texts += [" ".join(words[i:-1]) for i in range(len(words) - 1)]
    return texts


def column_period(path: tuple[Part, ...]) -> tuple[int | None, str | None]:
    """Year and part of a column from its own header cells, the lowest cell first; several in one cell say nothing."""
    tahun: int | None = None
    periode: str | None = None
    for part in reversed(path):
        if len(part.periods) != 1:
            continue
        period = part.periods[0]
        if tahun is not None and period.tahun not in (None, tahun):
            continue
        tahun = tahun if tahun is not None else period.tahun
        periode = periode or period.periode
    return tahun, periode


def path_of(title: str) -> tuple[Part, ...]:
    """The path that ``Column.header`` was made of."""
    return tuple(_part(text) for text in title.split(_STEP))


def _title(path: tuple[Part, ...]) -> str:
    return _STEP.join(part.text for part in path)
