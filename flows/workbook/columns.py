"""The columns of a header put in order: parts joined, doubles and the table beside it left out, scales and periods passed on."""

from __future__ import annotations

import re
from dataclasses import replace

from flows.workbook.headers import (
    SCALED,
    Column,
    HeaderGrid,
    Match,
    path_of,
)
from flows.workbook.layouts import IGNORED_TYPES, common
from flows.workbook.scales import title_scale

ROW_NAMES = frozenset({"desa", "kecamatan", "kode", "indikator", "komponen", "unsur", "umur", "nomor"})
"""Types of columns that name a row; one of them again, after the figures, begins another table beside this one."""


def cut_off_next(match: Match) -> None:
    """Leaves out the columns of a table that stands beside this one under the same header rows."""
    seen: set[str] = set()
    figures = False
    for i, column in enumerate(match.columns):
        if column.field.tipe in ROW_NAMES:
            if column.field.nama in seen and figures:
                first = i - 1 if match.columns[i - 1].field.tipe in IGNORED_TYPES else i
                cut = match.columns[first].index
                match.columns = match.columns[:first]
                match.unknown = [(index, title) for index, title in match.unknown if index < cut]
                return
            seen.add(column.field.nama)
        figures = figures or column.field.is_number or column.field.tipe == "jawaban"


def code_to_the_right(grid: HeaderGrid, match: Match) -> list[Column]:
    """The columns; that of the code with those on its right that have no header of their own, which hold its further parts."""
    headed = {i for i, path in enumerate(grid.paths(match.first, match.height)) if path}
    columns = []
    for column in match.columns:
        further: list[int] = []
        while column.field.tipe == "kode" and (at := column.index + len(further) + 1) < grid.sheet.width and at not in headed:
            further.append(at)
        if further and any(row[i] != "" for row in grid.sheet.rows[match.first + match.height :] for i in further):
            columns.append(replace(column, lanjut=tuple(further)))
        else:
            columns.append(column)
    return columns


def join_levels(columns: list[Column]) -> list[Column]:
    """The columns; where each level has a code and a name of its own (*Kode Program, Nama Program, Kode Kegiatan*), one of each.

    The code goes on in the others; the name is that of the lowest level.
    """
    codes = [column for column in columns if column.field.tipe == "kode"]
    names = [column for column in columns if column.field.nama == "uraian"]
    apart = len(codes) > 1 and any(codes[0].index < name.index < codes[-1].index for name in names)
    if not apart or any(column.field.is_number for column in columns if column.index < codes[-1].index):
        return columns
    code = replace(codes[0], lanjut=tuple(column.index for column in codes[1:]))
    name = replace(names[-1], lanjut=tuple(column.index for column in names[:-1]))
    others = [column for column in columns if column not in codes and column not in names]
    return sorted([code, name, *others], key=lambda column: column.index)


def join_parts(columns: list[Column]) -> list[Column]:
    """Columns that are one: a code over several columns, and amounts of kinds of belanja without a column of their sum."""
    joined: list[Column] = []
    for column in columns:
        last = joined[-1] if joined else None
        if (
            column.field.tipe == "kode"
            and last is not None
            and last.field is column.field
            and last.indexes[-1] + 1 == column.index
        ):
            joined[-1] = replace(last, lanjut=(*last.lanjut, column.index))
            continue
        first = next((i for i, c in enumerate(joined) if c.key == column.key and is_part(c)), None) if is_part(column) else None
        if first is not None:
            joined[first] = replace(joined[first], lanjut=(*joined[first].lanjut, column.index))
            continue
        joined.append(column)
    whole = {column.key for column in joined if not is_part(column)}
    return [column for column in joined if not (is_part(column) and column.key in whole)]


def is_part(column: Column) -> bool:
    """Whether a header above says that an amount is that of one kind of belanja, or people those of one citizenship."""
    return column.field.tipe in SCALED and any(part.base in common().bagian for part in path_of(column.header)[:-1])


def with_scale(columns: list[Column], titles: list[str]) -> list[Column]:
    """The columns of money with the scale that a title announces, where their own header names none."""
    skala = next((scale for title in titles if (scale := title_scale(title)) != 1), 1)
    if skala == 1:
        return columns
    return [replace(c, skala=skala) if c.field.tipe == "uang" and c.skala == 1 else c for c in columns]


def with_neighbours_period(columns: list[Column]) -> list[Column]:
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


def _is_whole(column: Column) -> bool:
    """Whether all header cells together are a known header, rather than the last one below a group that nothing knows."""
    return " ".join(part.base for part in path_of(column.header) if part.base) in column.field.tajuk


def _says_until(column: Column) -> bool:
    """Whether a header says that its figures are cumulative: *Realisasi s.d. Maret* beside *Realisasi Maret*."""
    return column.field.tipe == "uang" and _UNTIL.search(column.header) is not None


_UNTIL = re.compile(r"(?<!\w)(?:s\s*[./]?\s*d|sampai(?:\s+dengan)?|kumulatif)(?!\w)", re.IGNORECASE)


def is_undecided(other: Column, used: Column) -> bool:
    """Whether nothing decides between two columns of figures, each below a group of its own that no layout knows."""
    groups = [tuple(part.text for part in path_of(column.header)[:-1]) for column in (other, used)]
    even = (_says_until(other), _is_whole(other)) == (_says_until(used), _is_whole(used)) and not _is_whole(used)
    return used.field.is_number and not used.field.tercetak and all(groups) and groups[0] != groups[1] and even


def without_doubles(columns: list[Column]) -> tuple[list[Column], list[tuple[Column, Column]]]:
    """The columns with one of each kind, the others with the one that is used: the first,
    or one that is cumulative or known in full."""
    kept: dict[tuple[object, ...], Column] = {}
    doubled: list[tuple[Column, Column]] = []
    for column in columns:
        key = column.key
        if key in kept and column.field.tipe not in IGNORED_TYPES:
            better = (_says_until(column), _is_whole(column)) > (_says_until(kept[key]), _is_whole(kept[key]))
            used, other = (column, kept[key]) if better else (kept[key], column)
            kept[key] = used
            doubled.append((other, used))
        else:
            kept.setdefault(key if column.field.tipe not in IGNORED_TYPES else (*key, column.index), column)
    return list(kept.values()), doubled
