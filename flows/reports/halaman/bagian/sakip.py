"""The evaluation of SAKIP."""

from __future__ import annotations

from flows.reports.halaman.bagian.isian import ANGKA, NAMA, Isian, bagan
from flows.reports.halaman.grafik import kinerja as grafik
from flows.reports.halaman.isi import Bagian, Baris, Isi, Kolom, Tabel
from flows.reports.tables.helpers import total
from flows.reports.tables.sakip import komponen_of
from flows.wording import angka


def sakip(isian: Isian) -> Bagian | None:
    """The evaluation by component, this year beside the year before."""
    data, tahun, buku, asal = isian.data, isian.tahun, isian.buku, isian.asal
    rows = komponen_of(data, tahun)
    if not rows:
        return None
    years = [year for year in (tahun - 1, tahun) if data.rows("nilai_sakip", tahun=year)]
    nilai = {(r["komponen_kode"], r["tahun"]): r for r in data.rows("nilai_sakip")}
    body = []
    for r in rows:
        found = [nilai.get((r["komponen_kode"], year)) for year in years]
        figures = [
            buku.angka(
                "nilai_sakip",
                each,
                "nilai",
                asal.sakip(each["tahun"], f"{each['komponen']} {each['tahun']}", each["komponen_kode"]),
                2,
                ("komponen_kode",),
            )
            if each
            else "–"
            for each in found
        ]
        body.append(Baris((r["komponen"], angka(r["bobot"], 2), *figures)))
    totals: list[Isi] = []
    for year in years:
        whole = data.one("predikat_sakip", tahun=year)
        totals.append(buku.angka("predikat_sakip", whole, "nilai", asal.sakip(year, f"Nilai SAKIP {year}"), 2) if whole else "–")
    body.append(Baris(("Nilai", angka(total(rows, "bobot"), 2), *totals), "total"))
    columns = (Kolom("Komponen", NAMA), Kolom("Bobot", ANGKA), *(Kolom(f"Nilai {year}", ANGKA) for year in years))
    chart = grafik.sakip([nilai[key] for r in rows for year in years if (key := (r["komponen_kode"], year)) in nilai])
    return Bagian(
        "sakip",
        "Evaluasi SAKIP",
        (),
        bagan(("sakip", "Nilai terhadap bobot", chart)),
        (Tabel("Nilai tiap komponen", columns, tuple(body)),),
    )
