"""What the page holds, without a word on how it looks: sections of figures, tables and charts, which the template draws."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from flows.reports.asal import Asal
from flows.reports.warehouse import Record
from flows.wording import angka


@dataclass(frozen=True)
class Angka:
    """A figure: as text, as the exact value, where it stands in the warehouse, and the number of its origin."""

    teks: str
    nilai: str = ""
    kunci: str = ""
    asal: str = ""
    batang: str = ""  # percent of a bar drawn behind it


Isi = str | Angka


@dataclass(frozen=True)
class Kolom:
    """A column: its title, and whether it holds figures (to the right), names (the row's heading) or plain text."""

    judul: str
    jenis: str = "teks"


@dataclass(frozen=True)
class Baris:
    """A row; ``kode`` and ``induk`` make a tree of rows, ``saring`` is what the table's filter looks at."""

    isi: tuple[Isi, ...]
    kelas: str = ""
    kode: str = ""
    induk: str = ""
    saring: str = ""


@dataclass(frozen=True)
class Tabel:
    """A table with its caption; ``saring`` names the choices of a filter above it, ``cari`` adds a box to search in it."""

    judul: str
    kolom: tuple[Kolom, ...]
    baris: tuple[Baris, ...]
    saring: tuple[str, ...] = ()
    cari: bool = False
    pohon: bool = False
    catatan: tuple[str, ...] = ()


@dataclass(frozen=True)
class Grafik:
    """A chart: a Vega-Lite specification under a title."""

    kode: str
    judul: str
    spec: dict[str, Any]


@dataclass(frozen=True)
class Kartu:
    """A main figure of the year: its name, value, how it changed, and what to say of it."""

    nama: str
    angka: Angka
    satuan: str = ""
    beda: str = ""
    catatan: str = ""


@dataclass(frozen=True)
class Bagian:
    """A section of the page."""

    kode: str
    judul: str
    pengantar: tuple[str, ...] = ()
    grafik: tuple[Grafik, ...] = ()
    tabel: tuple[Tabel, ...] = ()


@dataclass
class Buku:
    """Figures with their origins, numbered as they come; figures of one origin share its number."""

    asal: dict[Asal, str] = field(default_factory=dict)

    def nomor(self, asal: Asal) -> str:
        """The number of an origin."""
        return self.asal.setdefault(asal, str(len(self.asal) + 1))

    def angka(
        self, tabel: str, row: Record, kolom: str, asal: Asal, desimal: int | None = None, kunci: Sequence[str] = ()
    ) -> Angka:
        """The figure in a column of a warehouse row; ``kunci`` names the columns that, with the year, single the row out."""
        nilai = row[kolom]
        if nilai is None:
            return Angka("–")
        parts = [f"{name}={row[name]}" for name in ("tahun", *kunci)]
        return Angka(angka(nilai, desimal), str(nilai), ";".join([f"{tabel}.{kolom}", *parts]), self.nomor(asal))

    def json(self) -> dict[str, Any]:
        """The origins for the page's script; each workbook with its sheet and its path below the root is written once."""
        places: dict[tuple[str, str, str], int] = {}
        found = {}
        for asal, nomor in self.asal.items():
            cells = [
                [places.setdefault((s.buku, s.lembar, s.versi or f"raw/{s.berkas}"), len(places)), s.sel, s.nilai, s.uraian]
                for s in asal.sel
            ]
            found[nomor] = {
                "judul": asal.judul,
                "rumus": asal.rumus,
                "dasar": asal.dasar,
                "jumlah": asal.jumlah_sel,
                "sel": cells,
            }
        return {"tempat": list(places), "asal": found}


def beda(selisih: Decimal | int | None, satuan: str, tahun: int, desimal: int | None = None) -> str:
    """How a figure changed since the year before: ``naik 2,64 poin dari 2023``."""
    if selisih is None:
        return ""
    if selisih == 0:
        return f"tetap sejak {tahun - 1}"
    kata, besar = ("naik", selisih) if selisih > 0 else ("turun", -selisih)
    return " ".join(part for part in (kata, angka(besar, desimal), satuan, f"dari {tahun - 1}") if part)
