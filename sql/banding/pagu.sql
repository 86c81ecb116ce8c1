-- pagu: Total pagu sebelum dan setelah perubahan yang tercetak, dibandingkan dengan jumlah programnya
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
    FROM staging.pagu AS asal
),
tertinggi AS (
    SELECT
        bertingkat.*,
        MIN(tingkat_ke) OVER (PARTITION BY berkas, lembar, unit_kode, tahun, kode_program) AS tingkat_tertinggi
    FROM bertingkat
),
lembar AS (
    SELECT
        berkas,
        lembar,
        unit_kode,
        tahun,
        COUNT(DISTINCT kode_program) AS banyak_program,
        CAST(SUM(pagu_awal) AS DECIMAL(22, 2)) AS pagu_awal,
        CAST(SUM(pagu_perubahan) AS DECIMAL(22, 2)) AS pagu_perubahan
    FROM tertinggi
    WHERE tingkat_ke = tingkat_tertinggi
    GROUP BY berkas, lembar, unit_kode, tahun
)
SELECT
    t.unit_kode AS unit_kode,
    t.tahun AS tahun,
    'TAHUN' AS periode,
    'BDG202' AS aturan,
    t.ukuran AS ukuran,
    'Total ' || angka(lembar.banyak_program) || ' program' AS uraian,
    CAST(t.nilai AS DECIMAL(28, 8)) AS nilai_tercetak,
    CAST(CASE t.ukuran WHEN 'pagu_awal' THEN lembar.pagu_awal ELSE lembar.pagu_perubahan END AS DECIMAL(28, 8)) AS nilai_dihitung,
    2 AS desimal_dihitung,
    CAST(NULL AS VARCHAR) AS teks_tercetak,
    CAST(NULL AS VARCHAR) AS teks_dihitung,
    t.berkas,
    t.lembar,
    t.sel AS sel,
    'Dijumlahkan ulang dari ' || angka(lembar.banyak_program) || ' program di lembar ini.' AS penjelasan
FROM data.tercetak AS t
INNER JOIN lembar
    ON lembar.berkas = t.berkas AND lembar.lembar = t.lembar AND lembar.unit_kode = t.unit_kode AND lembar.tahun = t.tahun
WHERE t.dataset = 'pagu' AND t.kunci = t.unit_kode AND t.nilai IS NOT NULL AND t.ukuran IN ('pagu_awal', 'pagu_perubahan')
