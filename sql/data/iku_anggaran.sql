-- iku_anggaran: Program pendukung tiap sasaran dan indikator utama, dengan anggarannya, dari lembar kerja
-- Butir: satu baris per unit_kode, tahun, periode, program
-- Aturan: Program yang sama (huruf besar dan tanda baca diabaikan) di dua sumber: berkas yang disimpan terakhir menang (bila sama, nama yang lebih akhir); dalam satu berkas, lembar yang lebih dulu.
-- Kolom:
--   unit_kode               Kode Kemendagri kecamatan
--   tahun                   Tahun anggaran
--   periode                 Periode realisasi: TAHUN, S1, S2, TW1..TW4 atau B01..B12
--   sasaran                 Sasaran strategis seperti tertulis, tanpa nomor urut
--   indikator_kode          Kode indikator sasaran
--   indikator               Nama indikator seperti tertulis
--   program                 Nama program seperti tertulis
--   pagu                    Anggaran program yang tertulis di lembar ini (rupiah)
--   pagu_sel                Sel pagu
--   realisasi               Realisasi program yang tertulis di lembar ini (rupiah)
--   realisasi_sel           Sel realisasi
--   persen_tercetak         Persentase realisasi yang tercetak; hanya pembanding (persen)
--   persen_tercetak_sel     Sel persen_tercetak
--   efisiensi_tercetak      Efisiensi yang tercetak; hanya pembanding (persen)
--   efisiensi_tercetak_sel  Sel efisiensi_tercetak
--   berkas                  Berkas asal, di bawah raw/
--   berkas_sha256           SHA-256 isi berkas asal
--   lembar                  Lembar asal
--   lembar_ke               Urutan lembar di berkasnya
--   baris                   Baris Excel
WITH bernomor AS (
    SELECT
        baris_asal.*,
        ROW_NUMBER() OVER (
            PARTITION BY baris_asal.unit_kode, baris_asal.tahun, baris_asal.periode, nama_baku(baris_asal.program)
            ORDER BY sumber.urutan, baris_asal.baris
        ) AS urutan_menang
    FROM staging.iku_anggaran AS baris_asal
    INNER JOIN audit.sumber AS sumber
        ON sumber.berkas = baris_asal.berkas AND sumber.lembar = baris_asal.lembar
)
SELECT
    unit_kode,
    CAST(tahun AS INTEGER) AS tahun,
    periode,
    sasaran,
    indikator_kode,
    indikator,
    program,
    pagu,
    pagu_sel,
    realisasi,
    realisasi_sel,
    persen_tercetak,
    persen_tercetak_sel,
    efisiensi_tercetak,
    efisiensi_tercetak_sel,
    berkas,
    berkas_sha256,
    lembar,
    lembar_ke,
    baris
FROM bernomor
WHERE urutan_menang = 1
ORDER BY unit_kode, tahun, periode, program
