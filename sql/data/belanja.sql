-- belanja: Pagu dan realisasi per rekening belanja di bawah sub kegiatan dari lembar kerja
-- Butir: satu baris per unit_kode, tahun, periode, kode, rekening, uraian
-- Aturan: Rincian data.anggaran, tidak pernah dijumlahkan dengannya; diganti program demi program dari sumber yang sama dengannya.
-- Kolom:
--   unit_kode       Kode Kemendagri kecamatan
--   tahun           Tahun anggaran
--   periode         Periode realisasi: TAHUN, S1, S2, TW1..TW4 atau B01..B12
--   kode            Kode sub kegiatan yang menaungi rekening ini; kegiatan atau programnya bila sub kegiatan tidak dirinci
--   kode_program    Kode program yang menaungi
--   rekening        Kode rekening belanja, misalnya 5.1.02.01.01.0024; tingkat atasnya (5.1, 5.1.02) juga dimuat bila tertulis
--   uraian          Nama rekening seperti tertulis
--   rekening_induk  Rekening terdekat di atasnya di bawah kode yang sama; kosong untuk yang teratas
--   pagu            Pagu rekening itu (rupiah)
--   pagu_sel        Sel pagu
--   realisasi       Realisasi rekening itu seperti tertulis (rupiah)
--   realisasi_sel   Sel realisasi
--   berkas          Berkas asal, di bawah raw/
--   berkas_sha256   SHA-256 isi berkas asal
--   lembar          Lembar asal
--   lembar_ke       Urutan lembar di berkasnya
--   baris           Baris Excel
WITH berperingkat AS (
    SELECT
        baris_asal.*,
        sumber.urutan,
        MIN(sumber.urutan) OVER (PARTITION BY baris_asal.unit_kode, baris_asal.tahun, baris_asal.periode, baris_asal.kode_program) AS urutan_menang
    FROM staging.belanja AS baris_asal
    INNER JOIN audit.sumber AS sumber
        ON sumber.berkas = baris_asal.berkas AND sumber.lembar = baris_asal.lembar
)
SELECT
    unit_kode,
    CAST(tahun AS INTEGER) AS tahun,
    periode,
    kode,
    kode_program,
    rekening,
    uraian,
    rekening_induk,
    pagu,
    pagu_sel,
    realisasi,
    realisasi_sel,
    berkas,
    berkas_sha256,
    lembar,
    lembar_ke,
    baris
FROM berperingkat
WHERE urutan = urutan_menang
ORDER BY unit_kode, tahun, periode, kode, rekening, uraian
