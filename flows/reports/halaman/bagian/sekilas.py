"""The year at a glance: its main figures as cards."""

from __future__ import annotations

from flows.reports.halaman.bagian.isian import Isian, bersaat, desa_rows
from flows.reports.halaman.isi import Angka, Kartu
from flows.reports.survei import mutu_of, surveys_of
from flows.reports.tables.helpers import total
from flows.reports.tables.kinerja import indikator
from flows.wording import angka, banyak_desa, tahun_periode


def kartu(isian: Isian) -> list[Kartu]:
    """The year at a glance: what is known of its main figures."""
    data, tahun, buku, asal = isian.data, isian.tahun, isian.buku, isian.asal
    cards = []
    for survey in surveys_of(data, tahun)[-1:]:
        nilai = buku.angka("ikm", survey, "ikm", asal.ikm(survey), 2, ("periode",))
        catatan = f"{mutu_of(survey)}, {angka(survey['jumlah_responden'])} responden"
        cards.append(
            Kartu(bersaat("Indeks Kepuasan Masyarakat", survey), nilai, "", isian.beda("ikm", "ikm", data.kode, "poin"), catatan)
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
                bersaat("Serapan anggaran", serapan),
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
    desa = desa_rows(data, tahun)
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
                banyak_desa(desa),
            )
        )
    return cards
