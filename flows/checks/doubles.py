"""Rows of a sheet that share a key: halves of one row are joined, of rows that repeat each other the first counts.

Offices print the area of their villages in one table and the distances in another below it, on one sheet.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import polars as pl

from flows.findings import Temuan, temuan
from flows.workbook.frames import COMMON, staged_schema
from flows.workbook.layouts import datasets

_NAMES = ("desa", "kode", "indikator", "program", "komponen")
"""Columns that name a row to its reader, in the datasets that have a key."""

Row = dict[str, Any]
SheetRow = tuple[str, str, int]
"""Workbook, sheet and Excel row."""


@dataclass(frozen=True)
class Unik:
    """A frame with one row a key; ``joined``: sheet rows that became part of another."""

    frame: pl.DataFrame
    temuan: list[Temuan] = field(default_factory=list)
    joined: set[SheetRow] = field(default_factory=set)


def one_row_a_key(dataset: str, frame: pl.DataFrame) -> Unik:
    """The frame with one row for each key of a sheet; every row that says a key again gives a finding."""
    if not datasets()[dataset].kunci:
        return Unik(frame)
    key = ["berkas", "lembar", *datasets()[dataset].kunci]
    numbered = frame.with_row_index("_nomor")
    doubled = numbered.filter(pl.struct(key).is_duplicated())
    if doubled.height == 0:
        return Unik(frame)
    kept: list[Row] = []
    pairs: dict[tuple[SheetRow, int], list[tuple[Row, Row]]] = defaultdict(list)
    joined: set[SheetRow] = set()
    for _, group in doubled.sort("baris", maintain_order=True).group_by(key, maintain_order=True):
        first, *others = group.to_dicts()
        for other in others:
            if _completes(dataset, first, other):
                joined.add(_place(other))
                first |= {name: value for name, value in other.items() if first[name] is None}
            else:
                pairs[_place(other), first["baris"]].append((first, other))
        kept.append(first)
    single = numbered.join(doubled, on="_nomor", how="anti", maintain_order="left")
    whole = pl.concat([single, pl.DataFrame(kept, schema=numbered.schema)]).sort("_nomor").drop("_nomor")
    findings = [finding for several in pairs.values() if (finding := _double(dataset, several))]
    return Unik(whole, findings, joined)


def _place(row: Row) -> SheetRow:
    return row["berkas"], row["lembar"], row["baris"]


def _completes(dataset: str, first: Row, other: Row) -> bool:
    """Whether a row says of the same key what the first leaves open, and contradicts nothing that it says."""
    values = [column.nama for column in datasets()[dataset].kolom.values() if column.sel]
    said = [name for name in values if other[name] is not None]
    return any(first[name] is None for name in said) and all(first[name] in (None, other[name]) for name in said)


def _double(dataset: str, several: Sequence[tuple[Row, Row]]) -> Temuan | None:
    """One finding for two rows of a key; they may share several, a year each."""
    own = [name for name in staged_schema(dataset) if name not in COMMON and not name.endswith("sel")]
    different = [(first, other) for first, other in several if any(first[name] != other[name] for name in own)]
    first, other = (different or several)[0]
    if first["baris"] == other["baris"] and not different:
        return None
    name = next((other[column] for column in _NAMES if other.get(column)), "")
    sel = str(next((v for n, v in other.items() if n.endswith("sel") and v), f"A{other['baris']}"))
    return temuan("BRS002" if different else "BRS001", other["berkas"], other["lembar"], sel, kunci=name,
                  baris=other["baris"], pertama=first["baris"])  # fmt: skip
