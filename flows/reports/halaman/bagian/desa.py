"""The villages: where they lie, how many live there, of what age."""

from __future__ import annotations

from flows.reports.halaman import grafik
from flows.reports.halaman.bagian.isian import ANGKA, NAMA, Isian, bagan, desa_rows
from flows.reports.halaman.isi import Angka, Bagian, Baris, Grafik, Isi, Kolom, Tabel
from flows.reports.tables.helpers import total
from flows.reports.warehouse import Record, UnitData
from flows.wording import angka, tahun_periode

_TIDAK_WAJAR = "SKL001"
"""The rule that finds a village's point far from the others."""


def desa(isian: Isian) -> Bagian | None:
    """The villages: on a map where their places are sound, in a table, and by age."""
    data, tahun, buku, asal = isian.data, isian.tahun, isian.buku, isian.asal
    rows = desa_rows(data, tahun)
    umur = data.rows("penduduk_umur", tahun=tahun)
    if not rows and not umur:
        return None
    tables: list[Tabel] = []
    charts: list[Grafik] = []
    notes = []
    if rows:
        profil, unsound = _profil(data)
        body, marks, ids = [], [], []
        key = ("periode", "desa_kode")
        for r in rows:
            own = profil.get(r["desa_kode"], {})
            figures: list[Isi] = [
                buku.angka(
                    "penduduk_desa", r, name, asal.penduduk([r], name, f"{r['desa']}: {name.replace('_', ' ')}"), None, key
                )
                for name in ("laki_laki", "perempuan", "jumlah", "kk", "rumah")
            ]
            facts = ("luas_ha", "jarak_km")
            origin = asal.profil(data.rows("data.profil_desa", desa_kode=r["desa_kode"]), facts, f"{r['desa']}: luas dan jarak")
            figures += [
                Angka(angka(own[name]), str(own[name]), "", buku.nomor(origin)) if own.get(name) is not None else Angka("–")
                for name in facts
            ]
            body.append(Baris((r["desa"], *figures)))
            marks.append({**r, "bujur": own.get("bujur"), "lintang": own.get("lintang"), **{n: own.get(n) for n in facts}})
            ids.append(buku.nomor(asal.penduduk([r], "jumlah", f"{r['desa']}: jumlah")))
        sums = [_jumlah(isian, rows, name) for name in ("laki_laki", "perempuan", "jumlah", "kk", "rumah")]
        body.append(Baris(("Jumlah", *sums, "", ""), "total"))
        columns = (
            Kolom("Desa", NAMA),
            *(Kolom(name, ANGKA) for name in ("Laki-laki", "Perempuan", "Jumlah", "KK", "Rumah", "Luas (ha)", "Jarak (km)")),
        )
        saat = tahun_periode(tahun, rows[0]["periode"])
        absent = [r["desa"] for r in rows if r["desa_kode"] in unsound]
        if absent:
            notes.append(f"Tidak dipetakan karena titiknya jauh dari desa lain: {', '.join(absent)}.")
        tables.append(Tabel(f"Penduduk {saat}", columns, tuple(body), cari=True, catatan=tuple(notes)))
        charts += bagan(("desa", "Desa", grafik.desa(marks, ids)))
    if umur:
        groups = {r["kelompok_umur"]: r["umur_awal"] or 0 for r in umur}
        body = []
        for kelompok in sorted(groups, key=lambda g: groups[g]):
            members = [r for r in umur if r["kelompok_umur"] == kelompok]
            nomor = buku.nomor(asal.umur(tahun, kelompok))
            figures = []
            for name in ("laki_laki", "perempuan", "jumlah"):
                value = total(members, name)
                kunci = f"penduduk_umur.{name};tahun={tahun};kelompok_umur={kelompok};jumlah=semua"
                figures.append(Angka("–") if value is None else Angka(angka(value), str(value), kunci, nomor))
            body.append(Baris((kelompok, *figures)))
        columns = (Kolom("Umur (tahun)", NAMA), Kolom("Laki-laki", ANGKA), Kolom("Perempuan", ANGKA), Kolom("Jumlah", ANGKA))
        tables.append(Tabel(f"Penduduk menurut umur, {len({r['desa_kode'] for r in umur})} desa", columns, tuple(body)))
        charts += bagan(("piramida", "Piramida penduduk", grafik.piramida(umur)))
    return Bagian("desa", "Desa dan penduduk", (), tuple(charts), tuple(tables))


def _profil(data: UnitData) -> tuple[dict[str, Record], set[str]]:
    """What is known of each village, from all its rows, and the villages whose point a finding calls far off (left without)."""
    far = {(r["berkas"], r["lembar"], r["sel"]) for r in data.findings() if r["aturan"] == _TIDAK_WAJAR}
    known: dict[str, Record] = {}
    unsound = set()
    for row in data.rows("data.profil_desa"):
        place = known.setdefault(row["desa_kode"], {})
        place |= {name: row[name] for name in ("luas_ha", "jarak_km", "bujur", "lintang") if row[name] is not None}
        if any((row["berkas"], row["lembar"], row[f"{name}_sel"]) in far for name in ("bujur", "lintang")):
            unsound.add(row["desa_kode"])
    for kode in unsound:
        known[kode] |= {"bujur": None, "lintang": None}
    return known, unsound


def _jumlah(isian: Isian, rows: list[Record], ukuran: str) -> Angka:
    """A count of all villages together."""
    value = total(rows, ukuran)
    if value is None:
        return Angka("–")
    origin = isian.asal.penduduk(rows, ukuran, f"{ukuran.replace('_', ' ').capitalize()}, {len(rows)} desa: {angka(value)}")
    kunci = f"penduduk_desa.{ukuran};tahun={isian.tahun};periode={rows[0]['periode']};jumlah=semua"
    return Angka(angka(value), str(value), kunci, isian.buku.nomor(origin))
