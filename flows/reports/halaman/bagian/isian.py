"""What every section needs: the rows of a unit and year, the origins of figures, and a few words."""

from __future__ import annotations

from flows.reports.asal import AsalUsul
from flows.reports.halaman.isi import Buku, Grafik, beda
from flows.reports.warehouse import Record, UnitData
from flows.wording import nama_periode, urutan_periode

ANGKA, NAMA = "angka", "nama"
"""Kinds of columns."""


class Isian:
    """What all sections need: the rows, the origins, and the book that numbers them."""

    def __init__(self, data: UnitData, tahun: int) -> None:
        self.data, self.tahun = data, tahun
        self.asal, self.buku = AsalUsul(data), Buku()

    def beda(self, kelompok: str, ukuran: str, kode: str, satuan: str = "", desimal: int | None = 2) -> str:
        """How a figure changed since the year before, where both are known for the same period."""
        rows = self.data.rows("perbandingan_tahunan", kelompok=kelompok, ukuran=ukuran, kode=kode, tahun=self.tahun)
        known = [row for row in rows if row["selisih"] is not None]
        last = max(known, key=lambda row: urutan_periode(row["periode"]), default=None)
        return beda(last["selisih"], satuan, self.tahun, desimal) if last else ""


def bagan(*made: tuple[str, str, dict[str, object] | None]) -> tuple[Grafik, ...]:
    """The charts that have something to draw: code, title, specification."""
    return tuple(Grafik(kode, judul, spec) for kode, judul, spec in made if spec is not None)


def bersaat(nama: str, row: Record) -> str:
    """A name with the period that it holds for, where that is not the year."""
    saat = nama_periode(row["periode"])
    return f"{nama}, {saat}" if saat else nama


def desa_rows(data: UnitData, tahun: int) -> list[Record]:
    """The villages at the last period of the year."""
    return data.rows("penduduk_desa", tahun=tahun, periode=data.periode("penduduk_desa", tahun))


def tempat(row: Record) -> str:
    """The place of a finding."""
    return " › ".join(part for part in (row["berkas"], row["lembar"], row["sel"]) if part)
