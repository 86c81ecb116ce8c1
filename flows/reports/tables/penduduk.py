"""Tabel 1.3: population by village at the end of the year's last month on record."""

from __future__ import annotations

from flows.reports.notes import printed_notes
from flows.reports.sheets import Column, Row, Section, Sheet
from flows.reports.tables.helpers import total
from flows.reports.warehouse import UnitData
from flows.wording import tahun_periode

_UKURAN = ("laki_laki", "perempuan", "jumlah", "kk", "rumah")


def tabel_1_3(data: UnitData, tahun: int) -> Sheet | None:
    periode = data.periode("penduduk_desa", tahun)
    rows = data.rows("penduduk_desa", tahun=tahun, periode=periode)
    if not rows:
        return None
    saat = tahun_periode(tahun, periode)
    penduduk = f"Penduduk {'Bulan ' if periode and periode.startswith('B') else 'Tahun '}{saat}"
    columns = (
        Column("No", 5, "nomor"),
        Column("Desa", 30),
        Column("LK", 10, "bulat", penduduk),
        Column("PR", 10, "bulat", penduduk),
        Column("Jumlah", 11, "bulat", penduduk),
        Column("Jlh KK Akhir Bulan", 13, "bulat"),
        Column("Jumlah Rumah", 12, "bulat"),
    )
    body = [Row((no, row["desa"], *(row[name] for name in _UKURAN))) for no, row in enumerate(rows, 1)]
    body.append(Row(("", "Jumlah", *(total(rows, name) for name in _UKURAN)), "total"))
    notes = printed_notes(data, tahun, "BDG101")
    return Sheet(("Tabel 1.3", f"Data Kependudukan per {saat}"), (Section(columns, tuple(body), notes=notes),))
