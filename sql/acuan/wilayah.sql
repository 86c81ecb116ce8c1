-- wilayah: Kode dan nama wilayah seluruh Indonesia menurut Kemendagri
-- Butir: satu baris per kode
-- Kolom:
--   kode        Kode Kemendagri
--   nama        Nama wilayah
--   tingkat     1 provinsi, 2 kabupaten/kota, 3 kecamatan, 4 desa/kelurahan
--   jenis       Jenis wilayah, misalnya Kabupaten, Kota, Desa atau Kelurahan
--   kode_induk  Kode wilayah di atasnya
SELECT
    kode,
    nama,
    CAST(tingkat AS INTEGER) AS tingkat,
    jenis,
    kode_induk
FROM staging.wilayah -- already in the order of its codes
