-- skm_indeks: Indeks kepuasan untuk seluruh kecamatan dan tiap kelompok responden; sumber ikm, ikm_layanan dan ikm_responden
-- Butir: satu baris per unit_kode, tahun, periode, dimensi, kelompok
-- Aturan: PermenPANRB 14/2017: NRR = jumlah nilai / jumlah kuesioner terisi; IKM = jumlah (NRR x bobot) x 25, dibulatkan satu kali di akhir. Bobot 0,111 dan 0,11 hanya untuk sembilan unsur; selain itu 1/jumlah unsur. Mutu diuji atas IKM yang sudah dibulatkan dua desimal.
-- Kolom:
--   unit_kode         Kode Kemendagri kecamatan
--   tahun             Tahun survei
--   periode           Periode survei
--   dimensi           Dasar pengelompokan: unit, layanan, jenis_kelamin, umur, pendidikan, pekerjaan, atau lembar
--   kelompok          Nama kelompok; kode kecamatan pada dimensi unit, berkas|lembar pada dimensi lembar
--   jumlah_responden  Banyak responden
--   jumlah_unsur      Banyak unsur yang terjawab
--   metode_bobot      Bobot per unsur yang dipakai
--   bobot_pembilang   Pembilang bobot per unsur
--   bobot_penyebut    Penyebut bobot per unsur
--   nrr_tertimbang    Jumlah NRR tertimbang semua unsur (skala 1-4)
--   ikm               Indeks (skala 25-100)
--   ikm_eksak         Indeks dengan bobot eksak 1/jumlah unsur (skala 25-100)
--   mutu              Huruf mutu pelayanan
--   kinerja           Kinerja unit pelayanan
WITH jumlah AS (
    SELECT
        unit_kode,
        tahun,
        periode,
        dimensi,
        kelompok,
        MAX(jumlah_responden) AS jumlah_responden,
        COUNT(*) AS jumlah_unsur,
        SUM(pecahan(jumlah_nilai, jumlah_jawaban, 28)) AS jumlah_nrr
    FROM data.skm_rekap
    GROUP BY unit_kode, tahun, periode, dimensi, kelompok
),
berbobot AS (
    SELECT
        jumlah.*,
        COALESCE(bobot.kode, '1/' || CAST(jumlah.jumlah_unsur AS VARCHAR)) AS metode_bobot,
        COALESCE(bobot.pembilang, 1) AS bobot_pembilang,
        COALESCE(bobot.penyebut, jumlah.jumlah_unsur) AS bobot_penyebut
    FROM jumlah
    CROSS JOIN acuan.pilihan AS pilihan
    LEFT JOIN acuan.bobot_skm AS bobot
        ON bobot.kode = pilihan.bobot_skm AND bobot.jumlah_unsur = jumlah.jumlah_unsur
),
terhitung AS (
    SELECT
        berbobot.*,
        CAST(bulatkan_pecahan(jumlah_nrr, jumlah_unsur, 28, bobot_pembilang, bobot_penyebut, 4) AS DECIMAL(6, 4)) AS nrr_tertimbang,
        CAST(bulatkan_pecahan(jumlah_nrr, jumlah_unsur, 28, 25 * bobot_pembilang, bobot_penyebut, 2) AS DECIMAL(5, 2)) AS ikm,
        CAST(bulatkan_pecahan(jumlah_nrr, jumlah_unsur, 28, 25, jumlah_unsur, 2) AS DECIMAL(5, 2)) AS ikm_eksak
    FROM berbobot
)
SELECT
    terhitung.unit_kode,
    terhitung.tahun,
    terhitung.periode,
    terhitung.dimensi,
    terhitung.kelompok,
    terhitung.jumlah_responden,
    terhitung.jumlah_unsur,
    terhitung.metode_bobot,
    terhitung.bobot_pembilang,
    terhitung.bobot_penyebut,
    terhitung.nrr_tertimbang,
    terhitung.ikm,
    terhitung.ikm_eksak,
    mutu.mutu,
    mutu.kinerja
FROM terhitung
LEFT JOIN acuan.mutu_skm AS mutu
    ON terhitung.ikm BETWEEN mutu.uji_bawah AND mutu.konversi_atas
    AND terhitung.tahun BETWEEN mutu.berlaku_dari AND COALESCE(mutu.berlaku_sampai, terhitung.tahun)
ORDER BY terhitung.unit_kode, terhitung.tahun, terhitung.periode, terhitung.dimensi, terhitung.kelompok
