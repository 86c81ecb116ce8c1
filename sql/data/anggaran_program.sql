-- anggaran_program: Pagu dan realisasi tiap program, dari tingkat tertinggi yang tertulis
-- Butir: satu baris per unit_kode, tahun, periode, kode_program
-- Aturan: Bila baris programnya ada, itu yang dipakai; bila tidak, jumlah kegiatannya; bila tidak ada juga, jumlah sub kegiatannya. Tidak pernah dijumlahkan lintas tingkat.
-- Kolom:
--   unit_kode     Kode Kemendagri kecamatan
--   tahun         Tahun anggaran
--   periode       Periode realisasi
--   kode_program  Kode program
--   uraian        Nama program; nama baku bila baris programnya tidak ada
--   pagu          Pagu (rupiah)
--   realisasi     Realisasi (rupiah)
WITH bertingkat AS (
    SELECT
        anggaran.*,
        CASE tingkat WHEN 'program' THEN 1 WHEN 'kegiatan' THEN 2 ELSE 3 END AS tingkat_ke
    FROM data.anggaran AS anggaran
),
tertinggi AS (
    SELECT
        bertingkat.*,
        MIN(tingkat_ke) OVER (PARTITION BY unit_kode, tahun, periode, kode_program) AS tingkat_tertinggi
    FROM bertingkat
)
SELECT
    tertinggi.unit_kode,
    tertinggi.tahun,
    tertinggi.periode,
    tertinggi.kode_program,
    COALESCE(
        MAX(CASE WHEN tertinggi.tingkat = 'program' THEN tertinggi.uraian END), MAX(baku.nama), tertinggi.kode_program
    ) AS uraian,
    CAST(SUM(tertinggi.pagu) AS DECIMAL(22, 2)) AS pagu,
    CAST(SUM(tertinggi.realisasi) AS DECIMAL(22, 2)) AS realisasi
FROM tertinggi
LEFT JOIN acuan.program_kecamatan AS baku ON baku.kode = tertinggi.kode_program
WHERE tertinggi.tingkat_ke = tertinggi.tingkat_tertinggi
GROUP BY tertinggi.unit_kode, tertinggi.tahun, tertinggi.periode, tertinggi.kode_program
ORDER BY tertinggi.unit_kode, tertinggi.tahun, tertinggi.periode, tertinggi.kode_program
