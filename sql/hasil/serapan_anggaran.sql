-- serapan_anggaran: Serapan anggaran kecamatan per tahun dan periode
-- Butir: satu baris per unit_kode, tahun, periode
-- Aturan: Jumlah dari tingkat tertinggi yang tertulis (program); total yang tercetak tidak dipakai, hanya dibandingkan di rekonsiliasi
-- Kolom:
--   unit_kode  Kode Kemendagri kecamatan
--   tahun      Tahun anggaran
--   periode    Periode realisasi
--   pagu_awal  Pagu sebelum perubahan (rupiah); kosong bila tidak ada lembarnya
--   pagu       Pagu anggaran (rupiah)
--   realisasi  Realisasi keuangan (rupiah)
--   persen     Realisasi / pagu x 100 (persen)
--   sisa       Pagu dikurangi realisasi (rupiah)
WITH jumlah AS (
    SELECT
        unit_kode,
        tahun,
        periode,
        CAST(SUM(pagu) AS DECIMAL(22, 2)) AS pagu,
        CAST(SUM(realisasi) AS DECIMAL(22, 2)) AS realisasi
    FROM data.anggaran_program
    GROUP BY unit_kode, tahun, periode
)
SELECT
    jumlah.unit_kode,
    jumlah.tahun,
    jumlah.periode,
    pagu.pagu_awal,
    jumlah.pagu,
    jumlah.realisasi,
    persen(jumlah.realisasi, jumlah.pagu) AS persen,
    CAST(jumlah.pagu - jumlah.realisasi AS DECIMAL(22, 2)) AS sisa
FROM jumlah
LEFT JOIN data.pagu_tahun AS pagu ON pagu.unit_kode = jumlah.unit_kode AND pagu.tahun = jumlah.tahun
ORDER BY jumlah.unit_kode, jumlah.tahun, jumlah.periode
