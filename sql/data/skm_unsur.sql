-- skm_unsur: Susunan unsur tiap tabel jawaban SKM: unsur apa yang ditanyakan kolom jawaban ke berapa
-- Butir: satu baris per berkas, lembar, baris, urutan
-- Catatan: Memuat juga lembar yang jawabannya digantikan sumber lain.
-- Kolom:
--   unit_kode      Kode Kemendagri kecamatan
--   urutan         Urutan kolom jawaban dari kiri, mulai 1; urutan yang sama di dalam data.skm_responden.jawaban
--   unsur_kode     Unsur pelayanan (PermenPANRB 14/2017), misalnya persyaratan; unsur tambahan memakai namanya
--   unsur_nomor    Nomor unsur yang dipakai kantor, misalnya U8
--   kolom          Huruf kolom Excel
--   berkas         Berkas asal, di bawah raw/
--   berkas_sha256  SHA-256 isi berkas asal
--   lembar         Lembar asal
--   lembar_ke      Urutan lembar di berkasnya
--   baris          Baris Excel tajuk tabelnya
SELECT
    unit_kode,
    urutan,
    unsur_kode,
    unsur_nomor,
    kolom,
    berkas,
    berkas_sha256,
    lembar,
    lembar_ke,
    baris
FROM staging.skm_unsur
ORDER BY berkas, lembar_ke, baris, urutan
