-- kategori_capaian: Kategori capaian kinerja per skala
-- Butir: satu baris per skala, kategori
-- Kolom:
--   skala        Nama skala seperti pada pengaturan capaian.skala
--   kategori     Sebutan kategori
--   urutan       Urutan dari yang tertinggi
--   batas_bawah  Capaian harus di atas angka ini (persen); kosong bila tanpa batas
--   batas_atas   Capaian paling tinggi angka ini (persen); kosong bila tanpa batas
--   dasar_hukum  Dasar hukum atau sumber
--   catatan      Catatan
SELECT
    skala,
    kategori,
    CAST(urutan AS INTEGER) AS urutan,
    CAST(batas_bawah AS DECIMAL(6,2)) AS batas_bawah,
    CAST(batas_atas AS DECIMAL(6,2)) AS batas_atas,
    dasar_hukum,
    catatan
FROM csv.kategori_capaian
ORDER BY skala, urutan
