"""Accounts of belanja (``5.1.02…``) below the sub kegiatan: rows of their own, so that no money is counted twice."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Set
from dataclasses import replace

from flows.workbook.codes import account_of, code_levels, code_of, is_code
from flows.workbook.headers import header_words, text_of
from flows.workbook.recognise import Table
from flows.workbook.rows import Rows
from flows.workbook.work import Keys, Work


def accounts_of(work: Work) -> tuple[Work, Keys] | None:
    """The account rows of a budget sheet as a table under extraction of its own, with their keys; None where it has none.

    An account belongs to the code before its own, or to the row above it that has a code.
    """
    if work.table.layout.dataset != "anggaran":
        return None
    parents: dict[int, tuple[str, str]] = {}
    for r in work.rows.belanja:
        kode, rekening = account_of(work.rows.codes[r])
        above = bisect_left(work.rows.data, r)
        kode = kode or (code_of(work.rows.codes[work.rows.data[above - 1]]) if above else "")
        if is_code(kode):
            parents[r] = kode, rekening
    if not parents:
        return None
    own = replace(work, rows=replace(work.rows, data=list(parents), keyless=[]), numbers={}, times=(None, None))
    own.parse()
    uraian = work.table.column("uraian")
    known = set(parents.values())
    keys: Keys = {
        "kode": [kode for kode, _ in parents.values()],
        "kode_program": [code_levels(kode)[2] for kode, _ in parents.values()],
        "rekening": [rekening for _, rekening in parents.values()],
        "rekening_induk": [_parent(kode, rekening, known) for kode, rekening in parents.values()],
        "uraian": [text or None for text in own.texts(uraian)] if uraian else [None] * len(parents),
    }
    return own, keys


def accounts_alone(table: Table, rows: Rows) -> list[int]:
    """The rows (0-based) of an LRA by account, by code or by name, none of which belongs to a program; empty for other sheets."""
    if table.layout.dataset != "anggaran":
        return []
    if table.column("kode"):
        below = rows.data or any(account_of(rows.codes[r])[0] for r in rows.belanja)
        return [] if below else sorted([*rows.belanja, *rows.pendapatan])
    program = table.column("program")
    names = {r: header_words(text_of(table.sheet.rows[r][program.index])) for r in rows.data} if program else {}
    listed = [r for r, name in names.items() if name.split(" ")[0] in _HEADS_OF_ACCOUNTS]
    return listed if 2 * len(listed) > len(names) else []


_HEADS_OF_ACCOUNTS = frozenset({"belanja", "pendapatan"})
"""First words of accounts, with which no program or kegiatan begins."""


def _parent(kode: str, rekening: str, known: Set[tuple[str, str]]) -> str | None:
    """The longest account below the same code that another one begins with."""
    while "." in rekening:
        rekening = rekening.rpartition(".")[0]
        if (kode, rekening) in known:
            return rekening
    return None


def sum_keys(work: Work, keys: Keys, rows: Iterable[int]) -> Keys:
    """Keys of codes that only stand before their accounts, by the position of their first one; names are those beside them."""
    column, uraian = work.table.column("kode"), work.table.column("uraian")
    names: dict[int, str | None] = {}
    for i in rows:
        cells = work.table.sheet.rows[work.rows.data[i]]
        place = next((at for at in column.indexes if code_of(cells[at]) == keys["kode"][i]), None) if column else None
        beside = [at for at in (uraian.indexes if uraian else ()) if place is not None and at > place]
        names[i] = text_of(cells[min(beside)]) if beside and len(uraian.indexes if uraian else ()) > 1 else None
    levels = [code_levels(kode) for kode in keys["kode"]]
    return {
        "kode": keys["kode"],
        "uraian": [names.get(i) for i in range(len(levels))],
        "tingkat": [level for level, _, _ in levels],
        "kode_induk": [parent for _, parent, _ in levels],
        "kode_program": keys["kode_program"],
    }
