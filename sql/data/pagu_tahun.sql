-- pagu_tahun: Pagu kecamatan sebelum dan setelah perubahan, dari tingkat tertinggi yang tertulis tiap program
-- Butir: satu baris per unit_kode, tahun
-- Kolom:
--   unit_kode       Kode Kemendagri kecamatan
--   tahun           Tahun anggaran
--   pagu_awal       Pagu sebelum perubahan (rupiah)
--   pagu_perubahan  Pagu setelah perubahan (rupiah)
WITH bertingkat AS (
    SELECT
        pagu.*,
        CASE tingkat WHEN 'program' THEN 1 WHEN 'kegiatan' THEN 2 ELSE 3 END AS tingkat_ke
    FROM data.pagu AS pagu
),
tertinggi AS (
    SELECT
        bertingkat.*,
        MIN(tingkat_ke) OVER (PARTITION BY unit_kode, tahun, kode_program) AS tingkat_tertinggi
    FROM bertingkat
)
SELECT
    unit_kode,
    tahun,
    CAST(SUM(pagu_awal) AS DECIMAL(22, 2)) AS pagu_awal,
    CAST(SUM(pagu_perubahan) AS DECIMAL(22, 2)) AS pagu_perubahan
FROM tertinggi
WHERE tingkat_ke = tingkat_tertinggi
GROUP BY unit_kode, tahun
ORDER BY unit_kode, tahun
