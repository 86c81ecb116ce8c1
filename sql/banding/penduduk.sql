-- penduduk: Jumlah penduduk per desa dan total kecamatan yang tercetak, dibandingkan dengan hitungan ulang
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
    SELECT
        berkas,
        lembar,
        tahun,
        periode,
        COUNT(*) AS banyak_desa,
        CAST(SUM(laki_laki) AS BIGINT) AS laki_laki,
        CAST(SUM(perempuan) AS BIGINT) AS perempuan,
        CAST(SUM(COALESCE(laki_laki + perempuan, jumlah_tercetak)) AS BIGINT) AS jumlah,
        CAST(SUM(jumlah_tercetak) AS BIGINT) AS jumlah_tercetak,
        CAST(SUM(kk) AS BIGINT) AS kk,
        CAST(SUM(rumah) AS BIGINT) AS rumah
    FROM staging.penduduk_desa
    GROUP BY berkas, lembar, tahun, periode
)
SELECT
    t.unit_kode AS unit_kode,
    t.tahun AS tahun,
    t.periode AS periode,
    'BDG101' AS aturan,
    'jumlah' AS ukuran,
    t.desa AS uraian,
    CAST(t.jumlah_tercetak AS DECIMAL(28, 8)) AS nilai_tercetak,
    CAST(t.laki_laki + t.perempuan AS DECIMAL(28, 8)) AS nilai_dihitung,
    0 AS desimal_dihitung,
    CAST(NULL AS VARCHAR) AS teks_tercetak,
    CAST(NULL AS VARCHAR) AS teks_dihitung,
    t.berkas,
    t.lembar,
    t.jumlah_tercetak_sel AS sel,
    'Laki-laki ' || angka(t.laki_laki) || ' dan perempuan ' || angka(t.perempuan) || ' berjumlah ' || angka(t.laki_laki + t.perempuan) || '.' AS penjelasan
FROM data.penduduk_desa AS t
WHERE t.jumlah_tercetak IS NOT NULL AND t.laki_laki + t.perempuan IS NOT NULL
UNION ALL
SELECT
    t.unit_kode AS unit_kode,
    t.tahun AS tahun,
    t.periode AS periode,
    'BDG101' AS aturan,
    t.ukuran AS ukuran,
    'Total ' || angka(lembar.banyak_desa) || ' desa' AS uraian,
    CAST(t.nilai AS DECIMAL(28, 8)) AS nilai_tercetak,
    CAST(CASE t.ukuran
        WHEN 'laki_laki' THEN lembar.laki_laki
        WHEN 'perempuan' THEN lembar.perempuan
        WHEN 'jumlah' THEN lembar.jumlah
        WHEN 'kk' THEN lembar.kk
        WHEN 'rumah' THEN lembar.rumah
    END AS DECIMAL(28, 8)) AS nilai_dihitung,
    0 AS desimal_dihitung,
    CAST(NULL AS VARCHAR) AS teks_tercetak,
    CAST(NULL AS VARCHAR) AS teks_dihitung,
    t.berkas,
    t.lembar,
    t.sel AS sel,
    'Jumlah ' || angka(lembar.banyak_desa) || ' desa di lembar ini dihitung ulang dari laki-laki dan perempuan tiap desa'
        || CASE WHEN t.ukuran = 'jumlah' AND lembar.jumlah_tercetak <> lembar.jumlah
            THEN '; kolom jumlah yang tercetak di atasnya berjumlah ' || angka(lembar.jumlah_tercetak) ELSE '' END || '.' AS penjelasan
FROM data.tercetak AS t
INNER JOIN lembar
    ON lembar.berkas = t.berkas AND lembar.lembar = t.lembar AND lembar.tahun = t.tahun AND lembar.periode = t.periode
WHERE t.dataset = 'penduduk_desa' AND t.kunci = t.unit_kode AND t.nilai IS NOT NULL AND t.ukuran IN ('laki_laki', 'perempuan', 'jumlah', 'kk', 'rumah')
