"""Finding the tables of a sheet by their content: header rows anywhere, several tables below and beside each other."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, field, replace
from datetime import date

from flows.workbook.cells import Cell, Sheet
from flows.workbook.choose import adopt_similar, best_match, by_similarity, rival_layout, with_group_headers
from flows.workbook.columns import (
    ROW_NAMES,
    code_to_the_right,
    cut_off_next,
    join_levels,
    join_parts,
    with_neighbours_period,
    with_scale,
    without_doubles,
)
from flows.workbook.headers import (
    MAX_HEADER_ROWS,
    Column,
    HeaderGrid,
    Match,
    as_unsur,
    header_words,
    match_header,
    text_of,
)
from flows.workbook.layouts import IGNORED_TYPES, PROFILE, Layout, common, layouts
from flows.workbook.nearest import Diagnosis, diagnose
from flows.workbook.periods import find_periods, month_and_year
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
    title_row: int = 0
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


def timeless_part(table: Table) -> Table | None:
    """Area and the like of a table of population, as a profile of its villages: that part needs no year."""
    profile = next(layout for layout in layouts() if layout.dataset == PROFILE)
    columns = [column for column in table.columns if column.field.timeless or column.field.nama in profile.wajib]
    if table.layout is profile or not any(column.field.timeless for column in columns):
        return None
    return replace(table, layout=profile, columns=columns)


def find_tables(sheet: Sheet) -> tuple[list[Table], Diagnosis | None]:
    """Every table of the sheet, those below each other from top to bottom; a diagnosis instead where there is none."""
    tables, diagnosis = _stacked_tables(sheet)
    beside = _tables_beside(sheet, tables)
    if not beside:
        return tables, diagnosis
    blocks = [(table.first, table.end, *_block(table)) for table in [*tables, *beside]]
    for i, table in enumerate([*tables, *beside]):
        table.sheet = _without(sheet, [block for k, block in enumerate(blocks) if k != i])
        left, right = _block(table)
        table.titles = _titles(sheet, table.title_row, table.first, left, right)
        table.columns = [column for column in table.columns if left <= column.index <= right]
        table.unknown = [(index, title) for index, title in table.unknown if left <= index <= right]
    return tables + beside, None


def _stacked_tables(sheet: Sheet) -> tuple[list[Table], Diagnosis | None]:
    grid = HeaderGrid(sheet)
    tables: list[Table] = []
    start = 0
    while start < len(sheet.rows):
        matches = _header_matches(grid, start)
        best = best_match(grid, matches)
        if best is None and not tables:
            best = by_similarity(grid, matches)
            if best is None:
                return [], diagnose(grid, matches)
        if best is None:
            break
        table = _table(grid, with_group_headers(best, matches), rival_layout(grid, best, matches), start)
        table.end = _find_end(grid, table)
        tables.append(table)
        start = table.end
    return tables, None


def _block(table: Table) -> tuple[int, int]:
    """First and last column of a table; unknown ones and those of numbers and remarks count where they join on."""
    used = {i for column in table.columns for i in column.indexes if column.field.tipe not in IGNORED_TYPES}
    joining = {i for i, _ in table.unknown} | {column.index for column, _ in table.doubled}
    joining |= {column.index for column in table.columns if column.index not in used}
    first, last = min(used), max(used)
    while last + 1 in joining:
        last += 1
    while first - 1 in joining:
        first -= 1
    return first, last


def _without(sheet: Sheet, blocks: list[tuple[int, int, int, int]]) -> Sheet:
    """The sheet without the cells of some blocks: rows from the first to before the second number, columns to the last."""
    rows = [list(row) for row in sheet.rows]
    for top, end, left, right in blocks:
        for row in rows[top:end]:
            row[left : right + 1] = [""] * (right + 1 - left)
    return replace(sheet, rows=rows)


def _tables_beside(sheet: Sheet, tables: list[Table]) -> list[Table]:
    """Tables that stand beside others: found once the others' cells are taken away, whatever rows they begin in."""
    if not any(_cells_beside(table) for table in tables):
        return []
    rest = _without(sheet, [(table.first, table.end, *_block(table)) for table in tables])
    rest = replace(rest, merges=[m for m in sheet.merges if not any(_covers(table, m) for table in tables)])
    found, _ = _stacked_tables(rest)
    return [] if any(table.similar for table in found) else found + _tables_beside(rest, found)


def _covers(table: Table, merge: tuple[int, int, int, int]) -> bool:
    left, right = _block(table)
    return table.first <= merge[0] < table.end and left <= merge[1] <= right


def _cells_beside(table: Table) -> bool:
    """Whether words stand beside a table in the rows of its header or close below, as those of another header would."""
    left, right = _block(table)
    rows = table.sheet.rows[table.first : min(table.end, table.body + MAX_HEADER_ROWS)]
    return any(isinstance(v, str) and v != "" for row in rows for v in [*row[:left], *row[right + 1 :]])


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
    end = next((h for h in range(1, len(rows)) if _holds_data(rows[h]) and not _counts_on(rows[h])), len(rows))
    rows = rows[:end]
    return [m for h in range(1, len(rows) + 1) if _is_stacked(rows[:h]) for m in match_header(grid, row, h)]


def _is_stacked(rows: list[list[Cell]]) -> bool:
    """Whether rows may be one header: some group reaches over several columns. Else the lower rows are data, even names."""
    first, *lower = rows
    if lower and _names_unsur(first, lower[0]):
        return True
    groups = (c for c, text in enumerate(first) if text == "" or (c and text == first[c - 1]))
    return not lower or any(row[c] != "" for c in groups for row in lower)


_FEWEST_UNSUR = 3


def _names_unsur(numbers: list[Cell], names: list[Cell]) -> bool:
    """Whether a row names the unsur that the row above only numbers (*U1* over *Persyaratan*)."""
    below = [b for a, b in zip(numbers, names, strict=True) if (unsur := as_unsur(header_words(text_of(a)))) and not unsur.kode]
    found = [as_unsur(header_words(b)) for b in below if isinstance(b, str)]
    named = sum(unsur is not None and unsur.kode != "" for unsur in found)
    return named >= max(_FEWEST_UNSUR, (len(below) + 1) // 2)


def _holds_data(row: list[Cell]) -> bool:
    """Whether more cells are numbers, years aside, than texts: no header begins so, and trying costs most of recognition."""
    texts = sum(isinstance(value, str) and value != "" for value in row)
    return sum(isinstance(value, float) and not 1940 <= value < 2100 for value in row) > texts


def _counts_on(row: list[Cell]) -> bool:
    """Whether the numbers of a row rise from left to right, as those of unsur, months, ages or columns in a header do."""
    figures = [value for value in row if isinstance(value, float)]
    return all(b > a for a, b in itertools.pairwise(figures))


def _table(grid: HeaderGrid, match: Match, rival: Layout | None, start: int) -> Table:
    sheet = grid.sheet
    titles = _titles(sheet, start, match.first)
    cut_off_next(match)
    columns, doubled = without_doubles(join_parts(join_levels(with_neighbours_period(code_to_the_right(grid, match)))))
    match.columns = with_scale(columns, titles)
    free = [spec for name, spec in match.layout.kolom.items() if name not in match.found and spec.tipe not in IGNORED_TYPES]
    if match.unknown:
        adopt_similar(match, free)
    body = match.first + match.height
    while body < len(sheet.rows) and _is_numbering(sheet, body):
        body += 1
    return Table(
        sheet, match.layout, match.columns, match.first, body, len(sheet.rows), titles, start,
        doubled=doubled, similar=match.similar, unknown=match.unknown, rival=rival,
    )  # fmt: skip


def _is_numbering(sheet: Sheet, row: int) -> bool:
    """A row of column numbers under a header: 1, 2, 3 … or (1), (2), (3) …, a computed column as 5=4/3."""
    matches = [_COLUMN_NUMBER.match(text_of(value)) for value in sheet.rows[row] if value != ""]
    numbers = [int(match.group(1)) for match in matches if match]
    return len(numbers) == len(matches) >= 3 and all(b == a + 1 for a, b in itertools.pairwise(numbers))


def _titles(sheet: Sheet, start: int, first: int, left: int = 0, right: int = -1) -> list[str]:
    """The text of each row above a table; a year may stand in a cell of its own.

    Of a table that has others beside it (columns ``left`` to ``right``) what stands above it, where anything does.
    """
    joined = (
        " ".join(texts) for row in sheet.rows[start:first] if (texts := _title_cells(row[left : right + 1]) or _title_cells(row))
    )
    return [text for text in joined if text.strip()]


def _title_cells(row: list[Cell]) -> list[str]:
    """The texts of a row above a table; a day counts where the words before it say that it is that of the data."""
    texts: list[str] = []
    for value in row:
        if isinstance(value, date) and _OF_DATA.search(" ".join(texts)) and not _OF_PRINT.search(" ".join(texts)):
            texts.append(month_and_year(value))
        elif _is_title_cell(value):
            texts.append(text_of(value))
    return texts


_OF_DATA = re.compile(r"\b(?:data|keadaan|posisi|periode|bulan|per)\b", re.IGNORECASE)
_OF_PRINT = re.compile(r"\b(?:di)?(?:cetak|unduh|buat|lapor)", re.IGNORECASE)


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


def _heads_another(table: Table, row: list[Cell]) -> bool:
    """Whether a row heads a table that no layout knows: the name of its key again, beside words in place of figures."""
    named = [c for c in table.columns if c.field.tipe in ROW_NAMES and header_words(text_of(row[c.index])) in c.field.tajuk]
    figures = [header_words(value) for c in table.columns if c.field.is_number and isinstance(value := row[c.index], str)]
    return bool(named) and bool(figures) and any(map(str.isalpha, "".join(figures)))


def _find_end(grid: HeaderGrid, table: Table) -> int:
    """Where the next table begins, its titles included; headers repeated after a page break are noted and passed."""
    numbers = [c.index for c in table.columns if c.field.is_number or c.field.tipe == "jawaban"]
    probe = numbers[0]
    rows = grid.sheet.rows
    places = {(c.index, c.field.nama) for c in table.columns}
    row = table.body
    while row < len(rows):
        if not _is_figure(rows[row][probe]) and grid.has_known_word(row):
            best = best_match(grid, _windows(grid, row))
            if best is not None:
                first = _title_start(grid.sheet, table.body, row)
                own_place = any(find_periods(title) or find_kecamatan(title) for title in _titles(grid.sheet, first, row))
                same = best.layout is table.layout and {(c.index, c.field.nama) for c in best.columns} <= places
                if own_place or not same:
                    return first
                table.repeated.update(range(row, row + best.height))
                row += best.height
                continue
            if _heads_another(table, rows[row]):
                return _title_start(grid.sheet, table.body, row)
        row += 1
    return len(rows)
