-- periode: Periode yang dikenal di gudang data
-- Butir: satu baris per kode
-- Kolom:
--   kode         Kode periode: TAHUN, S1, S2, TW1..TW4, B01..B12
--   nama         Nama periode
--   bulan_akhir  Bulan terakhir periode itu (1-12)
--   urutan       Urutan tampil; bila bulan akhirnya sama, yang lebih kecil didahulukan
SELECT
    kode,
    nama,
    CAST(bulan_akhir AS INTEGER) AS bulan_akhir,
    CAST(urutan AS INTEGER) AS urutan
FROM csv.periode
ORDER BY urutan
