-- iku: Angka uang, persen, rata-rata dan efisiensi pada lembar IKU terhadap anggaran, dibandingkan dengan hitungan ulang
-- Butir: satu angka tercetak yang dapat dihitung ulang
-- Kolom:
--   unit_kode         Kode Kemendagri kecamatan
--   tahun             Tahun
--   periode           Periode
--   aturan            Kode aturan pemeriksaan
--   ukuran            Apa yang tercetak
--   uraian            Untuk siapa atau apa
--   nilai_tercetak    Angka yang tercetak
--   nilai_dihitung    Angka hasil hitungan ulang
--   desimal_dihitung  Banyak desimal hasil hitungan ulang yang berarti
--   teks_tercetak     Tulisan yang tercetak, misalnya huruf mutu
--   teks_dihitung     Tulisan hasil hitungan ulang
--   berkas            Berkas angka tercetak
--   lembar            Lembar angka tercetak
--   sel               Sel angka tercetak
--   penjelasan        Penjelasan bila keduanya berbeda
WITH lembar AS (
    SELECT berkas, lembar, unit_kode, tahun, periode, CAST(SUM(pagu) AS DECIMAL(22, 2)) AS pagu, CAST(SUM(realisasi) AS DECIMAL(22, 2)) AS realisasi
    FROM staging.iku_anggaran
    GROUP BY berkas, lembar, unit_kode, tahun, periode
),
indikator AS (
    SELECT DISTINCT berkas, lembar, unit_kode, tahun, periode, indikator_kode FROM staging.iku_anggaran
),
rata_rata AS (
    SELECT
        indikator.berkas,
        indikator.lembar,
        indikator.tahun,
        indikator.periode,
        COUNT(*) AS banyak,
        bagi_bulat(SUM(utuh(kinerja.nilai)), 100000000 * COUNT(*), 8) AS realisasi
    FROM indikator
    INNER JOIN data.kinerja AS kinerja
        ON kinerja.unit_kode = indikator.unit_kode
        AND kinerja.tahun = indikator.tahun
        AND kinerja.periode = indikator.periode
        AND kinerja.indikator_kode = indikator.indikator_kode
        AND kinerja.ukuran = 'realisasi'
    GROUP BY indikator.berkas, indikator.lembar, indikator.tahun, indikator.periode
)
SELECT
    t.unit_kode AS unit_kode,
    t.tahun AS tahun,
    t.periode AS periode,
    'BDG601' AS aturan,
    'persen' AS ukuran,
    t.program AS uraian,
    CAST(t.persen_tercetak AS DECIMAL(28, 8)) AS nilai_tercetak,
    CAST(bagi_bulat(100 * utuh(t.realisasi), utuh(t.pagu), 8) AS DECIMAL(28, 8)) AS nilai_dihitung,
    8 AS desimal_dihitung,
    CAST(NULL AS VARCHAR) AS teks_tercetak,
    CAST(NULL AS VARCHAR) AS teks_dihitung,
    t.berkas,
    t.lembar,
    t.persen_tercetak_sel AS sel,
    'Realisasi ' || angka(t.realisasi) || ' terhadap anggaran ' || angka(t.pagu) || ' adalah ' || angka(persen(t.realisasi, t.pagu)) || ' persen.' AS penjelasan
FROM data.iku_anggaran AS t
WHERE t.persen_tercetak IS NOT NULL AND t.pagu > 0 AND t.realisasi IS NOT NULL
UNION ALL
SELECT
    t.unit_kode AS unit_kode,
    t.tahun AS tahun,
    t.periode AS periode,
    'BDG602' AS aturan,
    ukuran.ukuran AS ukuran,
    t.program AS uraian,
    CAST(CASE ukuran.ukuran WHEN 'pagu' THEN t.pagu ELSE t.realisasi END AS DECIMAL(28, 8)) AS nilai_tercetak,
    CAST(CASE ukuran.ukuran WHEN 'pagu' THEN program.pagu ELSE program.realisasi END AS DECIMAL(28, 8)) AS nilai_dihitung,
    2 AS desimal_dihitung,
    CAST(NULL AS VARCHAR) AS teks_tercetak,
    CAST(NULL AS VARCHAR) AS teks_dihitung,
    t.berkas,
    t.lembar,
    CASE ukuran.ukuran WHEN 'pagu' THEN t.pagu_sel ELSE t.realisasi_sel END AS sel,
    'Pada lembar realisasi anggaran, program ' || program.kode_program || ' tertulis pagu ' || angka(program.pagu) || ' dan realisasi ' || angka(program.realisasi) || '.' AS penjelasan
FROM data.iku_anggaran AS t
INNER JOIN data.anggaran_program AS program
    ON program.unit_kode = t.unit_kode
    AND program.tahun = t.tahun
    AND program.periode = t.periode
    AND nama_baku(program.uraian) = nama_baku(t.program)
CROSS JOIN (VALUES ('pagu'), ('realisasi')) AS ukuran (ukuran)
WHERE CASE ukuran.ukuran WHEN 'pagu' THEN t.pagu ELSE t.realisasi END IS NOT NULL
UNION ALL
SELECT
    t.unit_kode AS unit_kode,
    t.tahun AS tahun,
    t.periode AS periode,
    'BDG603' AS aturan,
    'efisiensi' AS ukuran,
    t.program AS uraian,
    CAST(t.efisiensi_tercetak AS DECIMAL(28, 8)) AS nilai_tercetak,
    CAST(CASE
        WHEN ABS(t.efisiensi_tercetak - efisiensi.porsi_pagu) = LEAST(ABS(t.efisiensi_tercetak - efisiensi.porsi_pagu), ABS(t.efisiensi_tercetak - efisiensi.rasio), ABS(t.efisiensi_tercetak - efisiensi.selisih)) THEN efisiensi.porsi_pagu
        WHEN ABS(t.efisiensi_tercetak - efisiensi.rasio) = LEAST(ABS(t.efisiensi_tercetak - efisiensi.porsi_pagu), ABS(t.efisiensi_tercetak - efisiensi.rasio), ABS(t.efisiensi_tercetak - efisiensi.selisih)) THEN efisiensi.rasio
        WHEN ABS(t.efisiensi_tercetak - efisiensi.selisih) = LEAST(ABS(t.efisiensi_tercetak - efisiensi.porsi_pagu), ABS(t.efisiensi_tercetak - efisiensi.rasio), ABS(t.efisiensi_tercetak - efisiensi.selisih)) THEN efisiensi.selisih
    END AS DECIMAL(28, 8)) AS nilai_dihitung,
    2 AS desimal_dihitung,
    CAST(NULL AS VARCHAR) AS teks_tercetak,
    CAST(NULL AS VARCHAR) AS teks_dihitung,
    t.berkas,
    t.lembar,
    t.efisiensi_tercetak_sel AS sel,
    'Yang terdekat dengan angka tercetak: ' || CASE
        WHEN ABS(t.efisiensi_tercetak - efisiensi.porsi_pagu) = LEAST(ABS(t.efisiensi_tercetak - efisiensi.porsi_pagu), ABS(t.efisiensi_tercetak - efisiensi.rasio), ABS(t.efisiensi_tercetak - efisiensi.selisih)) THEN 'bagian pagu kecamatan = ' || angka(efisiensi.porsi_pagu)
        WHEN ABS(t.efisiensi_tercetak - efisiensi.rasio) = LEAST(ABS(t.efisiensi_tercetak - efisiensi.porsi_pagu), ABS(t.efisiensi_tercetak - efisiensi.rasio), ABS(t.efisiensi_tercetak - efisiensi.selisih)) THEN 'capaian / serapan = ' || angka(efisiensi.rasio)
        WHEN ABS(t.efisiensi_tercetak - efisiensi.selisih) = LEAST(ABS(t.efisiensi_tercetak - efisiensi.porsi_pagu), ABS(t.efisiensi_tercetak - efisiensi.rasio), ABS(t.efisiensi_tercetak - efisiensi.selisih)) THEN 'capaian - serapan = ' || angka(efisiensi.selisih)
    END || ' persen.' AS penjelasan
FROM data.iku_anggaran AS t
INNER JOIN efisiensi
    ON efisiensi.unit_kode = t.unit_kode
    AND efisiensi.tahun = t.tahun
    AND efisiensi.cakupan = 'program'
    AND nama_baku(efisiensi.nama) = nama_baku(t.program)
WHERE t.periode = 'TAHUN' AND t.efisiensi_tercetak IS NOT NULL AND COALESCE(efisiensi.porsi_pagu, efisiensi.rasio) IS NOT NULL
UNION ALL
SELECT
    t.unit_kode AS unit_kode,
    t.tahun AS tahun,
    t.periode AS periode,
    'BDG604' AS aturan,
    t.ukuran AS ukuran,
    COALESCE(t.label, 'Total') AS uraian,
    CAST(t.nilai AS DECIMAL(28, 8)) AS nilai_tercetak,
    CAST(CASE t.ukuran
        WHEN 'pagu' THEN lembar.pagu
        WHEN 'realisasi' THEN lembar.realisasi
        WHEN 'realisasi_iku' THEN rata_rata.realisasi
        -- Persen di baris ini dapat berarti serapan kecamatan atau serapan program di lembar ini: yang terdekat.
        WHEN 'persen' THEN CASE
            WHEN ABS(t.nilai - serapan.persen) <= ABS(t.nilai - persen(lembar.realisasi, lembar.pagu))
                THEN bagi_bulat(100 * utuh(serapan.realisasi), utuh(serapan.pagu), 8)
            ELSE bagi_bulat(100 * utuh(lembar.realisasi), utuh(lembar.pagu), 8)
        END
        WHEN 'efisiensi' THEN CASE
            WHEN ABS(t.nilai - efisiensi.selisih) < ABS(t.nilai - efisiensi.rasio) THEN efisiensi.selisih
            ELSE efisiensi.rasio
        END
    END AS DECIMAL(28, 8)) AS nilai_dihitung,
    CASE WHEN t.ukuran = 'efisiensi' THEN 2 ELSE 8 END AS desimal_dihitung,
    CAST(NULL AS VARCHAR) AS teks_tercetak,
    CAST(NULL AS VARCHAR) AS teks_dihitung,
    t.berkas,
    t.lembar,
    t.sel AS sel,
    CASE t.ukuran
        WHEN 'realisasi_iku' THEN 'Rata-rata realisasi ' || angka(rata_rata.banyak) || ' indikator di lembar ini.'
        WHEN 'persen' THEN 'Serapan kecamatan ' || COALESCE(angka(serapan.persen), '-') || ' persen; serapan program di lembar ini ' || COALESCE(angka(persen(lembar.realisasi, lembar.pagu)), '-') || ' persen.'
        WHEN 'efisiensi' THEN 'Capaian ' || angka(efisiensi.capaian) || ' dan serapan ' || angka(efisiensi.serapan) || ' memberi rasio ' || angka(efisiensi.rasio) || ' dan selisih ' || angka(efisiensi.selisih) || '.'
        ELSE 'Dijumlahkan ulang dari program di lembar ini.'
    END AS penjelasan
FROM data.tercetak AS t
INNER JOIN lembar
    ON lembar.berkas = t.berkas
    AND lembar.lembar = t.lembar
    AND lembar.unit_kode = t.unit_kode
    AND lembar.tahun = t.tahun
    AND lembar.periode = t.periode
LEFT JOIN rata_rata
    ON rata_rata.berkas = t.berkas AND rata_rata.lembar = t.lembar AND rata_rata.tahun = t.tahun AND rata_rata.periode = t.periode
LEFT JOIN serapan_anggaran AS serapan
    ON serapan.unit_kode = t.unit_kode AND serapan.tahun = t.tahun AND serapan.periode = t.periode
LEFT JOIN efisiensi
    ON efisiensi.unit_kode = t.unit_kode
    AND efisiensi.tahun = t.tahun
    AND efisiensi.cakupan = 'kecamatan'
    AND t.periode = 'TAHUN'
WHERE t.dataset = 'iku_anggaran' AND t.kunci = t.unit_kode AND t.nilai IS NOT NULL AND t.ukuran IN ('pagu', 'realisasi', 'realisasi_iku', 'persen', 'efisiensi')
