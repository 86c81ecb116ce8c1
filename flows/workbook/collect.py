"""What is gathered while a table is read: findings grouped by column, faults by row, rejected rows with their text."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from flows.findings import MANY_VALUES, SEPARATOR, Temuan, catalogue, temuan
from flows.workbook.codes import CODE_AS_NUMBER
from flows.workbook.headers import Column, text_of
from flows.workbook.layouts import PROFILE
from flows.workbook.numbers import PLAIN
from flows.workbook.particulars import public_answer
from flows.workbook.recognise import Table
from flows.workbook.rows import is_ignored
from flows.workbook.text import address
from flows.workbook.values import NOT_CALCULATED, Parsed

GROUPED = frozenset({"NIL101", "NIL103", "NIL106", "NIL107", "NIL109", "NIL111", "NIL112", "NIL113", "NIL117"})
"""Interpretations that come by the column: one finding says how many cells, not one for each."""

RETYPED = frozenset({"NIL101", "NIL102", "NIL103", "NIL104", "NIL109"})
"""Interpretations whose cure is to type the number that was read as a number."""


@dataclass
class Collector:
    """Findings and rejected rows of one table."""

    table: Table
    berkas: str
    temuan: list[Temuan] = field(default_factory=list)
    faults: dict[int, list[tuple[str, str, str]]] = field(default_factory=lambda: defaultdict(list))
    """Row to (rule, cell, text) of everything that cannot be loaded."""

    @property
    def lembar(self) -> str:
        return self.table.sheet.name

    def add(self, rule: str, sel: str = "", nilai: object = "", **blanks: Any) -> None:
        self.temuan.append(temuan(rule, self.berkas, self.lembar, sel, nilai, **blanks))

    def take(self, parsed: Parsed, column: Column) -> list[Any]:
        """The values of a parsed column; its notes become findings, its faults reject rows (or, for a printed figure, do not)."""
        for rule, notes in parsed.notes.items():
            if rule in (PLAIN, CODE_AS_NUMBER) and self.table.sheet.facts.untyped:
                continue  # in a CSV file or a web page every number is a text
            for group in [notes] if rule in GROUPED else [[note] for note in notes]:
                self._add_note(rule, group, column)
        if column.field.timeless and self.table.layout.dataset != PROFILE and parsed.faults:
            self._leave_out(parsed, column)
            return parsed.values
        empty = [row for row, (rule, _) in parsed.faults.items() if rule == NOT_CALCULATED] if column.field.tercetak else []
        if empty:
            self.add("NIL116", address(empty[0], column.index), kolom=name_of(column), jumlah=len(empty))
        for row, (rule, text) in parsed.faults.items():
            sel = address(row, column.index)
            if row in empty:
                continue
            if column.field.tercetak:
                self.add("NIL009", sel, text, kolom=name_of(column))
            else:
                self.faults[row].append((rule, sel, text))
                self.add(rule, sel, text, kolom=name_of(column), baris=row + 1)
        return parsed.values

    def _leave_out(self, parsed: Parsed, column: Column) -> None:
        """Says which figures beside the population are none; they do not cost their rows."""
        (first, (_, text)), *others = parsed.faults.items()
        related = SEPARATOR.join(address(row, column.index) for row, _ in others)
        sel = address(first, column.index)
        found = temuan("NIL117", self.berkas, self.lembar, sel, text, kolom=name_of(column), jumlah=len(parsed.faults))
        self.temuan.append(replace(found, sel_terkait=related))

    def _add_note(self, rule: str, group: list[tuple[int, str, Any]], column: Column) -> None:
        """A finding for the cells of one interpretation: the first one's text and value, and what each should hold."""
        (row, text, value), *others = group
        finding = temuan(
            rule,
            self.berkas,
            self.lembar,
            address(row, column.index),
            text,
            kolom=name_of(column),
            jumlah=len(group),
            dibaca=shown(value),
            lain=f", begitu pula {len(others)} sel lain" if others else "",
        )
        related = SEPARATOR.join(address(row, column.index) for row, _, _ in others)
        usul = MANY_VALUES.join(shown(value) for _, _, value in group) if rule in RETYPED else ""
        self.temuan.append(replace(finding, sel_terkait=related, usul=usul))

    def fault(self, rule: str, row: int, column: Column, text: str = "") -> None:
        sel = address(row, column.index)
        self.faults[row].append((rule, sel, text))
        self.add(rule, sel, text, kolom=name_of(column), baris=row + 1)

    def rejected(self, sha256: str) -> list[dict[str, object]]:
        """The rejected rows with cell, reason and the text of their recognised, non-private cells."""
        return [
            rejected_row(self.berkas, sha256, self.lembar, row, sel, rule, self._content(row))
            for row, [(rule, sel, _), *_] in sorted(self.faults.items())
        ]

    def _content(self, row: int) -> dict[str, str]:
        """Texts of the row by column. Of a respondent only the answers: where columns slipped, any other may hold a name."""
        cells = self.table.sheet.rows[row]
        answers = self.table.of_type("jawaban")
        if answers:
            return {name_of(c): public_answer(text_of(cells[c.index])) for c in answers if cells[c.index] != ""}
        return {name_of(c): text_of(cells[c.index]) for c in self.table.columns if not is_ignored(c) and cells[c.index] != ""}


def rejected_row(
    berkas: str, sha256: str, lembar: str, row: int, sel: str, rule: str, content: dict[str, str]
) -> dict[str, object]:
    """One record of ``audit.baris_ditolak``; ``row`` is 0-based."""
    return {
        "berkas": berkas, "berkas_sha256": sha256, "lembar": lembar, "baris": row + 1, "sel": sel, "aturan": rule,
        "alasan": catalogue()[rule].judul, "isi": json.dumps(content, ensure_ascii=False),
    }  # fmt: skip


def name_of(column: Column) -> str:
    """A column as its reader knows it: the last line of its header."""
    return column.header.rsplit(" > ", 1)[-1] or column.field.nama


def shown(value: object) -> str:
    """A number read, as an Indonesian would write it; ``kosong`` for none."""
    if value is None:
        return "kosong"
    if isinstance(value, Decimal):
        whole, _, fraction = f"{value.normalize():f}".partition(".")
        sign, digits = ("-", whole[1:]) if whole.startswith("-") else ("", whole)
        return sign + f"{int(digits):,}".replace(",", ".") + (f",{fraction}" if fraction else "")
    return str(value)
