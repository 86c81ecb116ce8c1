-- sakip: Nilai evaluasi SAKIP per komponen dari lembar kerja
-- Butir: satu baris per unit_kode, tahun, komponen_kode
-- Aturan: Kunci yang sama di dua sumber: berkas yang disimpan terakhir menang (bila sama, nama yang lebih akhir); dalam satu berkas, lembar yang lebih dulu.
-- Kolom:
--   unit_kode      Kode Kemendagri kecamatan
--   tahun          Tahun yang dievaluasi
--   komponen_kode  Komponen: perencanaan, pengukuran, pelaporan, evaluasi; yang lain memakai namanya
--   komponen       Nama komponen seperti tertulis
--   bobot          Bobot komponen (poin)
--   bobot_sel      Sel bobot
--   nilai          Nilai komponen (poin)
--   nilai_sel      Sel nilai
--   berkas         Berkas asal, di bawah raw/
--   berkas_sha256  SHA-256 isi berkas asal
--   lembar         Lembar asal
--   lembar_ke      Urutan lembar di berkasnya
--   baris          Baris Excel
WITH bernomor AS (
    SELECT
        baris_asal.*,
        ROW_NUMBER() OVER (
            PARTITION BY baris_asal.unit_kode, baris_asal.tahun, baris_asal.komponen_kode
            ORDER BY sumber.urutan, baris_asal.baris
        ) AS urutan_menang
    FROM staging.sakip AS baris_asal
    INNER JOIN audit.sumber AS sumber
        ON sumber.berkas = baris_asal.berkas AND sumber.lembar = baris_asal.lembar
)
SELECT
    unit_kode,
    CAST(tahun AS INTEGER) AS tahun,
    komponen_kode,
    komponen,
    bobot,
    bobot_sel,
    nilai,
    nilai_sel,
    berkas,
    berkas_sha256,
    lembar,
    lembar_ke,
    baris
FROM bernomor
WHERE urutan_menang = 1
ORDER BY unit_kode, tahun, komponen_kode
