"""Every measure beside the year before."""

from __future__ import annotations

from flows.reports.halaman.bagian.isian import ANGKA, NAMA, Isian
from flows.reports.halaman.isi import Angka, Bagian, Baris, Isi, Kolom, Tabel
from flows.wording import angka, nama_periode

_KELOMPOK = {
    "kinerja": "Kinerja",
    "ikm": "IKM",
    "ikm_unsur": "Unsur SKM",
    "anggaran": "Anggaran",
    "penduduk": "Penduduk",
    "sakip": "SAKIP",
}


def tahunan(isian: Isian) -> Bagian | None:
    """Every measure beside its value of the year before."""
    rows = [
        r
        for r in isian.data.rows("perbandingan_tahunan", tahun=isian.tahun)
        if r["nilai"] is not None and r["nilai_sebelumnya"] is not None
    ]
    if not rows:
        return None
    order = list(_KELOMPOK)
    rows.sort(key=lambda r: order.index(r["kelompok"]) if r["kelompok"] in order else len(order))
    body = []
    for r in rows:
        kelompok = _KELOMPOK.get(r["kelompok"], str(r["kelompok"]))
        arah = "naik" if r["selisih"] > 0 else "turun" if r["selisih"] < 0 else "tetap"
        key = f"tahun={r['tahun']};kelompok={r['kelompok']};kode={r['kode']};ukuran={r['ukuran']};periode={r['periode']}"
        nomor = isian.buku.nomor(isian.asal.perbandingan(r))
        desimal = 2 if r["satuan"] in ("indeks", "poin", "persen") else None
        figures = [
            Angka(angka(r[name], desimal), str(r[name]), f"perbandingan_tahunan.{name};{key}", nomor)
            for name in ("nilai", "nilai_sebelumnya", "selisih")
        ]
        grown: Isi = "–"
        if r["pertumbuhan_persen"] is not None:
            persen = r["pertumbuhan_persen"]
            grown = Angka(angka(persen, 2), str(persen), f"perbandingan_tahunan.pertumbuhan_persen;{key}", nomor)
        nama = f"{r['nama']}, {r['ukuran'].replace('_', ' ')}"
        saat = nama_periode(r["periode"])
        body.append(
            Baris(
                (kelompok, f"{nama} ({saat})" if saat else nama, figures[1], figures[0], figures[2], grown, arah),
                arah,
                saring=kelompok,
            )
        )
    columns = (
        Kolom("Kelompok"),
        Kolom("Ukuran", NAMA),
        Kolom(str(isian.tahun - 1), ANGKA),
        Kolom(str(isian.tahun), ANGKA),
        Kolom("Selisih", ANGKA),
        Kolom("Pertumbuhan (%)", ANGKA),
        Kolom("Arah"),
    )
    shown = tuple(name for kode, name in _KELOMPOK.items() if any(r["kelompok"] == kode for r in rows))
    return Bagian(
        "tahunan",
        "Dibandingkan tahun sebelumnya",
        (),
        (),
        (Tabel(f"{isian.tahun} dan {isian.tahun - 1}", columns, tuple(body), shown, cari=True),),
    )
