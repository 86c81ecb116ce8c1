-- ikm_unsur: Nilai rata-rata (NRR) dan mutu tiap unsur pelayanan
-- Butir: satu baris per unit_kode, tahun, periode, unsur_kode
-- Aturan: PermenPANRB 14/2017: NRR = jumlah nilai / jumlah kuesioner terisi; nilai konversi = NRR x 25; mutu diuji atas nilai konversi yang sudah dibulatkan dua desimal
-- Kolom:
--   unit_kode       Kode Kemendagri kecamatan
--   tahun           Tahun survei
--   periode         Periode survei
--   unsur_kode      Kode unsur, misalnya persyaratan
--   unsur_nomor     Nomor unsur yang dipakai kantor, misalnya U8
--   unsur_nama      Nama unsur menurut peraturan
--   jumlah_jawaban  Banyak jawaban untuk unsur itu
--   jawaban_kosong  Banyak responden yang tidak menjawab unsur itu
--   jumlah_nilai    Jumlah nilai jawaban (skor 1-4)
--   nrr             Nilai rata-rata (skala 1-4)
--   nrr_tertimbang  NRR dikali bobot per unsur
--   nilai_konversi  NRR dikali 25 (skala 25-100)
--   mutu            Huruf mutu unsur itu
--   peringkat       Peringkat dari NRR tertinggi; NRR sama, peringkat sama
WITH nilai AS (
    SELECT
        rekap.*,
        CAST(bagi_bulat(rekap.jumlah_nilai, rekap.jumlah_jawaban, 3) AS DECIMAL(5, 3)) AS nrr,
        CAST(bagi_bulat(rekap.jumlah_nilai * indeks.bobot_pembilang, rekap.jumlah_jawaban * indeks.bobot_penyebut, 4) AS DECIMAL(6, 4)) AS nrr_tertimbang,
        CAST(bagi_bulat(25 * rekap.jumlah_nilai, rekap.jumlah_jawaban, 2) AS DECIMAL(5, 2)) AS nilai_konversi,
        RANK() OVER (
            PARTITION BY rekap.unit_kode, rekap.tahun, rekap.periode
            ORDER BY pecahan(rekap.jumlah_nilai, rekap.jumlah_jawaban, 28) DESC
        ) AS peringkat
    FROM data.skm_rekap AS rekap
    INNER JOIN data.skm_indeks AS indeks
        ON indeks.unit_kode = rekap.unit_kode
        AND indeks.tahun = rekap.tahun
        AND indeks.periode = rekap.periode
        AND indeks.dimensi = rekap.dimensi
    WHERE rekap.dimensi = 'unit'
)
SELECT
    nilai.unit_kode,
    nilai.tahun,
    nilai.periode,
    nilai.unsur_kode,
    nilai.unsur_nomor,
    COALESCE(unsur.nama, nilai.unsur_kode) AS unsur_nama,
    nilai.jumlah_jawaban,
    nilai.jumlah_responden - nilai.jumlah_jawaban AS jawaban_kosong,
    nilai.jumlah_nilai,
    nilai.nrr,
    nilai.nrr_tertimbang,
    nilai.nilai_konversi,
    mutu.mutu,
    nilai.peringkat
FROM nilai
LEFT JOIN acuan.unsur AS unsur ON unsur.kode = nilai.unsur_kode
LEFT JOIN acuan.mutu_skm AS mutu
    ON nilai.nilai_konversi BETWEEN mutu.uji_bawah AND mutu.konversi_atas
    AND nilai.tahun BETWEEN mutu.berlaku_dari AND COALESCE(mutu.berlaku_sampai, nilai.tahun)
ORDER BY nilai.unit_kode, nilai.tahun, nilai.periode, unsur.nomor_kuesioner, nilai.unsur_kode
