-- rilis: Rilis gudang data ini
-- Butir: satu baris per rilis
-- Kolom:
--   rilis          Nama rilis
--   dibuat         Waktu rilis dibuat
--   versi_program  Versi program yang membuatnya
--   sidik          Sidik semua masukan: berkas, susunan lembar, pengaturan, SQL dan program
SELECT rilis, dibuat, versi_program, sidik FROM staging.rilis
