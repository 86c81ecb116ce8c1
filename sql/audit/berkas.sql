-- berkas: Berkas yang dibaca untuk rilis ini
-- Butir: satu baris per berkas
-- Kolom:
--   berkas         Berkas, di bawah raw/
--   berkas_sha256  SHA-256 isi berkas
--   ukuran         Ukuran berkas (byte)
--   disimpan       Waktu simpan yang tercatat di dalam berkas; kosong bila tidak ada
--   status         dimuat, sebagian atau ditolak
--   jumlah_lembar  Banyak lembar
SELECT berkas, berkas_sha256, ukuran, disimpan, status, jumlah_lembar FROM staging.berkas ORDER BY berkas
