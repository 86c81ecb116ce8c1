-- mutu_skm: Mutu pelayanan dan kinerja unit menurut nilai IKM
-- Butir: satu baris per mutu, berlaku_dari
-- Aturan: PermenPANRB 14/2017
-- Kolom:
--   mutu            Huruf mutu pelayanan: A, B, C atau D
--   kinerja         Kinerja unit pelayanan
--   nilai_persepsi  Nilai persepsi 1 sampai 4
--   interval_bawah  Batas bawah nilai interval (skala 1-4) pada tabel
--   interval_atas   Batas atas nilai interval (skala 1-4) pada tabel
--   konversi_bawah  Batas bawah nilai interval konversi (skala 25-100) pada tabel
--   konversi_atas   Batas atas nilai interval konversi (skala 25-100) pada tabel
--   uji_bawah       Batas bawah yang dipakai program; yang diuji adalah nilai konversi setelah dibulatkan dua desimal
--   berlaku_dari    Tahun pertama berlaku
--   berlaku_sampai  Tahun terakhir berlaku; kosong bila masih berlaku
--   dasar_hukum     Dasar hukum atau sumber
--   catatan         Catatan
SELECT
    mutu,
    kinerja,
    CAST(nilai_persepsi AS INTEGER) AS nilai_persepsi,
    CAST(interval_bawah AS DECIMAL(6,4)) AS interval_bawah,
    CAST(interval_atas AS DECIMAL(6,4)) AS interval_atas,
    CAST(konversi_bawah AS DECIMAL(5,2)) AS konversi_bawah,
    CAST(konversi_atas AS DECIMAL(5,2)) AS konversi_atas,
    CAST(uji_bawah AS DECIMAL(5,2)) AS uji_bawah,
    CAST(berlaku_dari AS INTEGER) AS berlaku_dari,
    CAST(berlaku_sampai AS INTEGER) AS berlaku_sampai,
    dasar_hukum,
    catatan
FROM csv.mutu_skm
ORDER BY berlaku_dari, mutu
