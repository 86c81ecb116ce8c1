-- unit: Kecamatan, kabupaten, kota dan provinsi dengan namanya; nama pada pengaturan kantor didahulukan
-- Butir: satu baris per kode
-- Kolom:
--   kode  Kode Kemendagri kecamatan, kabupaten, kota atau provinsi
--   nama  Nama kecamatan, kabupaten, kota atau provinsi
SELECT
    wilayah.kode,
    COALESCE(atur.nilai, CASE WHEN wilayah.tingkat = 3 THEN 'Kecamatan ' || wilayah.nama ELSE wilayah.nama END) AS nama
FROM acuan.wilayah AS wilayah
LEFT JOIN acuan.pengaturan AS atur ON atur.kunci = 'unit.nama.' || wilayah.kode AND atur.nilai <> ''
WHERE wilayah.tingkat IN (1, 2, 3)
ORDER BY wilayah.kode
