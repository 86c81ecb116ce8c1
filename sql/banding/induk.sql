-- induk: Pagu dan realisasi program dan kegiatan, dibandingkan dengan jumlah baris di bawahnya
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
WITH anak AS (
    SELECT
        unit_kode,
        tahun,
        periode,
        kode_induk,
        COUNT(*) AS banyak,
        CAST(SUM(pagu) AS DECIMAL(22, 2)) AS pagu,
        CAST(SUM(realisasi) AS DECIMAL(22, 2)) AS realisasi
    FROM data.anggaran
    WHERE kode_induk IS NOT NULL
    GROUP BY unit_kode, tahun, periode, kode_induk
)
SELECT
    t.unit_kode AS unit_kode,
    t.tahun AS tahun,
    t.periode AS periode,
    'BDG203' AS aturan,
    ukuran.ukuran AS ukuran,
    t.kode || ' ' || COALESCE(t.uraian, '') AS uraian,
    CAST(CASE ukuran.ukuran WHEN 'pagu' THEN t.pagu ELSE t.realisasi END AS DECIMAL(28, 8)) AS nilai_tercetak,
    CAST(CASE ukuran.ukuran WHEN 'pagu' THEN anak.pagu ELSE anak.realisasi END AS DECIMAL(28, 8)) AS nilai_dihitung,
    2 AS desimal_dihitung,
    CAST(NULL AS VARCHAR) AS teks_tercetak,
    CAST(NULL AS VARCHAR) AS teks_dihitung,
    t.berkas,
    t.lembar,
    CASE ukuran.ukuran WHEN 'pagu' THEN t.pagu_sel ELSE t.realisasi_sel END AS sel,
    'Jumlah ' || angka(anak.banyak) || ' baris di bawahnya '
        || angka(CASE ukuran.ukuran WHEN 'pagu' THEN anak.pagu ELSE anak.realisasi END)
        || '; ada baris yang hilang atau salah ketik. Yang dipakai untuk total adalah angka ' || t.tingkat || ' ini.' AS penjelasan
FROM data.anggaran AS t
INNER JOIN anak
    ON anak.unit_kode = t.unit_kode AND anak.tahun = t.tahun AND anak.periode = t.periode AND anak.kode_induk = t.kode
CROSS JOIN (VALUES ('pagu'), ('realisasi')) AS ukuran (ukuran)
WHERE CASE ukuran.ukuran WHEN 'pagu' THEN t.pagu ELSE t.realisasi END IS NOT NULL
