"""What a chapter holds, without a word on how it looks: headings, sentences, places to fill in, tables and charts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from flows.reports.sheets import Sheet


@dataclass(frozen=True)
class Judul:
    """A heading of level 1 to 3."""

    teks: str
    tingkat: int


@dataclass(frozen=True)
class Kalimat:
    """A paragraph that follows from the figures; ``butir`` makes it an item of a list."""

    teks: str
    butir: bool = False


@dataclass(frozen=True)
class Isian:
    """A marked place for what only people know: what belongs there."""

    teks: str


@dataclass(frozen=True)
class Tabel:
    """A table of the report; its titles become the caption, its notes comments for the author at the margin."""

    sheet: Sheet

    @property
    def keterangan(self) -> str:
        return " ".join(self.sheet.title)

    @property
    def catatan(self) -> tuple[str, ...]:
        return tuple(note for section in self.sheet.sections for note in section.notes)


@dataclass(frozen=True)
class Seri:
    """One row of figures of a chart, in the order of its categories; ``warna`` as RRGGBB."""

    nama: str
    nilai: tuple[Decimal | int | None, ...]
    warna: str


@dataclass(frozen=True)
class Bagan:
    """A chart of lying bars, each with its figure."""

    judul: str
    kategori: tuple[str, ...]
    seri: tuple[Seri, ...]
    desimal: int = 2


Blok = Judul | Kalimat | Isian | Tabel | Bagan
Bab = Sequence[Blok]
