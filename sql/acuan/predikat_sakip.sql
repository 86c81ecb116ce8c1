-- predikat_sakip: Predikat nilai evaluasi SAKIP
-- Butir: satu baris per predikat, berlaku_dari
-- Aturan: PermenPANRB 88/2021
-- Kolom:
--   predikat        Predikat: AA, A, BB, B, CC, C atau D
--   interpretasi    Arti predikat
--   batas_bawah     Nilai harus di atas angka ini; kosong bila tanpa batas
--   batas_atas      Nilai paling tinggi angka ini
--   berlaku_dari    Tahun pertama berlaku
--   berlaku_sampai  Tahun terakhir berlaku; kosong bila masih berlaku
--   dasar_hukum     Dasar hukum atau sumber
--   catatan         Catatan
SELECT
    predikat,
    interpretasi,
    CAST(batas_bawah AS DECIMAL(5,2)) AS batas_bawah,
    CAST(batas_atas AS DECIMAL(5,2)) AS batas_atas,
    CAST(berlaku_dari AS INTEGER) AS berlaku_dari,
    CAST(berlaku_sampai AS INTEGER) AS berlaku_sampai,
    dasar_hukum,
    catatan
FROM csv.predikat_sakip
ORDER BY batas_atas DESC
