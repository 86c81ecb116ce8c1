"""What each row below a header is: data, a total, a note or blank. Every row gets exactly one class."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from operator import itemgetter

from flows.workbook.cells import Cell
from flows.workbook.codes import code_kind, code_of, is_code
from flows.workbook.headers import Column, header_words, text_of
from flows.workbook.layouts import IGNORED_TYPES, common
from flows.workbook.numbers import parse_number
from flows.workbook.recognise import Table, is_note
from flows.workbook.reference import komponen_names
from flows.workbook.regions import bare_name, is_total_name
from flows.workbook.text import fold
from flows.workbook.values import is_answer

_KEYS = ("desa", "kode", "indikator", "komponen", "unsur", "program")
_FLOATS = {float}
_MAX_TOTAL_WORDS = 4
_MAX_ANSWER = 7
"""Characters of the longest cell that may be meant as an answer, a formula error (``#VALUE!``) included."""


@dataclass
class Rows:
    """Rows of a table by class, 0-based. ``filled`` holds the texts that a row inherits from the cell above."""

    data: list[int] = field(default_factory=list)
    totals: list[int] = field(default_factory=list)
    notes: list[int] = field(default_factory=list)
    blanks: list[int] = field(default_factory=list)
    keyless: list[int] = field(default_factory=list)
    without_values: list[int] = field(default_factory=list)
    belanja: list[int] = field(default_factory=list)
    pendapatan: list[int] = field(default_factory=list)
    parts: list[int] = field(default_factory=list)
    """Rows that are part of the one above them, such as the sub-components of a component of SAKIP."""
    labels: dict[int, str] = field(default_factory=dict)
    filled: dict[int, dict[int, Cell]] = field(default_factory=dict)
    codes: dict[int, Cell] = field(default_factory=dict)
    """The budget code of each row, put together where it stands in several columns."""


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
    certain = itemgetter(number.index, *answers) if number is not None else None
    for r in range(table.body, table.end):
        row = cells[r]
        if certain is not None and set(map(type, certain(row))) == _FLOATS:
            rows.data.append(r)
            continue
        label = next((text_of(row[i]) for i in others if isinstance(row[i], str) and row[i]), "")
        if r in table.repeated or not any(value != "" for value in row):
            (rows.notes if r in table.repeated else rows.blanks).append(r)
        elif foot_of(table, label):
            rows.totals.append(r)
            rows.labels[r] = label
        elif _is_respondent(table, row, answers):
            rows.data.append(r)
        else:
            rows.notes.append(r)
            if number is not None and text_of(row[number.index]).isdigit():
                rows.without_values.append(r)


def _is_respondent(table: Table, row: list[Cell], answers: list[int]) -> bool:
    """Whether a row with answers is a person's: mostly possible answers, or a number or date, particulars, a short answer.

    Words in the answer columns alone are a signature block, and a numbered sheet's row without digits a foot of its own.
    """
    given = [row[i] for i in answers if row[i] != "" and not is_note(text_of(row[i]))]
    if 2 * sum(map(is_answer, given)) > len(answers):
        return True
    number = table.column("nomor")
    if number is not None and _is_numbered(table, number) and row[number.index] != "":
        return bool(given) and any(map(str.isdigit, text_of(row[number.index])))
    people = [c for c in table.columns if c.field.tipe != "jawaban" and not is_ignored(c) and row[c.index] != ""]
    known = len(people) > 1 or any(c.field.tipe == "tanggal" or c is number for c in people)
    return bool(given) and (known or any(len(text_of(value)) <= _MAX_ANSWER for value in given))


def _is_numbered(table: Table, number: Column) -> bool:
    return table.body < table.end and any(map(str.isdigit, text_of(table.sheet.rows[table.body][number.index])))


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
    """Rows that a key names. A village is written once for several rows only where something else tells them apart."""
    keys = _key_columns(table)
    rows.codes = _codes(table)
    values = [i for c in table.columns if c.field.is_number for i in c.indexes]
    several = bool(table.of_type("umur", "kelamin", "tahun", "waktu"))
    fills = [c for c in table.columns if c.field.isi_ke_bawah and (several or c.field.tipe != "desa")]
    names = table.of_type("komponen")
    components = len({c for r in range(table.body, table.end) if (c := _component(table, r, names))}) > 1
    above: dict[int, Cell] = {}
    for r in range(table.body, table.end):
        row = table.sheet.rows[r]
        if r in table.repeated or not any(value != "" for value in row):
            (rows.notes if r in table.repeated else rows.blanks).append(r)
            continue
        for column in fills:
            if row[column.index] != "":
                above[column.index] = row[column.index]
        if components and _is_part(table, r, names):
            rows.notes.append(r)
            rows.parts.append(r)
        else:
            _one_row(table, rows, r, keys, values, above)
    _settle_keyless(table, rows)


_LIST_NUMBER = re.compile(r"^\W*(?:[a-z]|[ivx]{1,4}|\d{1,2})\W+(?=\w{2})", re.IGNORECASE)
_LOWER_LEVEL = re.compile(r"^\s*(?:\d{1,2}|[a-z]|[ivx]{1,4})\s*[.)]\s*(?:[a-z]|\d{1,2})\b", re.IGNORECASE)


def _component(table: Table, r: int, names: list[Column]) -> str:
    """The code of the SAKIP component that a row names, empty where it names none."""
    text = text_of(table.sheet.rows[r][names[0].index]) if names else ""
    return komponen_names().get(fold(_LIST_NUMBER.sub("", text)), "")


def _is_part(table: Table, r: int, names: list[Column]) -> bool:
    """Whether a row is a sub-component: by its first word, or by a number of the second level (*1.a*) that no component has."""
    if _component(table, r, names):
        return False
    text = text_of(table.sheet.rows[r][names[0].index])
    number = table.column("no")
    listed = text_of(table.sheet.rows[r][number.index]) if number else text
    return fold(_LIST_NUMBER.sub("", text)).split(" ")[0] in table.layout.anak or bool(text and _LOWER_LEVEL.match(listed))


def _one_row(table: Table, rows: Rows, r: int, keys: list[Column], values: list[int], above: dict[int, Cell]) -> None:
    row = table.sheet.rows[r]
    has_value = any(row[i] != "" for i in values)
    label = _label(table, r)
    level = code_kind(rows.codes[r]) if keys and keys[0].field.tipe == "kode" else ""
    if level in ("belanja", "pendapatan"):
        rows.notes.append(r)
        (rows.belanja if level == "belanja" else rows.pendapatan).append(r)
    elif level == "urusan" and has_value:
        rows.totals.append(r)
        rows.labels[r] = label
    elif _is_total(table, r, label, above) and (has_value or foot_of(table, label)):
        rows.totals.append(r)
        rows.labels[r] = label
        rows.filled[r] = dict(above)
    elif all(rows.codes.get(r, row[c.index]) != "" or above.get(c.index, "") != "" for c in keys):
        own_key = any(rows.codes.get(r, row[c.index]) != "" for c in keys)
        if (own_key and has_value) or _has_number(table, r):
            rows.data.append(r)
            rows.filled[r] = dict(above)
        else:
            rows.notes.append(r)
            if own_key and not is_note(label):
                rows.without_values.append(r)
    elif _has_number(table, r) and not is_note(label):
        rows.keyless.append(r)
        rows.filled[r] = dict(above)
    else:
        rows.notes.append(r)


def _key_columns(table: Table) -> list[Column]:
    """The columns that name a row; a second key such as the age band counts too."""
    keys = [c for c in table.columns if c.field.tipe in _KEYS or (c.field.nama in _KEYS and c.field.nama in table.layout.wajib)]
    bands = table.of_type("umur")
    return (keys[:1] + bands) or table.of_type("kecamatan")


def _codes(table: Table) -> dict[int, Cell]:
    """The code of each row: its only cell, the last of several levels, or the parts that stand in a column each."""
    column = table.column("kode")
    if column is None:
        return {}
    rows = table.sheet.rows
    body = range(table.body, table.end)
    if not column.lanjut:
        return {r: rows[r][column.index] for r in body}
    parts = {r: [text_of(rows[r][i]) for i in column.indexes if rows[r][i] != ""] for r in body}
    joined = sum(is_code(code_of(".".join(several))) for several in parts.values())
    in_parts = joined > sum(is_code(several[-1]) for several in parts.values() if several)
    return {r: ".".join(several) if in_parts else _lowest(several) for r, several in parts.items()}


def _lowest(levels: list[str]) -> str:
    """The code of the lowest of several levels; an account with the code that it stands below."""
    code = levels[-1] if levels else ""
    above = [level for level in levels[:-1] if is_code(level)]
    return f"{code_of(above[-1])}.{code}" if above and code_kind(code) == "belanja" else code


def blank_key(table: Table, r: int) -> Column:
    """The column that should have named the row."""
    keys = _key_columns(table)
    return next((c for c in keys if table.sheet.rows[r][c.index] == ""), keys[0])


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
    for column in table.of_type("kecamatan"):
        return names_whole(bare_name(text_of(row[column.index])) or label)
    if not _starts_total(header_words(label)) or _counts_something(table, r, label):
        return False
    return not _has_list_number(table, r) and len(label.split()) <= _MAX_TOTAL_WORDS


_OF_INDICATORS = frozenset(
    "jumlah total rata rerata sub grand keseluruhan seluruh semua capaian kinerja nilai indikator sasaran persen".split()  # noqa: SIM905
)
"""Words of a label that sums up the indicators above it."""


def _counts_something(table: Table, r: int, label: str) -> bool:
    """Whether an indicator is itself a number or mean of something (*Jumlah keluhan*), with a target or realisasi of its own."""
    own = [c for c in table.columns if c.field.tipe == "nilai" and not c.field.tercetak]
    return (
        bool(table.of_type("indikator"))
        and not set(header_words(label).split()) <= _OF_INDICATORS
        and any(table.sheet.rows[r][c.index] != "" for c in own)
    )


def _has_list_number(table: Table, r: int) -> bool:
    number = table.column("no")
    return number is not None and text_of(table.sheet.rows[r][number.index]).strip(".").isdigit()


def names_whole(name: str) -> bool:
    """Whether a label in a village column stands for all villages: *Jumlah*, *Se Kecamatan*, *Kecamatan …*."""
    words = header_words(name)
    return (_starts_total(words) and words != "kabupaten") or is_total_name(name)  # a village in Klaten is called Kabupaten


def _starts_total(words: str) -> bool:
    return any(words == total or words.startswith(f"{total} ") for total in common().total)


def _has_number(table: Table, r: int) -> bool:
    """Whether the row holds any number, rather than words such as a signature's."""
    cells = ((table.sheet.rows[r][i], c.field.tipe) for c in table.columns if c.field.is_number for i in c.indexes)
    return any(parse_number(value, tipe).nilai is not None if isinstance(value, str) else True for value, tipe in cells)


def _settle_keyless(table: Table, rows: Rows) -> None:
    """Numbers without a name before the first or after the last named row are a total; between them or counted, a fault."""
    first = min(rows.data, default=0)
    last = max(rows.data, default=-1)
    for r in list(rows.keyless):
        if (r < first or r > last) and not _has_list_number(table, r):
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
