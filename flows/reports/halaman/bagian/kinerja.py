"""The indicators against their targets, other years and the Renstra."""

from __future__ import annotations

from flows.reports.halaman.bagian.isian import ANGKA, NAMA, Isian, bagan
from flows.reports.halaman.grafik import kinerja as grafik
from flows.reports.halaman.isi import Bagian, Baris, Kolom, Tabel
from flows.reports.tables.kinerja import indikator
from flows.wording import tahun_periode


def kinerja(isian: Isian) -> Bagian | None:
    """The indicators: against their target, over the years, against the end of the Renstra."""
    data, tahun, buku, asal = isian.data, isian.tahun, isian.buku, isian.asal
    rows = indikator(data, tahun)
    if not rows:
        return None
    key = ("periode", "indikator_kode")
    body = [
        Baris(
            (
                r["indikator"],
                r["satuan"] or "–",
                *(
                    buku.angka("capaian_indikator", r, name, asal.indikator(r, name), digits, key)
                    for name, digits in (("target", None), ("realisasi", None), ("capaian", 2))
                ),
                r["kategori"] or "–",
            )
        )
        for r in rows
    ]
    columns = (
        Kolom("Indikator", NAMA),
        Kolom("Satuan"),
        Kolom("Target", ANGKA),
        Kolom("Realisasi", ANGKA),
        Kolom("Capaian (%)", ANGKA),
        Kolom("Kategori"),
    )
    tables = [Tabel(f"Target, realisasi, dan capaian {tahun_periode(tahun, rows[0]['periode'])}", columns, tuple(body))]
    renstra = data.rows("capaian_renstra", tahun=tahun)
    if renstra:
        key = ("indikator_kode", "tahun_akhir")
        body = [
            Baris(
                (
                    r["indikator"],
                    str(r["tahun_akhir"]),
                    *(
                        buku.angka("capaian_renstra", r, name, asal.renstra(r), digits, key)
                        for name, digits in (("realisasi", None), ("target_akhir", None), ("capaian_akhir", 2), ("selisih", None))
                    ),
                )
            )
            for r in renstra
        ]
        columns = (
            Kolom("Indikator", NAMA),
            Kolom("Akhir Renstra"),
            Kolom("Realisasi", ANGKA),
            Kolom("Target akhir", ANGKA),
            Kolom("Capaian (%)", ANGKA),
            Kolom("Kurang", ANGKA),
        )
        tables.append(Tabel("Terhadap target akhir Renstra", columns, tuple(body)))
    kode = {r["indikator_kode"] for r in rows}
    every = [r for r in data.rows("capaian_indikator", periode="TAHUN") if r["indikator_kode"] in kode]
    names = {r["indikator_kode"]: r["indikator"] for r in rows}
    trend = grafik.tren(
        [{**r, "indikator": names[r["indikator_kode"]]} for r in every], {r["indikator_kode"]: r["satuan"] or "" for r in rows}
    )
    ids = [buku.nomor(asal.indikator(r, "capaian")) for r in rows]
    charts = bagan(("capaian", "Capaian tiap indikator", grafik.capaian(rows, ids)), ("tren", "Dari tahun ke tahun", trend))
    return Bagian("kinerja", "Kinerja", (), charts, tuple(tables))
