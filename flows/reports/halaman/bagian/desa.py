"""The villages: where they lie, how many live there, of what age."""

from __future__ import annotations

from flows.reports.halaman.bagian.isian import ANGKA, NAMA, Isian, bagan, desa_rows
from flows.reports.halaman.grafik import desa as grafik
from flows.reports.halaman.isi import Angka, Bagian, Baris, Grafik, Isi, Kolom, Tabel
from flows.reports.tables.helpers import total
from flows.reports.warehouse import Record, UnitData
from flows.wording import angka, banyak_desa, tahun_periode

_TIDAK_WAJAR = "SKL001"
"""The rule that finds a village's point far from the others."""


_HITUNGAN = {"laki_laki": "Laki-laki", "perempuan": "Perempuan", "jumlah": "Jumlah", "kk": "KK", "rumah": "Rumah"}
_FAKTA = {"luas_ha": "Luas (ha)", "jarak_km": "Jarak (km)"}
"""Of the villages' profile, shown where it is known."""


def desa(isian: Isian) -> Bagian | None:
    """The villages: on a map where their places are sound, in a table, and by age."""
    parts = [part for part in (_penduduk(isian), _umur(isian)) if part]
    if not parts:
        return None
    charts = tuple(chart for found, _ in parts for chart in found)
    return Bagian("desa", "Desa dan penduduk", (), charts, tuple(table for _, table in parts))


def _penduduk(isian: Isian) -> tuple[tuple[Grafik, ...], Tabel] | None:
    """How many live in each village, and what its profile says."""
    data, tahun, buku, asal = isian.data, isian.tahun, isian.buku, isian.asal
    rows = desa_rows(data, tahun)
    if not rows:
        return None
    profil, unsound = _profil(data)
    fakta = [name for name in _FAKTA if any(name in own for own in profil.values())]
    body, marks, ids = [], [], []
    for r in rows:
        own = profil.get(r["desa_kode"], {})
        figures: list[Isi] = [
            buku.angka(
                "penduduk_desa",
                r,
                name,
                asal.penduduk([r], name, f"{r['desa']}: {name.replace('_', ' ')}"),
                kunci=("periode", "desa_kode"),
            )
            for name in _HITUNGAN
        ]
        origin = asal.profil(data.rows("data.profil_desa", desa_kode=r["desa_kode"]), fakta, f"{r['desa']}: luas dan jarak")
        figures += [
            Angka(angka(own[name]), str(own[name]), "", buku.nomor(origin)) if name in own else Angka("–") for name in fakta
        ]
        body.append(Baris((r["desa"], *figures)))
        marks.append({**r, "bujur": None, "lintang": None, **own})
        ids.append(buku.nomor(asal.penduduk([r], "jumlah", f"{r['desa']}: jumlah")))
    body.append(Baris(("Jumlah", *(_jumlah(isian, rows, name) for name in _HITUNGAN), *("" for _ in fakta)), "total"))
    titles = (*_HITUNGAN.values(), *(_FAKTA[name] for name in fakta))
    columns = (Kolom("Desa", NAMA), *(Kolom(title, ANGKA) for title in titles))
    absent = [r["desa"] for r in rows if r["desa_kode"] in unsound]
    notes = (f"Tidak dipetakan karena titiknya jauh dari desa lain: {', '.join(absent)}.",) if absent else ()
    saat = tahun_periode(tahun, rows[0]["periode"])
    charts = bagan(("desa", "Desa", grafik.desa(marks, ids)))
    return charts, Tabel(f"Penduduk {saat}", columns, tuple(body), cari=True, catatan=notes)


def _umur(isian: Isian) -> tuple[tuple[Grafik, ...], Tabel] | None:
    """All villages together by age."""
    umur = isian.data.rows("penduduk_umur", tahun=isian.tahun)
    if not umur:
        return None
    groups = {r["kelompok_umur"]: r["umur_awal"] or 0 for r in umur}
    body = []
    for kelompok in sorted(groups, key=lambda g: groups[g]):
        members = [r for r in umur if r["kelompok_umur"] == kelompok]
        nomor = isian.buku.nomor(isian.asal.umur(isian.tahun, kelompok))
        figures = []
        for name in ("laki_laki", "perempuan", "jumlah"):
            value = total(members, name)
            kunci = f"penduduk_umur.{name};tahun={isian.tahun};kelompok_umur={kelompok};jumlah=semua"
            figures.append(Angka("–") if value is None else Angka(angka(value), str(value), kunci, nomor))
        body.append(Baris((kelompok, *figures)))
    columns = (Kolom("Umur (tahun)", NAMA), Kolom("Laki-laki", ANGKA), Kolom("Perempuan", ANGKA), Kolom("Jumlah", ANGKA))
    charts = bagan(("piramida", "Piramida penduduk", grafik.piramida(umur)))
    return charts, Tabel(f"Penduduk menurut umur, {len({r['desa_kode'] for r in umur})} desa", columns, tuple(body))


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
    origin = isian.asal.penduduk(rows, ukuran, f"{ukuran.replace('_', ' ').capitalize()}, {banyak_desa(rows)}: {angka(value)}")
    kunci = f"penduduk_desa.{ukuran};tahun={isian.tahun};periode={rows[0]['periode']};jumlah=semua"
    return Angka(angka(value), str(value), kunci, isian.buku.nomor(origin))
