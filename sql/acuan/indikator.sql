-- indikator: Indikator yang lazim, dengan semua sebutannya
-- Butir: satu baris per kode
-- Kolom:
--   kode         Kode indikator di gudang data
--   nama         Nama baku indikator
--   alias        Sebutan lain yang dikenali, dipisah tanda |
--   satuan       Satuan baku
--   polaritas    naik: makin tinggi makin baik; turun: makin rendah makin baik
--   dasar_hukum  Dasar hukum atau sumber
SELECT
    kode,
    nama,
    alias,
    satuan,
    polaritas,
    dasar_hukum
FROM csv.indikator
ORDER BY kode
