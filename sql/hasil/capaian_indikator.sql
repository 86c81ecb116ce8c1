-- capaian_indikator: Target, realisasi dan capaian tiap indikator
-- Butir: satu baris per unit_kode, tahun, periode, indikator_kode
-- Aturan: Makin tinggi makin baik: realisasi / target x 100; makin rendah makin baik: (2 x target - realisasi) / target x 100; tanpa batas atas kecuali diatur. Kategori diuji atas capaian yang sudah dibulatkan dua desimal.
-- Kolom:
--   unit_kode            Kode Kemendagri kecamatan
--   tahun                Tahun
--   periode              Periode
--   indikator_kode       Kode indikator
--   sasaran              Sasaran strategis
--   indikator            Nama indikator seperti tertulis
--   satuan               Satuan indikator
--   polaritas            naik: makin tinggi makin baik; turun: makin rendah makin baik
--   target               Target (satuan indikator)
--   realisasi            Realisasi seperti tertulis di lembar kerja (satuan indikator)
--   capaian              Capaian (persen); kosong bila target kosong atau 0, atau realisasi kosong
--   kategori             Kategori capaian menurut skala pada pengaturan
--   capaian_tanpa_batas  Capaian sebelum batas atas dari pengaturan (persen)
WITH hitungan AS (
    SELECT
        capaian.*,
        CAST(bagi_bulat(100 * pembilang, penyebut, 2) AS DECIMAL(18, 2)) AS nilai_capaian,
        CAST(bagi_bulat(100 * pembilang_asli, penyebut, 2) AS DECIMAL(18, 2)) AS capaian_tanpa_batas
    FROM data.capaian AS capaian
)
SELECT
    hitungan.unit_kode,
    hitungan.tahun,
    hitungan.periode,
    hitungan.indikator_kode,
    hitungan.sasaran,
    hitungan.indikator,
    hitungan.satuan,
    hitungan.polaritas,
    CAST(hitungan.target AS DECIMAL(18, 4)) AS target,
    CAST(hitungan.realisasi AS DECIMAL(18, 4)) AS realisasi,
    hitungan.nilai_capaian AS capaian,
    kategori.kategori,
    hitungan.capaian_tanpa_batas
FROM hitungan
CROSS JOIN acuan.pilihan AS pilihan
LEFT JOIN acuan.kategori_capaian AS kategori
    ON kategori.skala = pilihan.skala_capaian
    AND hitungan.nilai_capaian > COALESCE(kategori.batas_bawah, hitungan.nilai_capaian - 1)
    AND hitungan.nilai_capaian <= COALESCE(kategori.batas_atas, hitungan.nilai_capaian)
ORDER BY hitungan.unit_kode, hitungan.tahun, hitungan.periode, hitungan.indikator_kode
