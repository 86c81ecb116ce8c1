"""What the planner is told of a recognised table: how its headers were taken, whose and when it is, which rows gave nothing."""

from __future__ import annotations

from pathlib import PurePosixPath

from flows.workbook.accounts import accounts_alone
from flows.workbook.collect import Collector, name_of, shown
from flows.workbook.columns import is_undecided
from flows.workbook.context import Periods, UnitAnswer
from flows.workbook.headers import MAX_HEADER_ROWS, Column, header_words
from flows.workbook.layouts import Layout
from flows.workbook.nearest import nearest_field
from flows.workbook.recognise import Table
from flows.workbook.rows import Rows, is_ignored
from flows.workbook.text import address
from flows.workbook.values import is_answer


def toml_line(column: str, header: str) -> str:
    """The line that makes a header known as a column of its layout."""
    return f'[kolom.{column}] tajuk = [..., "{header_words(header)}"]'


def layout_path(layout: Layout) -> str:
    """Where a layout's TOML lies, as a person would look for it."""
    return str(PurePosixPath("flows", "workbook", "layouts", f"{layout.nama}.toml"))


def tell_recognition(out: Collector, table: Table) -> None:
    """Headers taken by similarity, doubled, unknown or joined, numbers that a header scales, and a rival reading."""
    layout = layout_path(table.layout)
    header_row = table.body - 1
    for column, alias in table.similar:
        out.add("KOL001", address(header_row, column.index), name_of(column), kolom=column.field.nama, mirip=alias,
                tajuk=header_words(name_of(column)), layout=layout)  # fmt: skip
    undecided = [pair for pair in table.doubled if is_undecided(*pair)]
    branched = tell_branches(out, table)
    for column, kept in (pair for pair in table.doubled if pair not in undecided and pair not in branched):
        out.add(
            "KOL002",
            address(header_row, column.index),
            name_of(column),
            pakai=address(header_row, kept.index).rstrip("0123456789"),
        )
    for index, title in table.unknown:
        below = [row[index] for row in table.sheet.rows[table.body : table.body + MAX_HEADER_ROWS]]
        near = nearest_field(table.layout, {c.field.nama for c in table.columns}, title, below)
        leaf = title.rsplit(" > ", 1)[-1]
        out.add(
            "KOL003",
            address(header_row, index),
            leaf,
            layout=layout,
            mirip=near,
            baris=toml_line(near, title.replace(" > ", " ")),
        )
    for column in table.columns:
        if column.lanjut and column.field.is_number:
            parts = ", ".join(address(header_row, i).rstrip("0123456789") for i in column.indexes)
            out.add("KOL004", address(header_row, column.index), name_of(column), kolom=column.field.nama, bagian=parts)
    scaled: dict[int, list[str]] = {}
    for column in table.columns:
        if column.skala != 1:
            scaled.setdefault(column.skala, []).append(name_of(column))
    for skala, names in scaled.items():
        out.add("LBR008", nilai=", ".join(names), skala=shown(skala))
    if table.rival:
        out.add("LBR007", jenis=table.layout.judul, lain=table.rival.judul)


def tell_branches(out: Collector, table: Table) -> list[tuple[Column, Column]]:
    """The doubled columns of answers that some respondents filled instead of the others, as forms with branches give; says so."""
    pairs = [pair for pair in table.doubled if pair[0].field.tipe == "jawaban"]
    if not pairs:
        return []
    used = [column.index for column in table.of_type("jawaban")]
    rows = [row for row in table.sheet.rows[table.body : table.end] if not any(row[i] != "" for i in used)]
    instead = sum(any(is_answer(row[other.index]) for other, _ in pairs) for row in rows)
    if not instead:
        return []
    other, kept = pairs[0]
    pakai = address(0, kept.index).rstrip("0123456789")
    out.add("KOL006", address(table.body - 1, other.index), name_of(other), pakai=pakai, jumlah=instead)
    return pairs


def tell_undecided(out: Collector, table: Table) -> bool:
    """Whether columns stand below groups between which nothing decides, so that none of the table can be loaded; says so."""
    pairs = [pair for pair in table.doubled if is_undecided(*pair)]
    if pairs:
        other, used = pairs[0]
        groups = dict.fromkeys(c.header.split(" > ")[0] for pair in pairs for c in reversed(pair) if c.field is used.field)
        out.add("KOL005", address(table.body - 1, other.index), name_of(other), kelompok=", ".join(list(groups)[:6]))
    return bool(pairs)


def tell_accounts(out: Collector, table: Table, rows: Rows) -> bool:
    """Whether a budget sheet lists accounts of belanja without a program, so that none of it can be loaded; says so."""
    listed = accounts_alone(table, rows)
    if listed:
        out.add("LBR013", address(listed[0], table.columns[0].index), jumlah=len(listed))
    return bool(listed)


def tell_place(out: Collector, table: Table, unit: UnitAnswer, periods: Periods) -> bool:
    """Whether every column's year is known; says so where it is not, or where only a name gives it."""
    if table.layout.periode == "tidak":
        return True
    numbers = [c for c in table.columns if c.field.is_number and not c.field.timeless]
    values: list[Column | None] = [c for c in numbers if not _of_any_year(c, numbers)] or [None]
    if table.of_type("tanggal", "tahun"):
        return True
    years = [periods.of(column)[0] for column in values]
    if None in years:
        if periods.unsure:
            out.add("PRD002", calon=", ".join(map(str, periods.unsure)))
        else:
            out.add("PRD001")
        return False
    if periods.from_name:
        tahun, periode = periods.of(values[0])
        out.add("PRD003", periode=f"{tahun} {periode}", asal=periods.from_name)
    return True


def _of_any_year(column: Column, others: list[Column]) -> bool:
    """Whether an undated column, such as that of weights, stands beside the figures of several years."""
    return column.field.pagu_periode and column.tahun is None and len({c.tahun for c in others} - {None}) > 1


def tell_rows(out: Collector, table: Table, rows: Rows) -> None:
    """What the planner should know of the rows that gave no data, or that he cannot see."""
    first_column = table.columns[0].index

    def several(rule: str, found: list[int]) -> None:
        if found:
            out.add(rule, address(found[0], first_column), jumlah=len(found), baris=found[0] + 1)

    several("BRS003", rows.without_values)
    several("BRS004", rows.belanja)
    several("BRS005", rows.pendapatan)
    several("BRS006", rows.parts)
    hidden = [c for c in table.columns if c.index in table.sheet.facts.hidden_columns and not is_ignored(c)]
    if hidden:
        letters = ", ".join(address(0, c.index).rstrip("0123456789") for c in hidden)
        out.add("LBR011", address(table.body - 1, hidden[0].index), jumlah=len(hidden), kolom=letters)
    several("LBR006", [r for r in rows.data if r in table.sheet.facts.hidden_rows])
