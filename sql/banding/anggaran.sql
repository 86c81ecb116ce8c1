-- anggaran: Persen tiap baris dan total anggaran yang tercetak, dibandingkan dengan hitungan ulang
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
WITH bertingkat AS (
    SELECT
        asal.*,
        CASE tingkat WHEN 'program' THEN 1 WHEN 'kegiatan' THEN 2 ELSE 3 END AS tingkat_ke
    FROM staging.anggaran AS asal
),
tertinggi AS (
    SELECT
        bertingkat.*,
        MIN(tingkat_ke) OVER (PARTITION BY berkas, lembar, unit_kode, tahun, periode, kode_program) AS tingkat_tertinggi
    FROM bertingkat
),
lembar AS (
    SELECT
        berkas,
        lembar,
        unit_kode,
        tahun,
        periode,
        COUNT(DISTINCT kode_program) AS banyak_program,
        MIN(kode_program) AS program_awal,
        MAX(kode_program) AS program_akhir,
        CAST(SUM(pagu) AS DECIMAL(22, 2)) AS pagu,
        CAST(SUM(realisasi) AS DECIMAL(22, 2)) AS realisasi
    FROM tertinggi
    WHERE tingkat_ke = tingkat_tertinggi
    GROUP BY berkas, lembar, unit_kode, tahun, periode
),
-- Nomor program yang terlewat di antara yang pertama dan yang terakhir.
hilang AS (
    SELECT
        lembar.berkas, lembar.lembar, lembar.unit_kode, lembar.tahun, lembar.periode,
        COUNT(*) AS banyak_hilang,
        MIN(baku.kode) AS kode_hilang
    FROM lembar
    INNER JOIN acuan.program_kecamatan AS baku
        ON baku.tingkat = 'program' AND baku.kode > lembar.program_awal AND baku.kode < lembar.program_akhir
    LEFT JOIN staging.anggaran AS asal
        ON asal.berkas = lembar.berkas
        AND asal.lembar = lembar.lembar
        AND asal.tahun = lembar.tahun
        AND asal.periode = lembar.periode
        AND asal.kode_program = baku.kode
    WHERE asal.kode_program IS NULL
    GROUP BY lembar.berkas, lembar.lembar, lembar.unit_kode, lembar.tahun, lembar.periode
),
total AS (
    SELECT
        berkas,
        lembar,
        unit_kode,
        tahun,
        periode,
        MAX(CASE WHEN ukuran = 'pagu' THEN nilai END) AS pagu,
        MAX(CASE WHEN ukuran = 'realisasi' THEN nilai END) AS realisasi
    FROM data.tercetak
    WHERE dataset = 'anggaran' AND kunci = unit_kode
    GROUP BY berkas, lembar, unit_kode, tahun, periode
)
SELECT
    t.unit_kode AS unit_kode,
    t.tahun AS tahun,
    t.periode AS periode,
    'BDG201' AS aturan,
    'persen' AS ukuran,
    t.kode || ' ' || COALESCE(t.uraian, '') AS uraian,
    CAST(t.persen_tercetak AS DECIMAL(28, 8)) AS nilai_tercetak,
    CAST(bagi_bulat(100 * utuh(t.realisasi), utuh(t.pagu), 8) AS DECIMAL(28, 8)) AS nilai_dihitung,
    8 AS desimal_dihitung,
    CAST(NULL AS VARCHAR) AS teks_tercetak,
    CAST(NULL AS VARCHAR) AS teks_dihitung,
    t.berkas,
    t.lembar,
    t.persen_tercetak_sel AS sel,
    'Realisasi ' || angka(t.realisasi) || ' terhadap pagu ' || angka(t.pagu) || ' adalah ' || angka(persen(t.realisasi, t.pagu)) || ' persen.' AS penjelasan
FROM data.anggaran AS t
WHERE t.persen_tercetak IS NOT NULL AND t.pagu > 0 AND t.realisasi IS NOT NULL
UNION ALL
SELECT
    t.unit_kode AS unit_kode,
    t.tahun AS tahun,
    t.periode AS periode,
    'BDG202' AS aturan,
    t.ukuran AS ukuran,
    'Total ' || angka(lembar.banyak_program) || ' program' AS uraian,
    CAST(t.nilai AS DECIMAL(28, 8)) AS nilai_tercetak,
    CAST(CASE t.ukuran
        WHEN 'pagu' THEN lembar.pagu
        WHEN 'realisasi' THEN lembar.realisasi
        WHEN 'persen' THEN bagi_bulat(100 * utuh(lembar.realisasi), utuh(lembar.pagu), 8)
    END AS DECIMAL(28, 8)) AS nilai_dihitung,
    8 AS desimal_dihitung,
    CAST(NULL AS VARCHAR) AS teks_tercetak,
    CAST(NULL AS VARCHAR) AS teks_dihitung,
    t.berkas,
    t.lembar,
    t.sel AS sel,
    angka(lembar.banyak_program) || ' program yang tertulis memberi pagu ' || angka(lembar.pagu)
        || ', realisasi ' || angka(lembar.realisasi) || ', atau ' || angka(persen(lembar.realisasi, lembar.pagu)) || ' persen'
        || CASE
            WHEN hilang.banyak_hilang = 1
                AND total.pagu > lembar.pagu
                AND total.realisasi >= lembar.realisasi
                AND total.realisasi - lembar.realisasi <= total.pagu - lembar.pagu
                THEN '. Program ' || hilang.kode_hilang || ' tidak tertulis: bila barisnya hilang dari lembar ini (pagu '
                    || angka(total.pagu - lembar.pagu) || ', realisasi ' || angka(total.realisasi - lembar.realisasi)
                    || '), yang benar adalah ' || angka(persen(total.realisasi, total.pagu)) || ' persen'
            ELSE ''
        END || '.' AS penjelasan
FROM data.tercetak AS t
INNER JOIN lembar
    ON lembar.berkas = t.berkas
    AND lembar.lembar = t.lembar
    AND lembar.unit_kode = t.unit_kode
    AND lembar.tahun = t.tahun
    AND lembar.periode = t.periode
LEFT JOIN hilang
    ON hilang.berkas = t.berkas
    AND hilang.lembar = t.lembar
    AND hilang.unit_kode = t.unit_kode
    AND hilang.tahun = t.tahun
    AND hilang.periode = t.periode
LEFT JOIN total
    ON total.berkas = t.berkas
    AND total.lembar = t.lembar
    AND total.unit_kode = t.unit_kode
    AND total.tahun = t.tahun
    AND total.periode = t.periode
WHERE t.dataset = 'anggaran' AND t.kunci = t.unit_kode AND t.nilai IS NOT NULL AND t.ukuran IN ('pagu', 'realisasi', 'persen')
