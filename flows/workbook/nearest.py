"""Why a sheet was not understood: the kind that it comes nearest to, what it lacks, and which unknown header may be meant."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from flows.workbook.cells import Cell, Sheet
from flows.workbook.choose import is_foreign, is_titled, leaf, similarity
from flows.workbook.headers import MAX_HEADER_ROWS, HeaderGrid, Match, header_words, text_of
from flows.workbook.layouts import IGNORED_TYPES, Layout, other_kinds

_LIKE = 60
"""Similarity (0 to 100) below which a header says nothing about its column; what stands below it and its place then do."""


@dataclass
class Diagnosis:
    """Why no table was found: the header texts read, the layout that comes nearest, and a header for what it lacks."""

    headers: list[str]
    nearest: Match | None = None
    guesses: dict[str, str] = field(default_factory=dict)
    other: str = ""
    """What the sheet is instead: a kind that no dataset covers."""


def diagnose(grid: HeaderGrid, matches: list[Match]) -> Diagnosis:
    """What looks like the header, for the message, and the layout that lacks least."""
    likely = [m for m in matches if m.missing and _could_be(grid, m) and not is_foreign(grid, m)]
    nearest = max(likely, key=lambda m: (is_titled(grid, m), len(m.found) - 2 * len(m.missing), m.rank), default=None)
    guesses = _nearest_headers(grid, nearest) if nearest else {}
    return Diagnosis(_unknown_header(grid.sheet), nearest, guesses, _other_kind(grid.sheet))


_ROWS_OF_HEADER = 30


def _other_kind(sheet: Sheet) -> str:
    """The kind of sheet without a dataset that a header and the words above it show; empty for none."""
    above: set[str] = set()
    for row in sheet.rows[:_ROWS_OF_HEADER]:
        headers = {header_words(value) for value in row if isinstance(value, str) and value}
        above |= {word for text in headers for word in text.split()}
        for kind in other_kinds():
            if len(headers) >= _FEWEST_HEADERS and not headers.isdisjoint(kind.tajuk) and above >= set(kind.kata):
                return kind.judul
    return ""


_FEWEST_HEADERS = 3


def _unknown_header(sheet: Sheet) -> list[str]:
    """The first row of words alone, if rows with numbers follow it or the rest of its header; any other row may hold persons'
    names, so it is not shown."""
    for r, row in enumerate(sheet.rows[:60]):
        words = [value for value in row if value != ""]
        if len(words) >= _FEWEST_HEADERS and all(isinstance(value, str) for value in words):
            below = (later for later in sheet.rows[r + 1 : r + MAX_HEADER_ROWS] if not _is_lower_part(row, later))
            return [text_of(value) for value in words[:8]] if any(isinstance(v, float) for v in next(below, ())) else []
    return []


def _is_lower_part(header: Sequence[Cell], row: Sequence[Cell]) -> bool:
    """Whether a row only splits columns of the header above it: words, the first of them not at the left edge."""
    words = [i for i, value in enumerate(row) if value != ""]
    first = next(i for i, value in enumerate(header) if value != "")
    return bool(words) and words[0] > first and all(isinstance(row[i], str) for i in words)


def _could_be(grid: HeaderGrid, match: Match) -> bool:
    """Whether two columns are known, or one over figures that few kinds of sheets have or whose titles speak of its kind."""
    figures = any(isinstance(row[i], float) for row in _below(grid, match) for i, _ in match.unknown)
    named = _named(match)
    if match.found.isdisjoint(match.layout.wajib) or named.isdisjoint(_needed(match.layout)):
        return False
    told = is_titled(grid, match) or not any(column.field.tipe in _OF_MANY_KINDS for column in match.columns)
    return len(named) >= 2 or (figures and len(match.missing) <= len(match.unknown) and told)


def _named(match: Match) -> set[str]:
    return {c.field.nama for c in match.columns if c.field.tipe not in IGNORED_TYPES and header_words(leaf(c.header))}


def _needed(layout: Layout) -> set[str]:
    return {*layout.wajib, *(name for group in layout.salah_satu for name in group)}


_OF_MANY_KINDS = frozenset({"desa", "kecamatan", "program"})
"""Types of columns that stand on sheets of anything."""


def _nearest_headers(grid: HeaderGrid, match: Match) -> dict[str, str]:
    """For each missing column the header that may be meant: of figures or of texts as it, most alike, else in order."""
    figures = {index: any(isinstance(row[index], float) for row in _below(grid, match)) for index, _ in match.unknown}
    scored: list[tuple[float, int, int, str, str]] = []
    for place, name in enumerate(name for name in match.missing if name in match.layout.kolom):
        spec = match.layout.kolom[name]
        for index, title in match.unknown:
            if figures[index] == spec.is_number:
                score, _ = similarity(header_words(leaf(title)), spec)
                scored.append((-score if score >= _LIKE else 0, place, index, name, leaf(title)))
    found: dict[str, str] = {}
    for *_, name, text in sorted(scored):
        if name not in found and text not in found.values():
            found[name] = text
    return found


def _below(grid: HeaderGrid, match: Match) -> list[list[Cell]]:
    return grid.sheet.rows[match.first + match.height :][:MAX_HEADER_ROWS]


def nearest_field(layout: Layout, found: set[str], title: str, cells: Sequence[Cell]) -> str:
    """The column of a layout that an unknown header may mean: the most alike, else one of its kind that is still free."""
    words = header_words(leaf(title))
    figures = any(isinstance(value, float) for value in cells)
    kind = [spec for spec in layout.kolom.values() if spec.is_number == figures and spec.tajuk]
    best = max(kind, key=lambda spec: (similarity(words, spec)[0], spec.nama not in found), default=None)
    free = [spec for spec in kind if spec.nama not in found and spec.tipe not in _TELLING]
    others = [spec for spec in layout.kolom.values() if spec.tipe in IGNORED_TYPES]
    return best.nama if best and similarity(words, best)[0] >= _LIKE else (free or others)[0].nama


_TELLING = IGNORED_TYPES | {"tahun", "waktu", "kelamin", "kode_wilayah", "kecamatan", "desa"}
"""Types of columns that would show by what stands in them."""
