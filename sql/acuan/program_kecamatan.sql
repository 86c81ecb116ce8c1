-- program_kecamatan: Nama baku program dan kegiatan kecamatan menurut kode
-- Butir: satu baris per kode
-- Kolom:
--   kode            Kode rekening program atau kegiatan
--   nama            Nama baku
--   tingkat         program atau kegiatan
--   kode_induk      Kode program yang menaungi; kosong untuk program
--   berlaku_dari    Tahun pertama berlaku
--   berlaku_sampai  Tahun terakhir berlaku; kosong bila masih berlaku
--   dasar_hukum     Dasar hukum atau sumber
SELECT
    kode,
    nama,
    tingkat,
    kode_induk,
    CAST(berlaku_dari AS INTEGER) AS berlaku_dari,
    CAST(berlaku_sampai AS INTEGER) AS berlaku_sampai,
    dasar_hukum
FROM csv.program_kecamatan
ORDER BY kode
