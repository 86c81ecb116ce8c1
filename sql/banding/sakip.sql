-- sakip: Nilai, bobot dan predikat SAKIP yang tercetak, dibandingkan dengan jumlah komponennya
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
WITH jumlah AS (
    SELECT
        predikat.unit_kode,
        predikat.tahun,
        predikat.nilai,
        predikat.predikat,
        predikat.jumlah_komponen,
        SUM(nilai.bobot) AS bobot
    FROM predikat_sakip AS predikat
    INNER JOIN nilai_sakip AS nilai ON nilai.unit_kode = predikat.unit_kode AND nilai.tahun = predikat.tahun
    GROUP BY predikat.unit_kode, predikat.tahun, predikat.nilai, predikat.predikat, predikat.jumlah_komponen
)
SELECT
    t.unit_kode AS unit_kode,
    t.tahun AS tahun,
    'TAHUN' AS periode,
    'BDG501' AS aturan,
    t.ukuran AS ukuran,
    'Jumlah ' || angka(jumlah.jumlah_komponen) || ' komponen' AS uraian,
    CAST(t.nilai AS DECIMAL(28, 8)) AS nilai_tercetak,
    CAST(CASE t.ukuran WHEN 'nilai' THEN jumlah.nilai WHEN 'bobot' THEN jumlah.bobot END AS DECIMAL(28, 8)) AS nilai_dihitung,
    2 AS desimal_dihitung,
    CAST(CASE WHEN t.ukuran = 'predikat' THEN t.teks END AS VARCHAR) AS teks_tercetak,
    CAST(CASE WHEN t.ukuran = 'predikat' THEN jumlah.predikat END AS VARCHAR) AS teks_dihitung,
    t.berkas,
    t.lembar,
    t.sel AS sel,
    'Jumlah ' || angka(jumlah.jumlah_komponen) || ' komponen ' || angka(jumlah.nilai) || COALESCE(', predikat ' || jumlah.predikat, '') || '.' AS penjelasan
FROM data.tercetak AS t
INNER JOIN jumlah ON jumlah.unit_kode = t.unit_kode AND jumlah.tahun = t.tahun
WHERE t.dataset = 'sakip'
    AND t.kunci = t.unit_kode
    AND ((t.ukuran IN ('nilai', 'bobot') AND t.nilai IS NOT NULL) OR (t.ukuran = 'predikat' AND t.teks IS NOT NULL AND jumlah.predikat IS NOT NULL))
