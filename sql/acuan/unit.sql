-- unit: Kecamatan, kabupaten dan kota dengan namanya; nama pada pengaturan kantor didahulukan
-- Butir: satu baris per kode
-- Kolom:
--   kode  Kode Kemendagri kecamatan, kabupaten atau kota
--   nama  Nama kecamatan, kabupaten atau kota
WITH atur AS (
    SELECT
        MAX(CASE WHEN kunci = 'unit.kode' THEN nilai END) AS kode,
        MAX(CASE WHEN kunci = 'unit.nama' THEN nilai END) AS nama
    FROM acuan.pengaturan
)
SELECT
    wilayah.kode,
    CASE
        WHEN atur.kode = wilayah.kode AND atur.nama <> '' THEN atur.nama
        WHEN wilayah.tingkat = 3 THEN 'Kecamatan ' || wilayah.nama
        ELSE wilayah.nama
    END AS nama
FROM acuan.wilayah AS wilayah
CROSS JOIN atur
WHERE wilayah.tingkat IN (2, 3)
ORDER BY wilayah.kode
