"""The sections of the page, each from the rows of one unit and year; one without data is left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from decimal import Decimal

from flows.findings import ARTI, LEVELS
from flows.reports.asal import AsalUsul
from flows.reports.halaman import grafik
from flows.reports.halaman.isi import Angka, Bagian, Baris, Buku, Grafik, Isi, Kartu, Kolom, Tabel, beda
from flows.reports.notes import comparisons
from flows.reports.survei import groups_of, ikm_by_year, lowest, name_of, surveys_of, unsur_name, unsur_of
from flows.reports.tables.helpers import total
from flows.reports.tables.kinerja import indikator
from flows.reports.tables.pemeriksaan import findings
from flows.reports.warehouse import Record, UnitData
from flows.summary import temuan_counts
from flows.wording import angka, nama_periode, tahun_periode, urutan_periode

_ANGKA, _NAMA = "angka", "nama"
_LOOKS = {"program": "program", "kegiatan": "kegiatan", "subkegiatan": "subkegiatan"}
_KELOMPOK = {
    "kinerja": "Kinerja",
    "ikm": "IKM",
    "ikm_unsur": "Unsur SKM",
    "anggaran": "Anggaran",
    "penduduk": "Penduduk",
    "sakip": "SAKIP",
}
_CAKUPAN = {"kecamatan": "Kecamatan", "sasaran": "Sasaran", "program": "Program"}
_CONTOH_TEMUAN = 300
"""Findings that the page lists; all of them stand in the workbook."""
_TIDAK_WAJAR = "SKL001"
"""The rule that finds a village's point far from the others."""


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


def kartu(isian: Isian) -> list[Kartu]:
    """The year at a glance: what is known of its main figures."""
    data, tahun, buku, asal = isian.data, isian.tahun, isian.buku, isian.asal
    cards = []
    for survey in surveys_of(data, tahun)[-1:]:
        nilai = buku.angka("ikm", survey, "ikm", asal.ikm(survey), 2, ("periode",))
        catatan = f"mutu {survey['mutu']} ({survey['kinerja']}), {angka(survey['jumlah_responden'])} responden"
        cards.append(
            Kartu(_bersaat("Indeks Kepuasan Masyarakat", survey), nilai, "", isian.beda("ikm", "ikm", data.kode, "poin"), catatan)
        )
    capaian = data.one("capaian_kinerja", tahun=tahun)
    if capaian and capaian["capaian_rata_rata"] is not None:
        nilai = buku.angka(
            "capaian_kinerja", capaian, "capaian_rata_rata", asal.capaian_rata_rata(capaian, indikator(data, tahun)), 2
        )
        catatan = f"{capaian['kategori'] or '-'}, {capaian['jumlah_indikator']} indikator"
        cards.append(
            Kartu("Rata-rata capaian kinerja", nilai, "%", isian.beda("kinerja", "capaian", data.kode, "poin persen"), catatan)
        )
    serapan = data.one("serapan_anggaran", tahun=tahun, periode=data.periode("serapan_anggaran", tahun))
    if serapan and serapan["persen"] is not None:
        nilai = buku.angka("serapan_anggaran", serapan, "persen", asal.serapan(serapan), 2, ("periode",))
        catatan = f"Rp {angka(serapan['realisasi'])} dari Rp {angka(serapan['pagu'])}"
        cards.append(
            Kartu(
                _bersaat("Serapan anggaran", serapan),
                nilai,
                "%",
                isian.beda("anggaran", "persen", data.kode, "poin persen"),
                catatan,
            )
        )
    efisiensi = data.one("efisiensi", tahun=tahun, cakupan="kecamatan")
    if efisiensi and efisiensi["rasio"] is not None:
        nilai = buku.angka("efisiensi", efisiensi, "rasio", asal.efisiensi(efisiensi), 2, ("cakupan", "kode"))
        cards.append(Kartu("Rasio efisiensi", nilai, "", "", "capaian ÷ serapan × 100"))
    sakip = data.one("predikat_sakip", tahun=tahun)
    if sakip and sakip["nilai"] is not None:
        nilai = buku.angka("predikat_sakip", sakip, "nilai", asal.sakip(tahun, f"Nilai SAKIP {angka(sakip['nilai'], 2)}"), 2)
        cards.append(
            Kartu(
                "Nilai SAKIP", nilai, "", isian.beda("sakip", "nilai", data.kode, "poin"), f"predikat {sakip['predikat'] or '-'}"
            )
        )
    desa = _desa_rows(data, tahun)
    if desa and (jumlah := total(desa, "jumlah")) is not None:
        saat = tahun_periode(tahun, desa[0]["periode"])
        kunci = f"penduduk_desa.jumlah;tahun={tahun};periode={desa[0]['periode']};jumlah=semua"
        nomor = buku.nomor(asal.penduduk(desa, "jumlah", f"Penduduk {saat}: {angka(jumlah)}"))
        nilai = Angka(angka(jumlah), str(jumlah), kunci, nomor)
        cards.append(
            Kartu(
                f"Penduduk, {saat}",
                nilai,
                "jiwa",
                isian.beda("penduduk", "jumlah", data.kode, "jiwa", None),
                f"{len(desa)} desa/kelurahan",
            )
        )
    return cards


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
        Kolom("Indikator", _NAMA),
        Kolom("Satuan"),
        Kolom("Target", _ANGKA),
        Kolom("Realisasi", _ANGKA),
        Kolom("Capaian (%)", _ANGKA),
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
            Kolom("Indikator", _NAMA),
            Kolom("Akhir Renstra"),
            Kolom("Realisasi", _ANGKA),
            Kolom("Target akhir", _ANGKA),
            Kolom("Capaian (%)", _ANGKA),
            Kolom("Kurang", _ANGKA),
        )
        tables.append(Tabel("Terhadap target akhir Renstra", columns, tuple(body)))
    kode = {r["indikator_kode"] for r in rows}
    every = [r for r in data.rows("capaian_indikator", periode="TAHUN") if r["indikator_kode"] in kode]
    names = {r["indikator_kode"]: r["indikator"] for r in rows}
    trend = grafik.tren(
        [{**r, "indikator": names[r["indikator_kode"]]} for r in every], {r["indikator_kode"]: r["satuan"] or "" for r in rows}
    )
    ids = [buku.nomor(asal.indikator(r, "capaian")) for r in rows]
    charts = _charts(("capaian", "Capaian tiap indikator", grafik.capaian(rows, ids)), ("tren", "Dari tahun ke tahun", trend))
    return Bagian("kinerja", "Kinerja", (), charts, tuple(tables))


def skm(isian: Isian) -> Bagian | None:
    """The last survey of the year: unsur by rank, what to improve first, and who answered."""
    data, tahun, buku, asal = isian.data, isian.tahun, isian.buku, isian.asal
    found = surveys_of(data, tahun)
    if not found:
        return None
    survey = found[-1]
    unsur = sorted(unsur_of(data, survey), key=lambda r: r["peringkat"])
    key = ("periode", "unsur_kode")
    first = {r["unsur_kode"] for r in lowest(unsur)}
    body = [
        Baris(
            (
                str(r["peringkat"]),
                unsur_name(r),
                buku.angka("ikm_unsur", r, "nrr", asal.unsur(survey, r), 3, key),
                buku.angka("ikm_unsur", r, "nilai_konversi", asal.unsur(survey, r), 2, key),
                r["mutu"] or "–",
                "benahi lebih dahulu" if r["unsur_kode"] in first else "",
            ),
            kelas="benahi" if r["unsur_kode"] in first else "",
        )
        for r in unsur
    ]
    columns = (
        Kolom("Peringkat"),
        Kolom("Unsur", _NAMA),
        Kolom("NRR", _ANGKA),
        Kolom("Nilai", _ANGKA),
        Kolom("Mutu"),
        Kolom("Tindak lanjut"),
    )
    tables = [Tabel("Unsur pelayanan menurut peringkat", columns, tuple(body))]
    if len(found) > 1:
        every = [
            Baris(
                (
                    tahun_periode(s["tahun"], s["periode"]),
                    buku.angka("ikm", s, "ikm", asal.ikm(s), 2, ("periode",)),
                    s["mutu"] or "–",
                    angka(s["jumlah_responden"]),
                )
            )
            for s in found
        ]
        tables.append(
            Tabel(
                "Semua survei tahun ini",
                (Kolom("Survei", _NAMA), Kolom("IKM", _ANGKA), Kolom("Mutu"), Kolom("Responden", _ANGKA)),
                tuple(every),
            )
        )
    groups = groups_of(data, survey)
    body = []
    for dimensi, rows in groups.items():
        table, where = (
            ("ikm_layanan", ("periode", "layanan"))
            if dimensi == "layanan"
            else ("ikm_responden", ("periode", "dimensi", "kelompok"))
        )
        for r in rows:
            origin = asal.kelompok(survey, r)
            figures = (
                buku.angka(table, r, "jumlah_responden", origin, None, where),
                buku.angka(table, r, "ikm", origin, 2, where),
            )
            body.append(Baris((name_of(dimensi), r["kelompok"], *figures, r["mutu"] or "–"), saring=name_of(dimensi)))
    if body:
        traits = (Kolom("Menurut"), Kolom("Kelompok", _NAMA), Kolom("Responden", _ANGKA), Kolom("IKM", _ANGKA), Kolom("Mutu"))
        tables.append(Tabel("Responden", traits, tuple(body), tuple(map(name_of, groups))))
    ids = [buku.nomor(asal.unsur(survey, r)) for r in unsur]
    charts = _charts(
        ("unsur", "Nilai tiap unsur", grafik.unsur(unsur, ids)),
        ("ikm", "IKM dari tahun ke tahun", grafik.ikm(ikm_by_year(data, tahun))),
        ("responden", "Responden", grafik.responden({name_of(kode): rows for kode, rows in groups.items()})),
    )
    return Bagian("skm", _bersaat("Kepuasan masyarakat", survey), tuple(kalimat_skm(survey, unsur)), charts, tuple(tables))


def kalimat_skm(survey: Record, unsur: list[Record]) -> list[str]:
    """What the survey says, in sentences that follow from its figures."""
    first = (
        f"IKM {angka(survey['ikm'], 2)}, mutu {survey['mutu']} ({survey['kinerja']}), dari "
        f"{angka(survey['jumlah_responden'])} responden dengan bobot {survey['metode_bobot']}; "
        f"dengan bobot eksak {angka(survey['ikm_eksak'], 2)}."
    )
    names = [f"{unsur_name(r)} ({angka(r['nilai_konversi'], 2)}, {r['mutu']})" for r in lowest(unsur)]
    sentences = [first, f"Yang dibenahi lebih dahulu: {'; '.join(names)}."] if names else [first]
    if survey["sampel_minimum"] is not None:
        kata = "mencapai" if survey["sampel_cukup"] else "belum mencapai"
        sentences.append(f"Banyak responden {kata} sampel minimum Krejcie dan Morgan, {angka(survey['sampel_minimum'])} orang.")
    return sentences


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
            Kolom("Nama", _NAMA),
            *(Kolom(name, _ANGKA) for name in ("Capaian (%)", "Serapan (%)", "Rasio", "Selisih", "Porsi pagu (%)")),
        )
        notes = ("Rasio = capaian ÷ serapan × 100; selisih = capaian − serapan. Porsi pagu bukan ukuran efisiensi.",)
        tables.append(Tabel("Efisiensi", columns, tuple(body), tuple(_CAKUPAN.values()), catatan=notes))
    charts = _charts(
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
            _LOOKS[r["tingkat"]],
            r["kode"],
            r["kode_induk"] if r["kode_induk"] in known else "",
        )
        for r in rows
    ]
    if jumlah:
        body.append(Baris(("", "Jumlah", *figures("serapan_anggaran", jumlah, ("periode",))), "total"))
    columns = (
        Kolom("Kode", "kode"),
        Kolom("Uraian", _NAMA),
        Kolom("Pagu (Rp)", _ANGKA),
        Kolom("Realisasi (Rp)", _ANGKA),
        Kolom("Serapan (%)", _ANGKA),
        Kolom("Sisa (Rp)", _ANGKA),
    )
    return Tabel(f"Program, kegiatan, dan sub kegiatan {saat}", columns, tuple(body), pohon=True, cari=True)


def desa(isian: Isian) -> Bagian | None:
    """The villages: on a map where their places are sound, in a table, and by age."""
    data, tahun, buku, asal = isian.data, isian.tahun, isian.buku, isian.asal
    rows = _desa_rows(data, tahun)
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
        sums = [total(rows, name) for name in ("laki_laki", "perempuan", "jumlah", "kk", "rumah")]
        body.append(Baris(("Jumlah", *(angka(value) for value in sums), "", ""), "total"))
        columns = (
            Kolom("Desa", _NAMA),
            *(Kolom(name, _ANGKA) for name in ("Laki-laki", "Perempuan", "Jumlah", "KK", "Rumah", "Luas (ha)", "Jarak (km)")),
        )
        saat = tahun_periode(tahun, rows[0]["periode"])
        absent = [r["desa"] for r in rows if r["desa_kode"] in unsound]
        if absent:
            notes.append(f"Tidak dipetakan karena titiknya jauh dari desa lain: {', '.join(absent)}.")
        tables.append(Tabel(f"Penduduk {saat}", columns, tuple(body), cari=True, catatan=tuple(notes)))
        charts += _charts(("desa", "Desa", grafik.desa(marks, ids)))
    if umur:
        groups = {r["kelompok_umur"]: r["umur_awal"] or 0 for r in umur}
        body = []
        for kelompok in sorted(groups, key=lambda g: groups[g]):
            members = [r for r in umur if r["kelompok_umur"] == kelompok]
            nomor = buku.nomor(asal.umur(tahun, kelompok))
            sums = [total(members, name) for name in ("laki_laki", "perempuan", "jumlah")]
            body.append(
                Baris(
                    (
                        kelompok,
                        *(
                            Angka(
                                angka(value),
                                str(value),
                                f"penduduk_umur.{name};tahun={tahun};kelompok_umur={kelompok};jumlah=semua",
                                nomor,
                            )
                            for value, name in zip(sums, ("laki_laki", "perempuan", "jumlah"), strict=True)
                        ),
                    )
                )
            )
        columns = (Kolom("Umur (tahun)", _NAMA), Kolom("Laki-laki", _ANGKA), Kolom("Perempuan", _ANGKA), Kolom("Jumlah", _ANGKA))
        tables.append(Tabel(f"Penduduk menurut umur, {len({r['desa_kode'] for r in umur})} desa", columns, tuple(body)))
        charts += _charts(("piramida", "Piramida penduduk", grafik.piramida(umur)))
    return Bagian("desa", "Desa dan penduduk", (), tuple(charts), tuple(tables))


def sakip(isian: Isian) -> Bagian | None:
    """The evaluation by component, this year beside the year before."""
    data, tahun, buku, asal = isian.data, isian.tahun, isian.buku, isian.asal
    rows = data.rows("nilai_sakip", tahun=tahun)
    if not rows:
        return None
    years = [year for year in (tahun - 1, tahun) if data.rows("nilai_sakip", tahun=year)]
    body = []
    for r in rows:
        found = [data.one("nilai_sakip", tahun=year, komponen_kode=r["komponen_kode"]) for year in years]
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
    columns = (Kolom("Komponen", _NAMA), Kolom("Bobot", _ANGKA), *(Kolom(f"Nilai {year}", _ANGKA) for year in years))
    chart = grafik.sakip([r for year in years for r in data.rows("nilai_sakip", tahun=year)])
    return Bagian(
        "sakip",
        "Evaluasi SAKIP",
        (),
        _charts(("sakip", "Nilai terhadap bobot", chart)),
        (Tabel("Nilai tiap komponen", columns, tuple(body)),),
    )


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
        figures = [
            Angka(angka(r[name]), str(r[name]), f"perbandingan_tahunan.{name};{key}")
            for name in ("nilai", "nilai_sebelumnya", "selisih")
        ]
        grown = "–" if r["pertumbuhan_persen"] is None else f"{angka(r['pertumbuhan_persen'], 2)} %"
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
        Kolom("Ukuran", _NAMA),
        Kolom(str(isian.tahun - 1), _ANGKA),
        Kolom(str(isian.tahun), _ANGKA),
        Kolom("Selisih", _ANGKA),
        Kolom("Pertumbuhan", _ANGKA),
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


def temuan(isian: Isian) -> Bagian | None:
    """What was found in the workbooks, and the printed figures that differ from the computed ones."""
    rows = findings(isian.data)
    differing = [r for r in comparisons(isian.data, isian.tahun) if r["cocok"] is False]
    if not rows and not differing:
        return None
    tables = []
    if rows:
        body = tuple(
            Baris(
                (
                    r["tingkat"],
                    r["aturan"],
                    _tempat(r),
                    r["pesan"],
                    r["saran"] or "",
                ),
                r["tingkat"] if not r["diketahui"] else "redup",
                saring=r["tingkat"],
            )
            for r in rows[:_CONTOH_TEMUAN]
        )
        columns = (Kolom("Tingkat"), Kolom("Kode"), Kolom("Tempat", _NAMA), Kolom("Temuan"), Kolom("Saran"))
        rest = len(rows) - len(body)
        notes = (f"Dan {angka(rest)} temuan lain, di lembar Temuan pada buku kerja laporan.",) if rest else ()
        tables.append(Tabel("Temuan pada buku kerja", columns, body, LEVELS, cari=True, catatan=notes))
    if differing:
        body = tuple(
            Baris(
                (r["uraian"], r["ukuran"].replace("_", " "), _nilai(r, "tercetak"), _nilai(r, "dihitung"), _tempat(r)),
                "redup" if r["diketahui"] else "",
            )
            for r in differing[:_CONTOH_TEMUAN]
        )
        columns = (Kolom("Uraian", _NAMA), Kolom("Ukuran"), Kolom("Tercetak", _ANGKA), Kolom("Dihitung", _ANGKA), Kolom("Tempat"))
        tables.append(Tabel("Angka tercetak yang berbeda dari hitungan", columns, body, cari=True))
    counting = Counter(r["tingkat"] for r in rows if not r["diketahui"])
    intro = (
        f"{temuan_counts(counting, len(rows) - counting.total())}.",
        ". ".join(f"{level}: {ARTI[level]}" for level in LEVELS) + ".",
    )
    return Bagian("temuan", "Temuan", intro, (), tuple(tables))


BAGIAN: tuple[Callable[[Isian], Bagian | None], ...] = (kinerja, skm, anggaran, desa, sakip, tahunan, temuan)
"""The sections in their order."""


def _charts(*made: tuple[str, str, dict[str, object] | None]) -> tuple[Grafik, ...]:
    return tuple(Grafik(kode, judul, spec) for kode, judul, spec in made if spec is not None)


def _bersaat(nama: str, row: Record) -> str:
    saat = nama_periode(row["periode"])
    return f"{nama}, {saat}" if saat else nama


def _desa_rows(data: UnitData, tahun: int) -> list[Record]:
    return data.rows("penduduk_desa", tahun=tahun, periode=data.periode("penduduk_desa", tahun))


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


def _tempat(row: Record) -> str:
    return " › ".join(part for part in (row["berkas"], row["lembar"], row["sel"]) if part)


def _nilai(row: Record, which: str) -> str:
    return angka(row[f"nilai_{which}"]) if row[f"nilai_{which}"] is not None else row[f"teks_{which}"] or "–"
