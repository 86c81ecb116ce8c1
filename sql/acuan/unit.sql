-- unit: Kecamatan dan namanya; nama pada pengaturan kantor didahulukan
-- Butir: satu baris per kode
-- Kolom:
--   kode  Kode Kemendagri kecamatan
--   nama  Nama kecamatan
WITH atur AS (
    SELECT
        MAX(CASE WHEN kunci = 'unit.kode' THEN nilai END) AS kode,
        MAX(CASE WHEN kunci = 'unit.nama' THEN nilai END) AS nama
    FROM acuan.pengaturan
)
SELECT
    wilayah.kode,
    CASE WHEN atur.kode = wilayah.kode AND atur.nama <> '' THEN atur.nama ELSE 'Kecamatan ' || wilayah.nama END AS nama
FROM acuan.wilayah AS wilayah
CROSS JOIN atur
WHERE wilayah.tingkat = 3
ORDER BY wilayah.kode
