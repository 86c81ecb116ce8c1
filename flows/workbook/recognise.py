"""Finding the tables of a sheet by their content: header rows anywhere, several tables below each other."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, field, replace

from flows.workbook.cells import Cell, Sheet
from flows.workbook.headers import (
    MAX_HEADER_ROWS,
    Column,
    HeaderGrid,
    Match,
    column_period,
    header_words,
    match_header,
    path_of,
    text_of,
)
from flows.workbook.layouts import IGNORED_TYPES, Field, Layout, common
from flows.workbook.periods import find_periods
from flows.workbook.regions import find_kecamatan
from flows.workbook.text import fold

_COLUMN_NUMBER = re.compile(r"^\(?(\d{1,2})\)?(?:\s*=.*)?$")


@dataclass
class Table:
    """A recognised table. Rows are 0-based: header ``first`` to ``body - 1``, body ``body`` to ``end - 1``."""

    sheet: Sheet
    layout: Layout
    columns: list[Column]
    first: int
    body: int
    end: int
    titles: list[str]
    repeated: set[int] = field(default_factory=set)
    doubled: list[tuple[Column, Column]] = field(default_factory=list)
    similar: list[tuple[Column, str]] = field(default_factory=list)
    unknown: list[tuple[int, str]] = field(default_factory=list)
    rival: Layout | None = None

    def column(self, name: str) -> Column | None:
        """The first column of a field, or None."""
        return next((column for column in self.columns if column.field.nama == name), None)

    def of_type(self, *types: str) -> list[Column]:
        return [column for column in self.columns if column.field.tipe in types]


@dataclass
class Diagnosis:
    """Why no table was found: the header texts read, and the layout that comes nearest with what it lacks."""

    headers: list[str]
    nearest: Match | None = None


def find_tables(sheet: Sheet) -> tuple[list[Table], Diagnosis | None]:
    """Every table of the sheet from top to bottom; a diagnosis instead where there is none."""
    grid = HeaderGrid(sheet)
    tables: list[Table] = []
    start = 0
    while start < len(sheet.rows):
        matches = _header_matches(grid, start)
        best = _best(matches)
        if best is None and not tables:
            best = _by_similarity(matches)
            if best is None:
                return [], _diagnose(grid, matches)
        if best is None:
            break
        table = _table(sheet, best, _rival(best, matches), _titles(sheet, start, best.first))
        table.end = _find_end(grid, table)
        tables.append(table)
        start = table.end
    return tables, None


def _header_matches(grid: HeaderGrid, start: int) -> list[Match]:
    """Matches of every window of rows that could be a header, up to the first that satisfies a layout and its neighbours."""
    matches: list[Match] = []
    rows = len(grid.sheet.rows)
    complete_at: int | None = None
    for row in range(start, rows):
        if complete_at is not None and row >= complete_at + MAX_HEADER_ROWS:
            break
        if not grid.has_known_word(row) or (complete_at is not None and _holds_data(grid.sheet.rows[row])):
            continue
        found = _windows(grid, row)
        matches += found
        if complete_at is None and any(not match.missing for match in found):
            complete_at = row
    return matches


def _windows(grid: HeaderGrid, row: int) -> list[Match]:
    """Matches of every header that could begin at a row."""
    rows = grid.sheet.rows[row : row + MAX_HEADER_ROWS]
    return [m for h in range(1, len(rows) + 1) if _is_stacked(rows[:h]) for m in match_header(grid, row, h)]


def _is_stacked(rows: list[list[Cell]]) -> bool:
    """Whether rows may be one header: some group reaches over several columns. Else the lower rows are data, even names."""
    first, *lower = rows
    groups = (c for c, text in enumerate(first) if text == "" or (c and text == first[c - 1]))
    return not lower or any(row[c] != "" for c in groups for row in lower)


def _holds_data(row: list[Cell]) -> bool:
    """Whether more cells are numbers, years aside, than texts: no header begins so, and trying costs most of recognition."""
    texts = sum(isinstance(value, str) and value != "" for value in row)
    return sum(isinstance(value, float) and not 1940 <= value < 2100 for value in row) > texts


def _best(matches: list[Match]) -> Match | None:
    complete = [match for match in matches if not match.missing]
    return max(complete, key=lambda match: (match.rank, -match.first), default=None)


def _rival(best: Match, matches: list[Match]) -> Layout | None:
    """Another kind of dataset that fits the same header rows just as well."""
    for match in matches:
        same_place = (match.first, match.height) == (best.first, best.height)
        if same_place and not match.missing and match.rank == best.rank and match.layout.dataset != best.layout.dataset:
            return match.layout
    return None


def _by_similarity(matches: list[Match]) -> Match | None:
    """The best match once headers that nothing knows may be read as the missing columns that they resemble."""
    for match in matches:
        _adopt_similar(match, [match.layout.kolom[name] for name in match.missing if name in match.layout.kolom])
    return _best(matches)


def _adopt_similar(match: Match, fields: list[Field]) -> None:
    for spec in fields:
        scored = [(similarity(header_words(_leaf(title)), spec), index, title) for index, title in match.unknown]
        (score, alias), index, title = max(scored, default=((0, ""), 0, ""))
        if score >= common().ambang:
            tahun, periode = column_period(path_of(title))
            column = Column(index, spec, title, tahun, periode)
            match.columns.append(column)
            match.similar.append((column, alias))
            match.unknown = [(i, text) for i, text in match.unknown if i != index]
    match.columns.sort(key=lambda column: column.index)


def similarity(words: str, spec: Field) -> tuple[float, str]:
    """How much a folded header resembles a column (0 to 100), and the known header that it resembles."""
    from rapidfuzz import fuzz, process  # only needed for headers that nothing knows

    best = process.extractOne(words, spec.tajuk, scorer=fuzz.ratio)
    return (best[1], best[0]) if best and len(words) > 3 else (0.0, "")


def _leaf(title: str) -> str:
    return title.rsplit(" > ", 1)[-1]


def _table(sheet: Sheet, match: Match, rival: Layout | None, titles: list[str]) -> Table:
    columns, doubled = _without_doubles(_with_neighbours_period(match.columns))
    match.columns = columns
    free = [spec for name, spec in match.layout.kolom.items() if name not in match.found and spec.tipe not in IGNORED_TYPES]
    if match.unknown:
        _adopt_similar(match, free)
    body = match.first + match.height
    while body < len(sheet.rows) and _is_numbering(sheet, body):
        body += 1
    return Table(
        sheet, match.layout, match.columns, match.first, body, len(sheet.rows), titles,
        doubled=doubled, similar=match.similar, unknown=match.unknown, rival=rival,
    )  # fmt: skip


def _with_neighbours_period(columns: list[Column]) -> list[Column]:
    """A printed result without a period of its own (``%``) belongs to the figure on its left."""
    result: list[Column] = []
    tahun: int | None = None
    periode: str | None = None
    for column in columns:
        if column.field.tercetak and column.tahun is None and column.periode is None:
            result.append(replace(column, tahun=tahun, periode=periode))
            continue
        if column.field.is_number:
            tahun, periode = column.tahun, column.periode
        result.append(column)
    return result


def _without_doubles(columns: list[Column]) -> tuple[list[Column], list[tuple[Column, Column]]]:
    kept: dict[tuple[object, ...], Column] = {}
    doubled: list[tuple[Column, Column]] = []
    for column in columns:
        key = (column.field.nama, column.tahun, column.periode, column.unsur)
        if key in kept and column.field.tipe not in IGNORED_TYPES:
            doubled.append((column, kept[key]))
        else:
            kept.setdefault(key if column.field.tipe not in IGNORED_TYPES else (*key, column.index), column)
    return list(kept.values()), doubled


def _is_numbering(sheet: Sheet, row: int) -> bool:
    """A row of column numbers under a header: 1, 2, 3 … or (1), (2), (3) …, a computed column as 5=4/3."""
    matches = [_COLUMN_NUMBER.match(text_of(value)) for value in sheet.rows[row] if value != ""]
    numbers = [int(match.group(1)) for match in matches if match]
    return len(numbers) == len(matches) >= 3 and all(b == a + 1 for a, b in itertools.pairwise(numbers))


def _titles(sheet: Sheet, start: int, first: int) -> list[str]:
    """The text of each row above a table; a year may stand in a cell of its own."""
    joined = (" ".join(text_of(value) for value in row if _is_title_cell(value)) for row in sheet.rows[start:first])
    return [text for text in joined if text.strip()]


def _is_title_cell(value: Cell) -> bool:
    return (isinstance(value, str) and value.strip() != "") or (isinstance(value, float) and bool(find_periods(text_of(value))))


def _is_figure(value: Cell) -> bool:
    """Whether a cell can only stand in a data row; a year, which has four digits, may head a column."""
    return isinstance(value, float) and (value < 1000 or not find_periods(text_of(value)))


def _title_start(sheet: Sheet, floor: int, header: int) -> int:
    """First row of the titles above a further header: lone texts and blanks, up to a note, a signature or a row of cells."""
    first = header
    for row in range(header - 1, floor - 1, -1):
        texts = [value for value in sheet.rows[row] if value != ""]
        if not texts:
            continue
        if len(texts) > 1 or not isinstance(texts[0], str) or is_note(texts[0]):
            break
        first = row
    return first


def is_note(label: str) -> bool:
    """Whether a text is a source, a remark or part of a signature."""
    words = fold(label)
    return any(words == note or words.startswith(f"{note} ") for note in common().catatan)


def _find_end(grid: HeaderGrid, table: Table) -> int:
    """Where the next table begins, its titles included; headers repeated after a page break are noted and passed."""
    numbers = [c.index for c in table.columns if c.field.is_number or c.field.tipe == "jawaban"]
    probe = numbers[0]
    rows = grid.sheet.rows
    places = {(c.index, c.field.nama) for c in table.columns}
    row = table.body
    while row < len(rows):
        if not _is_figure(rows[row][probe]) and grid.has_known_word(row):
            best = _best(_windows(grid, row))
            if best is not None:
                first = _title_start(grid.sheet, table.body, row)
                own_place = any(find_periods(title) or find_kecamatan(title) for title in _titles(grid.sheet, first, row))
                same = best.layout is table.layout and {(c.index, c.field.nama) for c in best.columns} <= places
                if own_place or not same:
                    return first
                table.repeated.update(range(row, row + best.height))
                row += best.height
                continue
        row += 1
    return len(rows)


def _diagnose(grid: HeaderGrid, matches: list[Match]) -> Diagnosis:
    """What looks like the header, for the message, and the layout that lacks least."""
    likely = [m for m in matches if len(m.found - _ignored(m)) >= 2 and set(m.layout.wajib) & m.found]
    nearest = max(likely, key=lambda m: (len(m.found) - 2 * len(m.missing), m.rank), default=None)
    return Diagnosis(_unknown_header(grid.sheet), nearest)


def _unknown_header(sheet: Sheet) -> list[str]:
    """The first row of words alone, if numbers follow below it; any other row may hold persons' names, so it is not shown."""
    for row, below in itertools.pairwise(sheet.rows[:60]):
        words = [value for value in row if value != ""]
        if len(words) >= 3 and all(isinstance(value, str) for value in words):
            return [text_of(value) for value in words[:8]] if any(isinstance(v, float) for v in below) else []
    return []


def _ignored(match: Match) -> set[str]:
    return {column.field.nama for column in match.columns if column.field.tipe in IGNORED_TYPES}


def nearest_header(match: Match, name: str) -> str:
    """Of the headers that nothing knows, the one most like the missing column ``name``; empty where all are known."""
    spec = match.layout.kolom[name]
    texts = [_leaf(title) for _, title in match.unknown]
    return max(texts, key=lambda text: similarity(header_words(text), spec)[0], default="")
