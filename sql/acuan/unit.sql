-- unit: Kecamatan dan namanya; nama pada pengaturan kantor didahulukan
-- Butir: satu baris per kode
-- Kolom:
--   kode  Kode Kemendagri kecamatan
--   nama  Nama kecamatan
SELECT
    wilayah.kode,
    COALESCE(atur.nilai, 'Kecamatan ' || wilayah.nama) AS nama
FROM acuan.wilayah AS wilayah
LEFT JOIN acuan.pengaturan AS atur ON atur.kunci = 'unit.nama.' || wilayah.kode AND atur.nilai <> ''
WHERE wilayah.tingkat = 3
ORDER BY wilayah.kode
