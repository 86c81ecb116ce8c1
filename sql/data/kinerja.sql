-- kinerja: Target, realisasi, baseline dan target akhir Renstra per indikator dari lembar kerja
-- Butir: satu baris per unit_kode, tahun, periode, indikator_kode, ukuran
-- Aturan: Kunci yang sama di dua sumber: berkas yang disimpan terakhir menang (bila sama, nama yang lebih akhir); dalam satu berkas, lembar yang lebih dulu. Polaritas yang tidak disebut suatu lembar diambil dari lembar lain untuk indikator yang sama, selain itu naik.
-- Kolom:
--   unit_kode       Kode Kemendagri kecamatan
--   tahun           Tahun angka itu; untuk target_akhir: tahun akhir Renstra
--   periode         Periode: TAHUN, S1, S2, TW1..TW4 atau B01..B12
--   indikator_kode  Kode indikator dari daftar alias; yang tidak dikenal memakai namanya
--   indikator       Nama indikator seperti tertulis
--   sasaran         Sasaran strategis seperti tertulis
--   satuan          Satuan indikator seperti tertulis
--   polaritas       naik: makin tinggi makin baik; turun: makin rendah makin baik
--   ukuran          Arti angka: target, realisasi, baseline atau target_akhir
--   nilai           Angka dalam satuan indikator
--   sel             Alamat sel angka itu
--   berkas          Berkas asal, di bawah raw/
--   berkas_sha256   SHA-256 isi berkas asal
--   lembar          Lembar asal
--   lembar_ke       Urutan lembar di berkasnya
--   baris           Baris Excel
WITH bernomor AS (
    SELECT
        baris_asal.*,
        ROW_NUMBER() OVER (
            PARTITION BY baris_asal.unit_kode, baris_asal.indikator_kode
            ORDER BY CASE WHEN baris_asal.polaritas IS NULL THEN 1 ELSE 0 END, sumber.urutan, baris_asal.baris, baris_asal.sel
        ) AS urutan_menyebut,
        ROW_NUMBER() OVER (
            PARTITION BY baris_asal.unit_kode, baris_asal.tahun, baris_asal.periode, baris_asal.indikator_kode, baris_asal.ukuran
            ORDER BY sumber.urutan, baris_asal.baris, baris_asal.sel
        ) AS urutan_menang
    FROM staging.kinerja AS baris_asal
    INNER JOIN audit.sumber AS sumber
        ON sumber.berkas = baris_asal.berkas AND sumber.lembar = baris_asal.lembar
)
SELECT
    bernomor.unit_kode,
    CAST(bernomor.tahun AS INTEGER) AS tahun,
    bernomor.periode,
    bernomor.indikator_kode,
    bernomor.indikator,
    bernomor.sasaran,
    bernomor.satuan,
    COALESCE(bernomor.polaritas, penyebut.polaritas, 'naik') AS polaritas,
    bernomor.ukuran,
    bernomor.nilai,
    bernomor.sel,
    bernomor.berkas,
    bernomor.berkas_sha256,
    bernomor.lembar,
    bernomor.lembar_ke,
    bernomor.baris
FROM bernomor
INNER JOIN bernomor AS penyebut
    ON penyebut.unit_kode = bernomor.unit_kode
    AND penyebut.indikator_kode = bernomor.indikator_kode
    AND penyebut.urutan_menyebut = 1
WHERE bernomor.urutan_menang = 1
ORDER BY bernomor.unit_kode, tahun, bernomor.periode, bernomor.indikator_kode, bernomor.ukuran
