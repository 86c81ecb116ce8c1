"""The tables of the report, in its order: each turns the rows of a unit and year into a sheet, or None without data."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from flows.reports.sheets import Sheet
from flows.reports.tables import anggaran, kinerja, pemeriksaan, penduduk, sakip, skm, sumber
from flows.reports.warehouse import UnitData


@dataclass(frozen=True)
class Table:
    """A sheet of the report: the name on its tab, what it is about, and its builder."""

    name: str
    subject: str
    build: Callable[[UnitData, int], Sheet | None]


TABLES = (
    Table("Tabel 1.3", "Data kependudukan", penduduk.tabel_1_3),
    Table("Penduduk Umur", "Penduduk menurut umur dan jenis kelamin", penduduk.penduduk_umur),
    Table("Tabel 2.2", "Indikator kinerja utama dan target", kinerja.tabel_2_2),
    Table("Tabel 3.1.2", "Capaian sasaran strategis", kinerja.tabel_3_1_2),
    Table(kinerja.CAPAIAN, "Target dan realisasi kinerja", kinerja.tabel_3_1_3),
    Table("Tabel 3.1.4", "Perbandingan realisasi tiga tahun", kinerja.tabel_3_1_4),
    Table(skm.JAWABAN, "Jawaban responden SKM", skm.skm_jawaban),
    Table("SKM Unsur", "Nilai SKM per unsur", skm.skm_unsur),
    Table("SKM Peringkat", "Peringkat unsur", skm.skm_peringkat),
    Table("SKM Tindak Lanjut", "Unsur terendah dan rencana tindak lanjut", skm.skm_tindak_lanjut),
    Table("SKM Tren", "IKM dari tahun ke tahun", skm.skm_tren),
    Table("SKM Responden", "Responden SKM dan kecukupan sampel", skm.skm_responden),
    Table("Tabel 3.1.5", "Perbandingan dengan akhir Renstra", kinerja.tabel_3_1_5),
    Table("Tabel 3.1.6", "Perbandingan dengan target nasional", kinerja.tabel_3_1_6),
    Table("Efisiensi", "Efisiensi penggunaan anggaran", anggaran.efisiensi),
    Table("Tabel 3.1.7", "Capaian indikator dan realisasi keuangan", anggaran.tabel_3_1_7),
    Table("Tabel 3.1.8", "Realisasi anggaran", anggaran.tabel_3_1_8),
    Table("Serapan", "Serapan anggaran menurut periode", anggaran.serapan),
    Table("Tabel 3.1.9", "Hasil evaluasi AKIP", sakip.tabel_3_1_9),
    Table("Sumber Angka", "Rumus, dasar, dan sel asal setiap angka", sumber.sumber),
    Table("Temuan", "Temuan pada buku kerja", pemeriksaan.temuan),
    Table("Rekonsiliasi", "Angka tercetak dan angka dihitung", pemeriksaan.rekonsiliasi),
)
"""In the order of the LAKIP's chapters: there the SKM tables follow 3.1.4 and efficiency precedes 3.1.7."""
