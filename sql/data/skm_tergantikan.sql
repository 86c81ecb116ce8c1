-- skm_tergantikan: Lembar survei yang jawabannya digantikan lembar lain, per jenis layanan
-- Butir: satu baris per unit_kode, tahun, periode, layanan_baku, berkas, lembar
-- Aturan: SKM diganti per kecamatan, periode dan jenis layanan: berkas yang disimpan terakhir menang (bila sama, nama yang lebih akhir); dalam satu berkas, lembar yang lebih dulu.
-- Kolom:
--   unit_kode      Kode Kemendagri kecamatan
--   tahun          Tahun survei
--   periode        Periode survei
--   layanan_baku   Jenis layanan dalam huruf kecil; teks kosong bila lembarnya tidak menyebut jenis layanan
--   berkas         Berkas yang tidak dipakai
--   berkas_sha256  SHA-256 isi berkas itu
--   lembar         Lembar yang tidak dipakai
WITH kelompok AS (
    SELECT unit_kode, tahun, periode, COALESCE(LOWER(TRIM(layanan)), '') AS layanan_baku, berkas, berkas_sha256, lembar
    FROM staging.skm_responden
    GROUP BY unit_kode, tahun, periode, COALESCE(LOWER(TRIM(layanan)), ''), berkas, berkas_sha256, lembar
),
berurutan AS (
    SELECT
        kelompok.*,
        ROW_NUMBER() OVER (
            PARTITION BY kelompok.unit_kode, kelompok.tahun, kelompok.periode, kelompok.layanan_baku ORDER BY sumber.urutan
        ) AS urutan_menang
    FROM kelompok
    INNER JOIN audit.sumber AS sumber ON sumber.berkas = kelompok.berkas AND sumber.lembar = kelompok.lembar
)
SELECT
    unit_kode,
    CAST(tahun AS INTEGER) AS tahun,
    periode,
    layanan_baku,
    berkas,
    berkas_sha256,
    lembar
FROM berurutan
WHERE urutan_menang > 1
ORDER BY unit_kode, tahun, periode, layanan_baku, berkas, lembar
