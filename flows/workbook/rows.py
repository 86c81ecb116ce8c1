"""What each row below a header is: data, a total, a note or blank. Every row gets exactly one class."""

from __future__ import annotations

from dataclasses import dataclass, field

from flows.workbook.cells import Cell
from flows.workbook.headers import Column, header_words, text_of
from flows.workbook.layouts import IGNORED_TYPES, common
from flows.workbook.recognise import Table
from flows.workbook.regions import is_total_name
from flows.workbook.text import fold

_KEYS = ("desa", "kode", "indikator", "komponen", "unsur", "program")
_MAX_TOTAL_WORDS = 4


@dataclass
class Rows:
    """Rows of a table by class, 0-based. ``filled`` holds the texts that a row inherits from the cell above."""

    data: list[int] = field(default_factory=list)
    totals: list[int] = field(default_factory=list)
    notes: list[int] = field(default_factory=list)
    blanks: list[int] = field(default_factory=list)
    keyless: list[int] = field(default_factory=list)
    without_values: list[int] = field(default_factory=list)
    labels: dict[int, str] = field(default_factory=dict)
    filled: dict[int, dict[int, Cell]] = field(default_factory=dict)


def classify(table: Table) -> Rows:
    """The class of every row of the table's body."""
    rows = Rows()
    if table.layout.bentuk == "responden":
        _classify_answers(table, rows)
    else:
        _classify_named(table, rows)
    return rows


def _classify_answers(table: Table, rows: Rows) -> None:
    """Respondents are rows with answers; below them come the template's footer rows, known by their labels."""
    cells = table.sheet.rows
    answers = [column.index for column in table.of_type("jawaban")]
    number = table.column("nomor")
    others = [i for i in range(table.sheet.width) if i not in set(answers)]
    for r in range(table.body, table.end):
        row = cells[r]
        if number is not None and row[number.index].__class__ is float and all(row[i].__class__ is float for i in answers):
            rows.data.append(r)
            continue
        label = next((text_of(row[i]) for i in others if isinstance(row[i], str) and row[i]), "")
        if r in table.repeated or not any(value != "" for value in row):
            (rows.notes if r in table.repeated else rows.blanks).append(r)
        elif foot_of(table, label):
            rows.totals.append(r)
            rows.labels[r] = label
        elif any(row[i] != "" for i in answers):
            rows.data.append(r)
        else:
            rows.notes.append(r)


def foot_of(table: Table, label: str) -> str:
    """The measure that a footer label announces (``nrr``, ``ikm`` …): the longest known label that it starts with."""
    words = header_words(label)
    hits = [
        (len(alias), ukuran)
        for ukuran, aliases in table.layout.kaki.items()
        for alias in aliases
        if words == alias or words.startswith(f"{alias} ")
    ]
    return max(hits, default=(0, ""))[1]


def _classify_named(table: Table, rows: Rows) -> None:
    keys = _key_columns(table)
    values = [c.index for c in table.columns if c.field.is_number]
    fills = [c for c in table.columns if c.field.isi_ke_bawah]
    above: dict[int, Cell] = {}
    for r in range(table.body, table.end):
        row = table.sheet.rows[r]
        if r in table.repeated or not any(value != "" for value in row):
            (rows.notes if r in table.repeated else rows.blanks).append(r)
            continue
        for column in fills:
            if row[column.index] != "":
                above[column.index] = row[column.index]
        _one_row(table, rows, r, keys, values, above)
    _settle_keyless(rows)


def _one_row(table: Table, rows: Rows, r: int, keys: list[Column], values: list[int], above: dict[int, Cell]) -> None:
    row = table.sheet.rows[r]
    has_value = any(row[i] != "" for i in values)
    label = _label(table, r)
    if _is_total(table, r, label, above) and (has_value or foot_of(table, label)):
        rows.totals.append(r)
        rows.labels[r] = label
        rows.filled[r] = dict(above)
    elif all(row[c.index] != "" or above.get(c.index, "") != "" for c in keys):
        own_key = any(row[c.index] != "" for c in keys)
        if has_value:
            rows.data.append(r)
            rows.filled[r] = dict(above)
        else:
            rows.notes.append(r)
            if own_key and not _is_note(label):
                rows.without_values.append(r)
    elif has_value and not _is_note(label):
        rows.keyless.append(r)
        rows.filled[r] = dict(above)
    else:
        rows.notes.append(r)


def _key_columns(table: Table) -> list[Column]:
    """The columns that name a row; a second key such as the age band counts too."""
    keys = [c for c in table.columns if c.field.tipe in _KEYS or (c.field.nama in _KEYS and c.field.nama in table.layout.wajib)]
    return keys[:1] + table.of_type("umur")


def _label(table: Table, r: int) -> str:
    """The first text of the row among the table's own columns that are not numbers."""
    row = table.sheet.rows[r]
    names = [c for c in table.columns if not c.field.is_number and c.field.tipe != "jawaban"]
    texts = (text_of(value) for value in (row[c.index] for c in names) if isinstance(value, str))
    return next((text for text in texts if text), "")


def _is_total(table: Table, r: int, label: str, above: dict[int, Cell]) -> bool:
    row = table.sheet.rows[r]
    if foot_of(table, label):
        return True
    if any(_starts_total(header_words(text_of(row[column.index]))) for column in table.of_type("umur")):
        return True
    for column in table.of_type("desa"):
        name = text_of(row[column.index] or above.get(column.index, ""))
        return names_whole(name or label)
    if not _starts_total(header_words(label)):
        return False
    number = table.column("no")
    numbered = number is not None and text_of(row[number.index]).strip(".").isdigit()
    return not numbered and len(label.split()) <= _MAX_TOTAL_WORDS


def names_whole(name: str) -> bool:
    """Whether a label in a village column stands for all villages: *Jumlah*, *Se Kecamatan*, *Kecamatan …*."""
    return _starts_total(header_words(name)) or is_total_name(name)


def _starts_total(words: str) -> bool:
    return any(words == total or words.startswith(f"{total} ") for total in common().total)


def _is_note(label: str) -> bool:
    words = fold(label)
    return any(words == note or words.startswith(f"{note} ") for note in common().catatan)


def _settle_keyless(rows: Rows) -> None:
    """Numbers without a name before the first or after the last named row are a total; between them, a fault."""
    first = min(rows.data, default=0)
    last = max(rows.data, default=-1)
    for r in list(rows.keyless):
        if r < first or r > last:
            rows.keyless.remove(r)
            rows.totals.append(r)
            rows.labels[r] = ""
    rows.totals.sort()


def row_value(table: Table, rows: Rows, r: int, column: Column) -> Cell:
    """The cell of a row, or what it inherits from above where its column repeats downwards."""
    value = table.sheet.rows[r][column.index]
    return rows.filled[r].get(column.index, "") if value == "" and column.field.isi_ke_bawah and r in rows.filled else value


def is_ignored(column: Column) -> bool:
    """Whether nothing of this column is loaded."""
    return column.field.tipe in IGNORED_TYPES
