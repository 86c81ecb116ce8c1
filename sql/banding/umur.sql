-- umur: Jumlah per kelompok umur, per desa dan sekecamatan yang tercetak, dibandingkan dengan hitungan ulang
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
WITH rincian AS (
    SELECT
        asal.berkas,
        asal.lembar,
        asal.tahun,
        asal.periode,
        asal.desa_kode,
        asal.laki_laki,
        asal.perempuan,
        COALESCE(asal.laki_laki + asal.perempuan, asal.jumlah_tercetak) AS jumlah,
        CASE cakupan.desa WHEN 'desa' THEN asal.desa_kode ELSE asal.unit_kode END AS kunci,
        CASE cakupan.desa WHEN 'desa' THEN asal.desa ELSE 'Sekecamatan' END AS nama,
        CASE cakupan.umur WHEN 'umur' THEN asal.kelompok_umur ELSE 'TOTAL' END AS rincian
    FROM staging.penduduk_umur AS asal
    CROSS JOIN (VALUES ('desa', 'TOTAL'), ('unit', 'umur'), ('unit', 'TOTAL')) AS cakupan (desa, umur)
),
lembar AS (
    SELECT
        berkas,
        lembar,
        tahun,
        periode,
        kunci,
        rincian,
        MIN(nama) AS nama,
        COUNT(DISTINCT desa_kode) AS banyak_desa,
        CAST(SUM(laki_laki) AS BIGINT) AS laki_laki,
        CAST(SUM(perempuan) AS BIGINT) AS perempuan,
        CAST(SUM(jumlah) AS BIGINT) AS jumlah
    FROM rincian
    GROUP BY berkas, lembar, tahun, periode, kunci, rincian
)
SELECT
    t.unit_kode AS unit_kode,
    t.tahun AS tahun,
    t.periode AS periode,
    'BDG102' AS aturan,
    'jumlah' AS ukuran,
    t.desa || ' ' || t.kelompok_umur AS uraian,
    CAST(t.jumlah_tercetak AS DECIMAL(28, 8)) AS nilai_tercetak,
    CAST(t.laki_laki + t.perempuan AS DECIMAL(28, 8)) AS nilai_dihitung,
    0 AS desimal_dihitung,
    CAST(NULL AS VARCHAR) AS teks_tercetak,
    CAST(NULL AS VARCHAR) AS teks_dihitung,
    t.berkas,
    t.lembar,
    t.jumlah_tercetak_sel AS sel,
    'Laki-laki ' || angka(t.laki_laki) || ' dan perempuan ' || angka(t.perempuan) || ' berjumlah ' || angka(t.laki_laki + t.perempuan) || '.' AS penjelasan
FROM data.penduduk_umur AS t
WHERE t.jumlah_tercetak IS NOT NULL AND t.laki_laki + t.perempuan IS NOT NULL
UNION ALL
SELECT
    t.unit_kode AS unit_kode,
    t.tahun AS tahun,
    t.periode AS periode,
    'BDG102' AS aturan,
    t.ukuran AS ukuran,
    lembar.nama || ' ' || lembar.rincian AS uraian,
    CAST(t.nilai AS DECIMAL(28, 8)) AS nilai_tercetak,
    CAST(CASE t.ukuran
        WHEN 'laki_laki' THEN lembar.laki_laki
        WHEN 'perempuan' THEN lembar.perempuan
        WHEN 'jumlah' THEN lembar.jumlah
    END AS DECIMAL(28, 8)) AS nilai_dihitung,
    0 AS desimal_dihitung,
    CAST(NULL AS VARCHAR) AS teks_tercetak,
    CAST(NULL AS VARCHAR) AS teks_dihitung,
    t.berkas,
    t.lembar,
    t.sel AS sel,
    'Dihitung ulang dari baris kelompok umur ' || angka(lembar.banyak_desa) || ' desa di lembar ini.' AS penjelasan
FROM data.tercetak AS t
INNER JOIN lembar
    ON lembar.berkas = t.berkas
    AND lembar.lembar = t.lembar
    AND lembar.tahun = t.tahun
    AND lembar.periode = t.periode
    AND lembar.kunci = t.kunci
    AND lembar.rincian = t.rincian
WHERE t.dataset = 'penduduk_umur' AND t.nilai IS NOT NULL AND t.ukuran IN ('laki_laki', 'perempuan', 'jumlah')
