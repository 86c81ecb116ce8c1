"""Tabel 1.3, population by village at the end of the year's last month on record, and population by age."""

from __future__ import annotations

from flows.reports.formulas import At, column_total, persen
from flows.reports.notes import printed_notes
from flows.reports.sheets import Cell, Chart, Column, Row, Section, Series, Sheet
from flows.reports.tables.helpers import percent, total
from flows.reports.warehouse import Record, UnitData
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
        Column("Desa", 30, key="desa"),
        Column("LK", 10, "bulat", penduduk, key="laki_laki"),
        Column("PR", 10, "bulat", penduduk, key="perempuan"),
        Column("Jumlah", 11, "bulat", penduduk, key="jumlah", formula=At("laki_laki") + At("perempuan")),
        Column("Jlh KK Akhir Bulan", 13, "bulat", key="kk"),
        Column("Jumlah Rumah", 12, "bulat", key="rumah"),
    )
    desa = tuple(row["desa_kode"] for row in rows)
    body = [Row((no, row["desa"], *(row[name] for name in _UKURAN)), key=row["desa_kode"]) for no, row in enumerate(rows, 1)]
    jumlah = (Cell(total(rows, name), formula=column_total(name, desa)) for name in _UKURAN)
    body.append(Row(("", "Jumlah", *jumlah), "total", key="jumlah"))
    notes = printed_notes(data, tahun, "BDG101")
    chart = Chart("bar", f"Jumlah Penduduk per Desa, {saat} (jiwa)", desa, "desa", (Series("jumlah", "Penduduk"),))
    title = ("Tabel 1.3", f"Data Kependudukan per {saat}")
    return Sheet(title, (Section(columns, tuple(body), notes=notes),), charts=(chart,))


def penduduk_umur(data: UnitData, tahun: int) -> Sheet | None:
    """Population by age group, all villages added up, with the pyramid."""
    rows = data.rows("penduduk_umur", tahun=tahun)
    if not rows:
        return None
    groups: dict[str, list[Record]] = {}
    for row in sorted(rows, key=lambda row: (row["umur_awal"] is None, row["umur_awal"], row["kelompok_umur"])):
        groups.setdefault(row["kelompok_umur"], []).append(row)
    columns = (
        Column("No", 5, "nomor"),
        Column("Kelompok Umur (tahun)", 28, "tengah", key="kelompok"),
        Column("LK", 12, "bulat", "Penduduk (jiwa)", key="laki_laki"),
        Column("PR", 12, "bulat", "Penduduk (jiwa)", key="perempuan"),
        Column("Jumlah", 12, "bulat", "Penduduk (jiwa)", key="jumlah", formula=At("laki_laki") + At("perempuan")),
        Column("%", 10, "persen", key="persen", formula=persen(At("jumlah"), At("jumlah", "jumlah"))),
        Column("LK (untuk grafik)", 0, "bulat", key="kiri", formula=At("laki_laki") * -1),
    )
    semua = total(rows, "jumlah")
    body = []
    for no, (kelompok, members) in enumerate(groups.items(), 1):
        laki, perempuan, jumlah = (total(members, name) for name in ("laki_laki", "perempuan", "jumlah"))
        kiri = None if laki is None else -laki
        body.append(Row((no, kelompok, laki, perempuan, jumlah, percent(jumlah, semua), kiri), key=kelompok))
    sums = (Cell(total(rows, name), formula=column_total(name, groups)) for name in ("laki_laki", "perempuan", "jumlah"))
    body.append(Row(("", "Jumlah", *sums, percent(semua, semua), ""), "total", key="jumlah"))
    banyak = len({row["desa_kode"] for row in rows})
    notes = (
        f"Jumlah {banyak} desa/kelurahan. Kelompok umur seperti tertulis; yang bertumpang tindih dijumlahkan apa adanya.",
        *printed_notes(data, tahun, "BDG102"),
    )
    sides = (Series("kiri", "Laki-laki"), Series("perempuan", "Perempuan"))
    chart = Chart("pyramid", f"Piramida Penduduk Tahun {tahun} (jiwa)", tuple(groups), "kelompok", sides)
    title = (f"Penduduk menurut Kelompok Umur dan Jenis Kelamin Tahun {tahun}",)
    return Sheet(title, (Section(columns, tuple(body), notes=notes),), charts=(chart,))
