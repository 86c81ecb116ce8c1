-- penduduk_desa: Penduduk per desa dan periode dari lembar kerja
-- Butir: satu baris per unit_kode, tahun, periode, desa_kode
-- Aturan: Kunci yang sama di dua sumber: berkas yang disimpan terakhir menang (bila sama, nama yang lebih akhir); dalam satu berkas, lembar yang lebih dulu.
-- Kolom:
--   unit_kode            Kode Kemendagri kecamatan
--   tahun                Tahun data
--   periode              Periode data: TAHUN, S1, S2, TW1..TW4 atau B01..B12
--   desa_kode            Kode Kemendagri desa/kelurahan; desa persiapan memakai <kecamatan>.P-<nama>, nama yang belum dikenal <kecamatan>.X-<nama>; kode kecamatan bila yang tertulis hanya angka seluruh kecamatan
--   desa                 Nama resmi desa menurut Kemendagri; bila tanpa kode, nama seperti tertulis
--   desa_tertulis        Nama desa seperti tertulis di lembar kerja
--   laki_laki            Penduduk laki-laki (jiwa)
--   laki_laki_sel        Sel laki_laki
--   perempuan            Penduduk perempuan (jiwa)
--   perempuan_sel        Sel perempuan
--   jumlah_tercetak      Jumlah penduduk yang tercetak; hanya pembanding, dipakai bila laki-laki dan perempuan tidak ada (jiwa)
--   jumlah_tercetak_sel  Sel jumlah_tercetak
--   kk                   Jumlah kepala keluarga pada akhir periode (KK)
--   kk_sel               Sel kk
--   rumah                Jumlah rumah (rumah)
--   rumah_sel            Sel rumah
--   berkas               Berkas asal, di bawah raw/
--   berkas_sha256        SHA-256 isi berkas asal
--   lembar               Lembar asal
--   lembar_ke            Urutan lembar di berkasnya
--   baris                Baris Excel
WITH bernomor AS (
    SELECT
        baris_asal.*,
        ROW_NUMBER() OVER (
            PARTITION BY baris_asal.unit_kode, baris_asal.tahun, baris_asal.periode, baris_asal.desa_kode
            ORDER BY sumber.urutan, baris_asal.baris
        ) AS urutan_menang,
        COUNT(CASE WHEN baris_asal.desa_kode <> baris_asal.unit_kode THEN 1 END) OVER (
            PARTITION BY baris_asal.unit_kode, baris_asal.tahun, baris_asal.periode
        ) AS jumlah_desa
    FROM staging.penduduk_desa AS baris_asal
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
    laki_laki,
    laki_laki_sel,
    perempuan,
    perempuan_sel,
    jumlah_tercetak,
    jumlah_tercetak_sel,
    kk,
    kk_sel,
    rumah,
    rumah_sel,
    berkas,
    berkas_sha256,
    lembar,
    lembar_ke,
    baris
FROM bernomor
-- Angka seluruh unit (desa_kode = unit_kode) hanya dipakai bila desanya tidak ada, agar tidak terhitung dua kali.
WHERE urutan_menang = 1 AND (desa_kode <> unit_kode OR jumlah_desa = 0)
ORDER BY unit_kode, tahun, periode, desa_kode
