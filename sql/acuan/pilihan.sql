-- pilihan: Pengaturan hitungan yang berlaku, dengan bakunya bila tidak diatur
-- Butir: satu baris
-- Kolom:
--   bobot_skm      Pilihan bobot IKM; baku 0,111
--   skala_capaian  Skala kategori capaian; baku lakip
--   batas_capaian  Batas atas capaian (persen); kosong berarti tanpa batas
SELECT
    COALESCE(MAX(CASE WHEN kunci = 'skm.bobot' AND nilai <> '' THEN nilai END), '0,111') AS bobot_skm,
    COALESCE(MAX(CASE WHEN kunci = 'capaian.skala' AND nilai <> '' THEN nilai END), 'lakip') AS skala_capaian,
    CAST(MAX(CASE WHEN kunci = 'capaian.batas' AND nilai <> '' THEN nilai END) AS INTEGER) AS batas_capaian
FROM acuan.pengaturan
