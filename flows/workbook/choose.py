"""Which of the layouts that fit a header is meant: by what they know, by words around them, by what stands below."""

from __future__ import annotations

from flows.workbook.areas import are_kecamatan, are_places
from flows.workbook.bands import parse_band
from flows.workbook.codes import is_code
from flows.workbook.columns import is_part
from flows.workbook.headers import (
    MIN_BANDS,
    Column,
    HeaderGrid,
    Match,
    column_of,
    header_words,
    path_of,
    text_of,
)
from flows.workbook.layouts import Field, Layout, common
from flows.workbook.text import fold


def best_match(grid: HeaderGrid, matches: list[Match]) -> Match | None:
    """The match that knows most; where several know as much, the one whose words the titles hold."""
    for match in matches:
        _set_aside_doubtful(grid, match)
    complete = [m for m in matches if not m.missing and not _lacks_groups(grid, m, matches) and not is_foreign(grid, m)]
    return max(complete, key=lambda match: (match.rank, is_titled(grid, match), -match.first), default=None)


def _set_aside_doubtful(grid: HeaderGrid, match: Match) -> None:
    """Leaves out a column that may be of anything (*Kampung*) and holds no places, where another one is of its field."""
    for column in [c for c in match.columns if c.field.samar]:
        others = [c for c in match.columns if c.field is column.field and c is not column]
        if others and not _names_places(grid, match, column):
            match.columns.remove(column)


def _lacks_groups(grid: HeaderGrid, match: Match, matches: list[Match]) -> bool:
    """Whether merged cells above some of the columns say more of them, as a header that begins there does."""
    own = {column.index for column in match.columns}
    above = [range(c0, c1 + 1) for _, c0, r1, c1 in grid.sheet.merges if r1 == match.first - 1 and c1 > c0]
    if not any(0 < len(own & set(columns)) < len(own) for columns in above):
        return False
    end = match.first + match.height
    return any(m.layout is match.layout and m.first < match.first and m.first + m.height == end for m in matches)


def is_foreign(grid: HeaderGrid, match: Match) -> bool:
    """Whether the sheet only looks like one of its kind: by a word of its titles or headers, or by what stands in its rows."""
    layout = match.layout
    if layout.kecuali and not set(layout.kecuali).isdisjoint(_words(grid, match.first - _ROWS_ABOVE, match.first)):
        return True
    words_around = _words_above(grid, match) | set(fold(grid.sheet.name).split())
    bare = layout.perlu and not set(layout.salah_satu[0]) <= match.found
    if bare and set(layout.perlu).isdisjoint(words_around):
        return True
    if layout.umur and "desa" not in layout.wajib and not _bands_differ(grid, match):
        return True
    if layout.polos_perlu and _only_dated(match):
        planned = not set(layout.polos_bukan).isdisjoint(words_around)
        if planned or set(layout.polos_perlu).isdisjoint(words_around):
            return True
    if layout.tanpa_kode and _holds_codes(grid, match):
        return True
    return any(not _names_places(grid, match, column) for column in match.columns if column.field.samar)


def _only_dated(match: Match) -> bool:
    """Whether some column of the layout is known by nothing but a year or month in its header."""
    plain = (column for column in match.columns if column.field.nama == match.layout.polos)
    return any(not any(part.base for part in path_of(column.header)) for column in plain)


def _holds_codes(grid: HeaderGrid, match: Match) -> bool:
    """Whether budget codes stand below a header that nothing knows."""
    rows = grid.sheet.rows[match.first + match.height :][:_ROWS_BELOW]
    cells = ([value for row in rows if isinstance(value := row[index], str) and value] for index, _ in match.unknown)
    return any(2 * sum(is_code(value) for value in column) > len(column) for column in cells)


def _bands_differ(grid: HeaderGrid, match: Match) -> bool:
    """Whether rows are age bands, each its own; bands that come again belong to places that the header does not name."""
    column = next((column for column in match.columns if column.field.tipe == "umur"), None)
    if column is None:
        return True
    rows = grid.sheet.rows[match.first + match.height :][:_ROWS_BELOW]
    bands = [band for row in rows if (band := parse_band(text_of(row[column.index])))[1] is not None]
    repeats = any(c.field.tipe in {"tahun", "waktu", "kelamin"} for c in match.columns)
    return len(bands) >= MIN_BANDS and (repeats or len(set(bands)) == len(bands))


def _names_places(grid: HeaderGrid, match: Match, column: Column) -> bool:
    """Whether a column that may be of anything (*Nama*) holds places of its kind; any other header speaks for itself."""
    if header_words(leaf(column.header)) not in column.field.samar:
        return True
    rows = grid.sheet.rows[match.first + match.height :][:_ROWS_BELOW]
    figures = [c.index for c in match.columns if c.field.is_number]
    counted = (row for row in rows if any(row[i] != "" for i in figures))
    names = {value for row in counted if isinstance(value := row[column.index], str) and value and not _is_sum(value)}
    kecamatan = are_kecamatan(names)
    return kecamatan if column.field.tipe == "kecamatan" else not kecamatan and are_places(names)


def _is_sum(label: str) -> bool:
    return f"{header_words(label)} ".startswith(tuple(f"{word} " for word in common().total))


_ROWS_BELOW = 100
"""Rows below a header that show what it is about."""


def is_titled(grid: HeaderGrid, match: Match) -> bool:
    """Whether a title or header holds a word of the layout's own."""
    own = {*match.layout.kata, *match.layout.perlu}
    return bool(own) and not own.isdisjoint(_words_above(grid, match))


_ROWS_ABOVE = 10
"""Rows above a header in which its table may be described."""


def _words_above(grid: HeaderGrid, match: Match) -> set[str]:
    """Words of the header and of the rows above it."""
    return _words(grid, match.first - _ROWS_ABOVE, match.first + match.height)


def _words(grid: HeaderGrid, first: int, end: int) -> set[str]:
    rows = grid.sheet.rows[max(0, first) : end]
    texts = [value for row in rows for value in row if isinstance(value, str) and value]
    return {word for text in texts for word in fold(text).split()}


def with_group_headers(best: Match, matches: list[Match]) -> Match:
    """The same header with the rows above it, where these tell columns apart that else were doubled."""
    end = best.first + best.height
    several = [m for m in matches if m.layout is best.layout and m.first <= best.first and m.first + m.height == end]
    return min(several, key=lambda match: (len(match.columns) < len(best.columns), _doubled_columns(match), match.height))


def _doubled_columns(match: Match) -> int:
    """Columns of figures that no header tells apart, those aside that are parts of one amount."""
    columns = [column for column in match.columns if column.field.is_number and not is_part(column)]
    return len(columns) - len({column.key for column in columns})


def rival_layout(grid: HeaderGrid, best: Match, matches: list[Match]) -> Layout | None:
    """Another kind of sheet that fits the same header rows just as well and would read them otherwise."""
    titled, meanings = is_titled(grid, best), _meanings_of(best)
    for match in matches:
        same_place = (match.first, match.height) == (best.first, best.height)
        if not same_place or match.missing or match.rank != best.rank or is_foreign(grid, match):
            continue
        if match.layout.dataset != best.layout.dataset or (not titled and _meanings_of(match) != meanings):
            return match.layout
    return None


def _meanings_of(match: Match) -> list[tuple[int, str]]:
    return [(column.index, column.field.nama) for column in match.columns]


def by_similarity(grid: HeaderGrid, matches: list[Match]) -> Match | None:
    """The best match once headers that nothing knows may be read as the missing columns that they resemble."""
    for match in matches:
        wanted = [*match.missing, *(name for group in match.layout.salah_satu for name in group)] if match.missing else []
        fields = [match.layout.kolom[name] for name in dict.fromkeys(wanted) if name in match.layout.kolom]
        adopt_similar(match, [spec for spec in fields if spec.nama not in match.found], within=True)
    return best_match(grid, matches)


def adopt_similar(match: Match, fields: list[Field], within: bool = False) -> None:
    """Reads unknown headers as the fields that they resemble; ``within``: also where they hold all words of a known one."""
    bukan = match.layout.bukan
    free = [(i, title) for i, title in match.unknown if bukan.isdisjoint(w for part in path_of(title) for w in part.base.split())]
    for spec in fields:
        scored = [(similarity(header_words(leaf(title)), spec, within), index, title) for index, title in free]
        (score, alias), index, title = max(scored, default=((0, ""), 0, ""))
        if score >= common().ambang and sum(each[0][0] == score for each in scored) == 1:
            column = column_of(index, spec, path_of(title))
            match.columns.append(column)
            match.similar.append((column, alias))
            match.unknown = [(i, text) for i, text in match.unknown if i != index]
            free = [(i, text) for i, text in free if i != index]
    match.columns.sort(key=lambda column: column.index)


def similarity(words: str, spec: Field, within: bool = False) -> tuple[float, str]:
    """How much a folded header resembles a column (0 to 100), and the known header that it resembles."""
    from rapidfuzz import fuzz, process  # only needed for headers that nothing knows

    best = process.extractOne(words, spec.tajuk, scorer=fuzz.ratio)
    if best is None or len(words) <= _SHORTEST:
        return 0.0, ""
    if within and best[1] < common().ambang:
        held = [alias for alias in spec.tajuk if len(alias) > _SHORTEST and set(alias.split()) <= set(words.split())]
        return (float(common().ambang), max(held, key=len)) if held else (best[1], best[0])
    return best[1], best[0]


_SHORTEST = 3
"""Characters of a header that are too few to be like another."""


def leaf(title: str) -> str:
    return title.rsplit(" > ", 1)[-1]
