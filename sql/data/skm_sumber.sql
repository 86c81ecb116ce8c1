-- skm_sumber: Lembar yang dipakai untuk tiap jenis layanan pada survei kepuasan masyarakat
-- Butir: satu baris per unit_kode, tahun, periode, layanan_baku
-- Aturan: SKM diganti per kecamatan, periode dan jenis layanan: berkas yang disimpan terakhir menang (bila sama, nama yang lebih akhir); dalam satu berkas, lembar yang lebih dulu.
-- Kolom:
--   unit_kode      Kode Kemendagri kecamatan
--   tahun          Tahun survei
--   periode        Periode survei
--   layanan_baku   Jenis layanan dalam huruf kecil; teks kosong bila lembarnya tidak menyebut jenis layanan
--   berkas         Berkas yang dipakai
--   berkas_sha256  SHA-256 isi berkas itu
--   lembar         Lembar yang dipakai
WITH kelompok AS (
    SELECT
        responden.unit_kode,
        responden.tahun,
        responden.periode,
        COALESCE(LOWER(TRIM(responden.layanan)), '') AS layanan_baku,
        MIN(sumber.urutan) AS urutan
    FROM staging.skm_responden AS responden
    INNER JOIN audit.sumber AS sumber
        ON sumber.berkas = responden.berkas AND sumber.lembar = responden.lembar
    GROUP BY
        responden.unit_kode,
        responden.tahun,
        responden.periode,
        COALESCE(LOWER(TRIM(responden.layanan)), '')
)
SELECT
    kelompok.unit_kode,
    CAST(kelompok.tahun AS INTEGER) AS tahun,
    kelompok.periode,
    kelompok.layanan_baku,
    sumber.berkas,
    sumber.berkas_sha256,
    sumber.lembar
FROM kelompok
INNER JOIN audit.sumber AS sumber ON sumber.urutan = kelompok.urutan
ORDER BY kelompok.unit_kode, kelompok.tahun, kelompok.periode, kelompok.layanan_baku
