-- komponen_sakip: Komponen evaluasi SAKIP dan bobotnya
-- Butir: satu baris per kode
-- Aturan: PermenPANRB 88/2021
-- Kolom:
--   kode            Kode komponen di gudang data
--   nama            Nama resmi komponen
--   alias           Sebutan lain yang dikenali, dipisah tanda |
--   urutan          Urutan pada lembar evaluasi
--   bobot           Bobot komponen (poin)
--   berlaku_dari    Tahun pertama berlaku
--   berlaku_sampai  Tahun terakhir berlaku; kosong bila masih berlaku
--   dasar_hukum     Dasar hukum atau sumber
SELECT
    kode,
    nama,
    alias,
    CAST(urutan AS INTEGER) AS urutan,
    CAST(bobot AS DECIMAL(5,2)) AS bobot,
    CAST(berlaku_dari AS INTEGER) AS berlaku_dari,
    CAST(berlaku_sampai AS INTEGER) AS berlaku_sampai,
    dasar_hukum
FROM csv.komponen_sakip
ORDER BY urutan
