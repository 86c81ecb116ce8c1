-- aturan: Daftar aturan pemeriksaan dengan sebab dan cara memperbaikinya
-- Butir: satu baris per aturan
-- Kolom:
--   aturan    Kode aturan
--   tingkat   galat: ditolak; peringatan: dimuat tetapi bertentangan; info: ditafsirkan
--   judul     Nama aturan
--   penyebab  Sebab yang lazim
--   saran     Cara memperbaiki
SELECT
    aturan,
    tingkat,
    judul,
    penyebab,
    saran
FROM staging.aturan
ORDER BY aturan
