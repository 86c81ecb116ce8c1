"""The contents of the workbook: every sheet with what it is about, one click away."""

from __future__ import annotations

from collections.abc import Sequence

from flows.reports.sheets import Cell, Column, Row, Section, Sheet
from flows.reports.warehouse import UnitData


def daftar_isi(data: UnitData, tahun: int, subjects: Sequence[tuple[str, str]]) -> Sheet:
    """``subjects`` are the sheets' names with what each is about, in their order."""
    columns = (Column("No", 6, "nomor"), Column("Lembar", 26, "tautan"), Column("Isi", 62))
    body = tuple(Row((no, Cell(name, link=name), about)) for no, (name, about) in enumerate(subjects, 1))
    return Sheet((f"Laporan Kinerja Tahun {tahun}", "Daftar Isi"), (Section(columns, body),))
