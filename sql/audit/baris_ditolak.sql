-- baris_ditolak: Baris yang tidak dimuat karena berisi nilai yang tidak mungkin benar
-- Butir: satu baris Excel yang ditolak karena satu alasan
-- Kolom:
--   berkas         Berkas asal, di bawah raw/
--   berkas_sha256  SHA-256 isi berkas
--   lembar         Lembar asal
--   baris          Baris Excel
--   sel            Sel yang menyebabkan penolakan
--   aturan         Kode aturan
--   alasan         Alasan penolakan
--   isi            Isi sel yang dikenali (JSON), tanpa kolom pribadi
SELECT berkas, berkas_sha256, lembar, baris, sel, aturan, alasan, isi
FROM staging.baris_ditolak
ORDER BY berkas, lembar, baris, sel, aturan
