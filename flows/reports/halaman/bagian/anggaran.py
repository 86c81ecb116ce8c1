"""The budget as a tree, by programme, over the year, and what it achieved."""

from __future__ import annotations

from decimal import Decimal

from flows.reports.halaman.bagian.isian import ANGKA, NAMA, Isian, bagan
from flows.reports.halaman.grafik import anggaran as grafik
from flows.reports.halaman.isi import Angka, Bagian, Baris, Kolom, Tabel
from flows.reports.warehouse import Record
from flows.wording import tahun_periode

_CAKUPAN = {"kecamatan": "Kecamatan", "sasaran": "Sasaran", "program": "Program"}


def anggaran(isian: Isian) -> Bagian | None:
    """The budget as a tree, by programme and over the year, and what it achieved; the running next year beside it."""
    data, tahun, buku, asal = isian.data, isian.tahun, isian.buku, isian.asal
    tables: list[Tabel] = []
    tahunan: dict[str, tuple[list[Record], list[str]]] = {}
    for year in (tahun, tahun + 1):
        periode = data.periode("realisasi_anggaran", year)
        rows = data.rows("realisasi_anggaran", tahun=year, periode=periode)
        if not rows:
            continue
        saat = tahun_periode(year, periode)
        tables.append(_pohon(isian, rows, data.one("serapan_anggaran", tahun=year, periode=periode), saat))
        programs = [r for r in rows if r["tingkat"] == "program"]
        tahunan[saat] = (programs, [buku.nomor(asal.anggaran(r)) for r in programs])
    if not tables:
        return None
    rows = data.rows("efisiensi", tahun=tahun)
    if rows:
        key = ("cakupan", "kode")
        order = list(_CAKUPAN)
        body = [
            Baris(
                (
                    _CAKUPAN[r["cakupan"]],
                    r["nama"],
                    *(
                        buku.angka("efisiensi", r, name, asal.efisiensi(r), 2, key)
                        for name in ("capaian", "serapan", "rasio", "selisih", "porsi_pagu")
                    ),
                ),
                saring=_CAKUPAN[r["cakupan"]],
            )
            for r in sorted(rows, key=lambda r: order.index(r["cakupan"]))
        ]
        columns = (
            Kolom("Cakupan"),
            Kolom("Nama", NAMA),
            *(Kolom(name, ANGKA) for name in ("Capaian (%)", "Serapan (%)", "Rasio", "Selisih", "Porsi pagu (%)")),
        )
        notes = ("Rasio = capaian ÷ serapan × 100; selisih = capaian − serapan. Porsi pagu bukan ukuran efisiensi.",)
        tables.append(Tabel("Efisiensi", columns, tuple(body), tuple(_CAKUPAN.values()), catatan=notes))
    charts = bagan(
        ("program", "Pagu dan realisasi program", grafik.program(tahunan)),
        ("serapan", "Serapan sepanjang tahun", grafik.serapan(data.rows("serapan_anggaran"))),
    )
    return Bagian("anggaran", "Anggaran", (), charts, tuple(tables))


def _pohon(isian: Isian, rows: list[Record], jumlah: Record | None, saat: str) -> Tabel:
    buku, asal = isian.buku, isian.asal
    key = ("periode", "kode")
    known = {r["kode"] for r in rows}

    def figures(table: str, r: Record, where: tuple[str, ...]) -> tuple[Angka, ...]:
        origin = asal.serapan(r) if table == "serapan_anggaran" else asal.anggaran(r)
        pagu, realisasi, persen, sisa = (
            buku.angka(table, r, name, origin, 2 if name == "persen" else None, where)
            for name in ("pagu", "realisasi", "persen", "sisa")
        )
        share = min(max(r["persen"] or Decimal(0), Decimal(0)), Decimal(100))
        return pagu, realisasi, Angka(persen.teks, persen.nilai, persen.kunci, persen.asal, str(share)), sisa

    body = [
        Baris(
            (r["kode"], r["uraian"] or "–", *figures("realisasi_anggaran", r, key)),
            r["tingkat"],
            r["kode"],
            r["kode_induk"] if r["kode_induk"] in known else "",
        )
        for r in rows
    ]
    if jumlah:
        body.append(Baris(("", "Jumlah", *figures("serapan_anggaran", jumlah, ("periode",))), "total"))
    columns = (
        Kolom("Kode", "kode"),
        Kolom("Uraian", NAMA),
        Kolom("Pagu (Rp)", ANGKA),
        Kolom("Realisasi (Rp)", ANGKA),
        Kolom("Serapan (%)", ANGKA),
        Kolom("Sisa (Rp)", ANGKA),
    )
    return Tabel(f"Program, kegiatan, dan sub kegiatan {saat}", columns, tuple(body), pohon=True, cari=True)
