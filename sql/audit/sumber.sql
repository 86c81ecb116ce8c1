-- sumber: Urutan menang lembar kerja bila dua sumber memuat kunci yang sama
-- Butir: satu baris per berkas, lembar
-- Aturan: Berkas yang disimpan terakhir menang; tanpa waktu simpan atau bila sama, nama berkas yang lebih akhir; dalam satu berkas, lembar yang lebih dulu.
-- Kolom:
--   berkas         Berkas, di bawah raw/
--   berkas_sha256  SHA-256 isi berkas
--   lembar         Nama lembar
--   lembar_ke      Urutan lembar di berkasnya
--   disimpan       Waktu simpan yang tercatat di dalam berkas
--   urutan         1 untuk sumber yang paling didahulukan
SELECT
    lembar.berkas,
    lembar.berkas_sha256,
    lembar.lembar,
    lembar.lembar_ke,
    berkas.disimpan,
    ROW_NUMBER() OVER (
        ORDER BY
            berkas.disimpan DESC NULLS LAST,
            REGEXP_REPLACE(LOWER(lembar.berkas), '[.][^.]*$', '') DESC,
            lembar.berkas DESC,
            lembar.lembar_ke
    ) AS urutan
FROM staging.lembar AS lembar
LEFT JOIN staging.berkas AS berkas ON berkas.berkas = lembar.berkas
ORDER BY urutan
