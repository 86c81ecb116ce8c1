-- pengaturan: Pengaturan kantor yang dipakai rilis ini
-- Butir: satu baris per kunci
-- Kolom:
--   kunci  Nama pengaturan, misalnya skm.bobot
--   nilai  Isi pengaturan
SELECT
    kunci,
    nilai
FROM staging.pengaturan
ORDER BY kunci
