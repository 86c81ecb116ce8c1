-- kelompok_umur: Kelompok umur responden survei
-- Butir: satu baris per kelompok
-- Kolom:
--   kelompok     Sebutan kelompok
--   umur_awal    Umur terendah (tahun)
--   umur_akhir   Umur tertinggi (tahun)
--   dasar_hukum  Dasar hukum atau sumber
SELECT
    kelompok,
    CAST(umur_awal AS INTEGER) AS umur_awal,
    CAST(umur_akhir AS INTEGER) AS umur_akhir,
    dasar_hukum
FROM csv.kelompok_umur
ORDER BY umur_awal
