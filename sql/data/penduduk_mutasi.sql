-- penduduk_mutasi: Mutasi penduduk per desa, periode dan jenis kelamin dari lembar kerja
-- Butir: satu baris per unit_kode, tahun, periode, desa_kode, jenis_kelamin
-- Aturan: Kunci yang sama di dua sumber: berkas yang disimpan terakhir menang (bila sama, nama yang lebih akhir); dalam satu berkas, lembar yang lebih dulu.
-- Kolom:
--   unit_kode      Kode Kemendagri kecamatan, kabupaten atau kota
--   tahun          Tahun data
--   periode        Periode data: TAHUN, S1, S2, TW1..TW4 atau B01..B12
--   desa_kode      Kode Kemendagri desa/kelurahan; desa persiapan memakai <kecamatan>.P-<nama>, nama yang belum dikenal <kecamatan>.X-<nama>
--   desa           Nama resmi desa menurut Kemendagri; bila tanpa kode, nama seperti tertulis
--   desa_tertulis  Nama desa seperti tertulis di lembar kerja
--   jenis_kelamin  Penduduk siapa: L laki-laki, P perempuan, LP keduanya
--   awal           Penduduk pada awal periode (jiwa)
--   awal_sel       Sel awal
--   lahir          Kelahiran (jiwa)
--   lahir_sel      Sel lahir
--   mati           Kematian (jiwa)
--   mati_sel       Sel mati
--   datang         Penduduk yang datang (jiwa)
--   datang_sel     Sel datang
--   pindah         Penduduk yang pindah (jiwa)
--   pindah_sel     Sel pindah
--   akhir          Penduduk pada akhir periode (jiwa)
--   akhir_sel      Sel akhir
--   berkas         Berkas asal, di bawah raw/
--   berkas_sha256  SHA-256 isi berkas asal
--   lembar         Lembar asal
--   lembar_ke      Urutan lembar di berkasnya
--   baris          Baris Excel
WITH bernomor AS (
    SELECT
        baris_asal.*,
        ROW_NUMBER() OVER (
            PARTITION BY
                baris_asal.unit_kode, baris_asal.tahun, baris_asal.periode, baris_asal.desa_kode, baris_asal.jenis_kelamin
            ORDER BY sumber.urutan, baris_asal.baris
        ) AS urutan_menang
    FROM staging.penduduk_mutasi AS baris_asal
    INNER JOIN audit.sumber AS sumber
        ON sumber.berkas = baris_asal.berkas AND sumber.lembar = baris_asal.lembar
)
SELECT
    unit_kode,
    CAST(tahun AS INTEGER) AS tahun,
    periode,
    desa_kode,
    desa,
    desa_tertulis,
    jenis_kelamin,
    awal,
    awal_sel,
    lahir,
    lahir_sel,
    mati,
    mati_sel,
    datang,
    datang_sel,
    pindah,
    pindah_sel,
    akhir,
    akhir_sel,
    berkas,
    berkas_sha256,
    lembar,
    lembar_ke,
    baris
FROM bernomor
WHERE urutan_menang = 1
ORDER BY unit_kode, tahun, periode, desa_kode, jenis_kelamin
