"""Bab III, *Akuntabilitas Kinerja*: each comparison that PermenPANRB 53/2014 asks for, from the year's rows.

A sentence says only what its figures say: reached or not, risen or fallen, by how much, which letter. Causes, efforts and
plans are the office's to tell; their places are marked.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from flows.reports.dokumen.isi import Bagan, Blok, Isian, Judul, Kalimat, Seri, Tabel
from flows.reports.sheets import Column, Row, Section, Sheet
from flows.reports.survei import lowest, surveys_of, unsur_name, unsur_of
from flows.reports.tables import anggaran, kinerja, sakip, skm
from flows.reports.tables.kinerja import indikator
from flows.reports.warehouse import Record, UnitData
from flows.wording import angka, tahun_periode

_BIRU, _ABU, _HIJAU = "2F6DB5", "B8C4D0", "1B7F5C"
_PENUH = Decimal(100)
_TAHUN = 3


def bab3(data: UnitData, tahun: int) -> list[Blok]:
    """The chapter's blocks in their order; what has no data keeps its heading and a marked place."""
    blocks: list[Blok] = [Judul("BAB III AKUNTABILITAS KINERJA", 1), Judul("A. CAPAIAN KINERJA ORGANISASI", 2)]
    for nomor, (judul, make) in enumerate(_CAPAIAN, 1):
        blocks.append(Judul(f"{nomor}. {judul.format(tahun=tahun)}", 3))
        blocks += make(data, tahun) or [_belum()]
    for huruf, judul, make in (("B", "REALISASI KEUANGAN", _keuangan), ("C", "HASIL EVALUASI SAKIP DAN TINDAK LANJUT", _sakip)):
        blocks.append(Judul(f"{huruf}. {judul}", 2))
        blocks += make(data, tahun) or [_belum()]
    return blocks


def _kerangka(data: UnitData, tahun: int) -> list[Blok]:
    rows = data.release.kategori
    columns = (Column("Urutan", 12, "nomor"), Column("Capaian", 40), Column("Kategori", 40))
    body = tuple(Row((row["urutan"], _batas(row), row["kategori"])) for row in rows)
    title = ("Tabel 3.1.1", "Kategori Capaian Kinerja")
    return [
        Kalimat("Capaian indikator yang makin tinggi makin baik: realisasi ÷ target × 100 %."),
        Kalimat("Capaian indikator yang makin rendah makin baik: (2 × target − realisasi) ÷ target × 100 %."),
        Kalimat("Capaian dinilai dengan skala berikut."),
        Tabel(Sheet(title, (Section(columns, body),))),
    ]


def _batas(row: Record) -> str:
    bawah, atas = row["batas_bawah"], row["batas_atas"]
    if atas is None:
        return f"lebih dari {angka(bawah)} %"
    if bawah is None:
        return f"paling tinggi {angka(atas)} %"
    return f"lebih dari {angka(bawah)} % sampai {angka(atas)} %"


def _sasaran(data: UnitData, tahun: int) -> list[Blok]:
    ringkas = data.one("capaian_kinerja", tahun=tahun)
    sheet = kinerja.tabel_3_1_2(data, tahun)
    if not ringkas or not sheet:
        return []
    rata_rata = angka(ringkas["capaian_rata_rata"], 2)
    rata = f"Rata-rata capaian {ringkas['jumlah_indikator']} indikator tahun {tahun} adalah {rata_rata} %"
    kategori = f", kategori {ringkas['kategori']}" if ringkas["kategori"] else ""
    blocks: list[Blok] = [Kalimat(f"{rata}{kategori}."), Tabel(sheet)]
    counted: dict[str, int] = {}
    for row in indikator(data, tahun):
        if row["kategori"]:
            counted[row["kategori"]] = counted.get(row["kategori"], 0) + 1
    blocks += [Kalimat(f"{banyak} indikator berkategori {nama}.", butir=True) for nama, banyak in counted.items()]
    return [*blocks, Isian("Uraikan secara ringkas arti capaian ini bagi kecamatan.")]


def _target(data: UnitData, tahun: int) -> list[Blok]:
    rows = indikator(data, tahun)
    sheet = kinerja.tabel_3_1_3(data, tahun)
    if not rows or not sheet:
        return []
    blocks: list[Blok] = [Tabel(sheet)]
    known = [row for row in rows if row["capaian"] is not None]
    if known:
        seri = Seri("Capaian (%)", tuple(row["capaian"] for row in known), _BIRU)
        blocks.append(Bagan(f"Capaian Indikator Tahun {tahun} (persen)", tuple(row["indikator"] for row in known), (seri,)))
    for row in rows:
        blocks.append(Kalimat(kalimat_target(row), butir=True))
        blocks.append(Isian(f"Jelaskan pelaksanaan {row['indikator']}: apa yang dikerjakan, bukti, dan hasilnya."))
    berikut = [row for row in indikator(data, tahun + 1) if row["target"] is not None]
    if berikut:
        blocks.append(Kalimat(f"Target tahun {tahun + 1}:"))
        blocks += [Kalimat(f"{row['indikator']}: {_nilai(row['target'], row['satuan'])}.", butir=True) for row in berikut]
    return blocks


def kalimat_target(row: Record) -> str:
    """``IKM: realisasi 84,64 dari target 84,64, capaian 100,00 % (Sangat Berhasil); target tercapai.``"""
    nama = row["indikator"]
    if row["realisasi"] is None:
        return f"{nama}: realisasi belum ada, target {_nilai(row['target'], row['satuan'])}."
    if row["capaian"] is None:
        return (
            f"{nama}: realisasi {_nilai(row['realisasi'], row['satuan'])}; target belum ada, sehingga capaiannya tidak dihitung."
        )
    kategori = f" ({row['kategori']})" if row["kategori"] else ""
    reached = row["realisasi"] <= row["target"] if row["polaritas"] == "turun" else row["realisasi"] >= row["target"]
    kata = "target tercapai" if reached else "target belum tercapai"
    return (
        f"{nama}: realisasi {_nilai(row['realisasi'], row['satuan'])} dari target {_nilai(row['target'], row['satuan'])}, "
        f"capaian {angka(row['capaian'], 2)} %{kategori}; {kata}."
    )


def _tahunan(data: UnitData, tahun: int) -> list[Blok]:
    sheet = kinerja.tabel_3_1_4(data, tahun)
    if not sheet:
        return []
    rows = [row for row in indikator(data, tahun) if row["realisasi"] is not None]
    blocks: list[Blok] = [Tabel(sheet)]
    years = list(range(tahun - _TAHUN + 1, tahun + 1))
    nilai = {(r["indikator_kode"], year): r["realisasi"] for year in years for r in indikator(data, year)}
    colours = (_ABU, _HIJAU, _BIRU)
    seri = tuple(
        Seri(str(year), tuple(nilai.get((row["indikator_kode"], year)) for row in rows), warna)
        for year, warna in zip(years, colours, strict=True)
        if any(nilai.get((row["indikator_kode"], year)) is not None for row in rows)
    )
    blocks.append(Bagan(f"Realisasi Indikator {years[0]}–{years[-1]}", tuple(row["indikator"] for row in rows), seri))
    for row in rows:
        before = nilai.get((row["indikator_kode"], tahun - 1))
        blocks.append(Kalimat(kalimat_tahunan(row, before, tahun), butir=True))
    blocks.append(Isian("Jelaskan sebab kenaikan atau penurunan tiap indikator."))
    return blocks


def kalimat_tahunan(row: Record, before: Decimal | None, tahun: int) -> str:
    """``IKM naik 2,64 dari 82 (2023) menjadi 84,64 (2024).``"""
    nama, now = row["indikator"], row["realisasi"]
    if before is None:
        return f"{nama}: {angka(now)} pada {tahun}; realisasi {tahun - 1} belum ada, sehingga belum dapat dibandingkan."
    if now == before:
        return f"{nama} tetap {angka(now)} pada {tahun - 1} dan {tahun}."
    kata = "naik" if now > before else "turun"
    return f"{nama} {kata} {angka(abs(now - before))} dari {angka(before)} ({tahun - 1}) menjadi {angka(now)} ({tahun})."


def _survei(data: UnitData, tahun: int) -> list[Blok]:
    found = surveys_of(data, tahun)
    if not found:
        return []
    survey = found[-1]
    unsur = unsur_of(data, survey)
    mutu = f", mutu pelayanan {survey['mutu']} ({survey['kinerja']})" if survey["mutu"] else ""
    dasar = data.release.basis("mutu", tahun)
    blocks: list[Blok] = [
        Kalimat(
            f"Survei Kepuasan Masyarakat {tahun_periode(tahun, survey['periode'])} diikuti "
            f"{angka(survey['jumlah_responden'])} responden. Indeks Kepuasan Masyarakat (IKM) {angka(survey['ikm'], 2)}{mutu}, "
            f"dihitung{f' menurut {dasar}' if dasar else ''} dengan bobot {survey['metode_bobot']} tiap unsur; dengan bobot "
            f"eksak {angka(survey['ikm_eksak'], 2)}."
        )
    ]
    if survey["sampel_minimum"] is not None:
        kata = "sudah mencapai" if survey["sampel_cukup"] else "belum mencapai"
        blocks.append(
            Kalimat(f"Banyak responden {kata} sampel minimum Krejcie dan Morgan, {angka(survey['sampel_minimum'])} orang.")
        )
    for sheet in (skm.skm_unsur(data, tahun), skm.skm_peringkat(data, tahun)):
        blocks += [Tabel(sheet)] if sheet else []
    ranked = sorted((row for row in unsur if row["nilai_konversi"] is not None), key=lambda row: -row["nilai_konversi"])
    seri = Seri("Nilai konversi", tuple(row["nilai_konversi"] for row in ranked), _BIRU)
    blocks.append(Bagan(f"Nilai Unsur Pelayanan Tahun {tahun}", tuple(map(unsur_name, ranked)), (seri,)))
    low = lowest(unsur)
    if low:
        names = "; ".join(f"{unsur_name(row)} ({angka(row['nilai_konversi'], 2)}, {row['mutu'] or '-'})" for row in low)
        blocks.append(Kalimat(f"Unsur dengan nilai terendah, yang perlu dibenahi lebih dahulu: {names}."))
        blocks.append(rencana(low))
        blocks.append(Isian("Isi rencana tindak lanjut, waktu, dan penanggung jawab di tabel ini."))
    return blocks


def rencana(low: list[Record]) -> Tabel:
    """The table of what to improve first, with empty columns for the office's plan."""
    columns = (
        Column("No", 5, "nomor"), Column("Unsur", 30), Column("Nilai", 9, "desimal"), Column("Rencana Tindak Lanjut", 34),
        Column("Waktu", 13), Column("Penanggung Jawab", 17),
    )  # fmt: skip
    body = tuple(Row((no, unsur_name(row), row["nilai_konversi"], "", "", "")) for no, row in enumerate(low, 1))
    return Tabel(Sheet(("Rencana Tindak Lanjut Unsur Terendah",), (Section(columns, body),)))


def _renstra(data: UnitData, tahun: int) -> list[Blok]:
    sheet = kinerja.tabel_3_1_5(data, tahun)
    if not sheet:
        return []
    blocks: list[Blok] = [Tabel(sheet)]
    blocks += [
        Kalimat(kalimat_renstra(row, _polaritas(data, row)), butir=True) for row in data.rows("capaian_renstra", tahun=tahun)
    ]
    return [*blocks, Isian("Jelaskan langkah agar target akhir Renstra tercapai.")]


def _polaritas(data: UnitData, row: Record) -> str:
    found = data.one("capaian_indikator", tahun=row["tahun"], indikator_kode=row["indikator_kode"])
    return found["polaritas"] if found else "naik"


def kalimat_renstra(row: Record, polaritas: str) -> str:
    """``IKM: 84,64 terhadap target akhir 84,7 (2026), 99,93 %; masih kurang 0,06.``"""
    persen = "" if row["capaian_akhir"] is None else f", {angka(row['capaian_akhir'], 2)} %"
    akhir = f"target akhir {angka(row['target_akhir'])} ({row['tahun_akhir']})"
    head = f"{row['indikator']}: {angka(row['realisasi'])} terhadap {akhir}{persen}"
    gap = row["target_akhir"] - row["realisasi"] if polaritas != "turun" else row["realisasi"] - row["target_akhir"]
    if gap <= 0:
        return f"{head}; target akhir sudah tercapai."
    return f"{head}; masih {'kurang' if polaritas != 'turun' else 'lebih'} {angka(gap)}."


def _nasional(data: UnitData, tahun: int) -> list[Blok]:
    sheet = kinerja.tabel_3_1_6(data, tahun)
    if not sheet:
        return []
    return [
        Tabel(sheet),
        Isian("Isi target atau capaian nasional yang sebanding beserta sumbernya, atau nyatakan bahwa tidak ada."),
    ]


def _sebab(data: UnitData, tahun: int) -> list[Blok]:
    blocks: list[Blok] = []
    for row in indikator(data, tahun):
        if row["realisasi"] is None:
            continue
        blocks.append(Kalimat(kalimat_target(row), butir=True))
        what = "keberhasilan" if row["capaian"] is not None and row["capaian"] >= _PENUH else "belum tercapainya target"
        if row["capaian"] is None:
            what = "capaian"
        blocks.append(Isian(f"Sebab {what}, hambatan, dan upaya yang telah dilakukan."))
    return blocks


def _efisiensi(data: UnitData, tahun: int) -> list[Blok]:
    sheet = anggaran.efisiensi(data, tahun)
    if not sheet:
        return []
    blocks: list[Blok] = [Tabel(sheet)]
    row = data.one("efisiensi", tahun=tahun, cakupan="kecamatan")
    if row and row["rasio"] is not None:
        blocks.append(Kalimat(kalimat_efisiensi(row)))
    return [*blocks, Isian("Jelaskan penghematan anggaran, tenaga, atau waktu yang dilakukan.")]


def kalimat_efisiensi(row: Record) -> str:
    """What the ratio says; without the word *efisien* where the target was not reached."""
    head = (
        f"Capaian rata-rata {angka(row['capaian'], 2)} % dengan serapan {angka(row['serapan'], 2)} % memberi rasio "
        f"{angka(row['rasio'], 2)} (capaian ÷ serapan × 100) dan selisih {angka(row['selisih'], 2)} poin persen"
    )
    if row["capaian"] < _PENUH:
        return f"{head}. Karena target belum tercapai seluruhnya, rasio ini belum menunjukkan efisiensi."
    if row["rasio"] > _PENUH:
        return f"{head}: target tercapai dengan anggaran yang tidak terserap seluruhnya, sehingga penggunaan anggaran efisien."
    return f"{head}."


def _program(data: UnitData, tahun: int) -> list[Blok]:
    sheet = anggaran.tabel_3_1_7(data, tahun)
    if not sheet:
        return []
    return [Tabel(sheet), Isian("Jelaskan program dan kegiatan yang menunjang keberhasilan atau kegagalan tiap sasaran.")]


def _keuangan(data: UnitData, tahun: int) -> list[Blok]:
    sheet = anggaran.tabel_3_1_8(data, tahun)
    if not sheet:
        return []
    blocks: list[Blok] = []
    for year in (tahun, tahun + 1):
        periode = data.periode("realisasi_anggaran", year)
        row = data.one("serapan_anggaran", tahun=year, periode=periode)
        if row and row["persen"] is not None:
            saat = tahun_periode(year, periode)
            blocks.append(
                Kalimat(
                    f"Realisasi anggaran {saat} Rp {angka(row['realisasi'])} dari pagu Rp {angka(row['pagu'])}, serapan "
                    f"{angka(row['persen'], 2)} %, sisa Rp {angka(row['sisa'])}."
                )
            )
    blocks.append(Tabel(sheet))
    periode = data.periode("realisasi_anggaran", tahun)
    programs = data.rows("realisasi_anggaran", tahun=tahun, periode=periode, tingkat="program")
    known = [row for row in programs if row["persen"] is not None]
    if known:
        seri = Seri("Serapan (%)", tuple(row["persen"] for row in known), _BIRU)
        blocks.append(
            Bagan(
                f"Serapan Program {tahun_periode(tahun, periode)} (persen)",
                tuple(row["uraian"] or row["kode"] for row in known),
                (seri,),
            )
        )
        least = min(known, key=lambda row: row["persen"])
        most = max(known, key=lambda row: row["persen"])
        if least is not most:
            blocks.append(
                Kalimat(
                    f"Serapan tertinggi pada {most['uraian']} ({angka(most['persen'], 2)} %), terendah pada {least['uraian']} "
                    f"({angka(least['persen'], 2)} %)."
                )
            )
    return [*blocks, Isian("Jelaskan sebab anggaran tidak terserap dan kendala pelaksanaannya.")]


def _sakip(data: UnitData, tahun: int) -> list[Blok]:
    sheet = sakip.tabel_3_1_9(data, tahun)
    if not sheet:
        return []
    blocks: list[Blok] = []
    now, before = data.one("predikat_sakip", tahun=tahun), data.one("predikat_sakip", tahun=tahun - 1)
    if now:
        predikat = f", predikat {now['predikat']}" if now["predikat"] else ""
        text = f"Nilai evaluasi SAKIP tahun {tahun} {angka(now['nilai'], 2)}{predikat}"
        if before:
            beda = now["nilai"] - before["nilai"]
            kata = "naik" if beda > 0 else "turun"
            text += (
                f", {kata} {angka(abs(beda), 2)} dari {angka(before['nilai'], 2)}" if beda else ", sama dengan tahun sebelumnya"
            )
        blocks.append(Kalimat(f"{text}."))
    blocks.append(Tabel(sheet))
    columns = (Column("No", 5, "nomor"), Column("Rekomendasi", 40), Column("Tindak Lanjut", 40), Column("Keterangan", 18))
    empty = Section(columns, tuple(Row((no, "", "", "")) for no in range(1, 4)))
    title = f"Tindak Lanjut Hasil Evaluasi Tahun {tahun - 1}"
    return [
        *blocks,
        Tabel(Sheet(("Tabel 3.1.10", title), (empty,))),
        Isian("Isi rekomendasi LHE dan tindak lanjutnya."),
    ]


_CAPAIAN: tuple[tuple[str, Callable[[UnitData, int], list[Blok]]], ...] = (
    ("Kerangka Pengukuran Kinerja", _kerangka),
    ("Capaian Sasaran Strategis Tahun {tahun}", _sasaran),
    ("Perbandingan Target dan Realisasi Kinerja Tahun {tahun}", _target),
    ("Perbandingan Realisasi Kinerja dengan Tahun-Tahun Sebelumnya", _tahunan),
    ("Survei Kepuasan Masyarakat", _survei),
    ("Perbandingan Realisasi Kinerja dengan Target Akhir Renstra", _renstra),
    ("Perbandingan Realisasi Kinerja dengan Target Nasional", _nasional),
    ("Analisis Penyebab Keberhasilan atau Kegagalan dan Upaya yang Dilakukan", _sebab),
    ("Analisis Efisiensi Penggunaan Sumber Daya", _efisiensi),
    ("Analisis Program dan Kegiatan yang Menunjang Pencapaian Kinerja", _program),
)


def _nilai(value: Decimal | None, satuan: str | None) -> str:
    if satuan and satuan.lower() in ("persen", "%"):
        return f"{angka(value)} %"
    return angka(value)


def _belum() -> Isian:
    return Isian("Belum ada data di buku kerja; lengkapi atau hapus bagian ini.")
