-- kinerja: Capaian tiap indikator dan rata-ratanya yang tercetak, dibandingkan dengan hitungan ulang
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
WITH rata_rata AS (
    SELECT
        unit_kode,
        tahun,
        periode,
        COUNT(*) AS banyak,
        bulatkan_pecahan(SUM(pecahan(pembilang, penyebut, 10)), COUNT(*), 10, 100, COUNT(*), 2) AS capaian
    FROM data.capaian
    WHERE pembilang IS NOT NULL
    GROUP BY unit_kode, tahun, periode
)
SELECT
    t.unit_kode AS unit_kode,
    t.tahun AS tahun,
    t.periode AS periode,
    'BDG401' AS aturan,
    'capaian' AS ukuran,
    capaian.indikator AS uraian,
    CAST(t.nilai AS DECIMAL(28, 8)) AS nilai_tercetak,
    CAST(bagi_bulat(100 * capaian.pembilang, capaian.penyebut, 8) AS DECIMAL(28, 8)) AS nilai_dihitung,
    8 AS desimal_dihitung,
    CAST(NULL AS VARCHAR) AS teks_tercetak,
    CAST(NULL AS VARCHAR) AS teks_dihitung,
    t.berkas,
    t.lembar,
    t.sel AS sel,
    'Realisasi ' || angka(capaian.realisasi) || ' terhadap target ' || angka(capaian.target) || ' adalah '
        || angka(bagi_bulat(100 * capaian.pembilang, capaian.penyebut, 2)) || ' persen.' AS penjelasan
FROM data.tercetak AS t
INNER JOIN data.capaian AS capaian
    ON capaian.unit_kode = t.unit_kode
    AND capaian.tahun = t.tahun
    AND capaian.periode = t.periode
    AND capaian.indikator_kode = t.kunci
WHERE t.dataset = 'kinerja' AND t.ukuran = 'capaian' AND t.nilai IS NOT NULL AND capaian.pembilang IS NOT NULL
UNION ALL
SELECT
    t.unit_kode AS unit_kode,
    t.tahun AS tahun,
    t.periode AS periode,
    'BDG402' AS aturan,
    'capaian' AS ukuran,
    'Rata-rata ' || angka(rata_rata.banyak) || ' indikator' AS uraian,
    CAST(t.nilai AS DECIMAL(28, 8)) AS nilai_tercetak,
    CAST(rata_rata.capaian AS DECIMAL(28, 8)) AS nilai_dihitung,
    2 AS desimal_dihitung,
    CAST(NULL AS VARCHAR) AS teks_tercetak,
    CAST(NULL AS VARCHAR) AS teks_dihitung,
    t.berkas,
    t.lembar,
    t.sel AS sel,
    'Rata-rata capaian ' || angka(rata_rata.banyak) || ' indikator adalah ' || angka(rata_rata.capaian) || ' persen.' AS penjelasan
FROM data.tercetak AS t
INNER JOIN rata_rata
    ON rata_rata.unit_kode = t.unit_kode AND rata_rata.tahun = t.tahun AND rata_rata.periode = t.periode
WHERE t.dataset = 'kinerja' AND t.ukuran = 'capaian' AND t.kunci = t.unit_kode AND t.nilai IS NOT NULL
