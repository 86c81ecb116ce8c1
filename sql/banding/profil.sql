-- profil: Luas kecamatan yang tercetak, dibandingkan dengan jumlah luas desanya
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
    SELECT berkas, lembar, COUNT(luas_ha) AS banyak_desa, SUM(luas_ha) AS luas_ha
    FROM staging.profil_desa
    GROUP BY berkas, lembar
)
SELECT
    t.unit_kode AS unit_kode,
    t.tahun AS tahun,
    t.periode AS periode,
    'BDG103' AS aturan,
    'luas_ha' AS ukuran,
    'Total ' || angka(lembar.banyak_desa) || ' desa' AS uraian,
    CAST(t.nilai AS DECIMAL(28, 8)) AS nilai_tercetak,
    CAST(lembar.luas_ha AS DECIMAL(28, 8)) AS nilai_dihitung,
    8 AS desimal_dihitung,
    CAST(NULL AS VARCHAR) AS teks_tercetak,
    CAST(NULL AS VARCHAR) AS teks_dihitung,
    t.berkas,
    t.lembar,
    t.sel AS sel,
    'Luas ' || angka(lembar.banyak_desa) || ' desa di lembar ini berjumlah ' || angka(lembar.luas_ha) || ' hektare.' AS penjelasan
FROM data.tercetak AS t
INNER JOIN lembar ON lembar.berkas = t.berkas AND lembar.lembar = t.lembar
WHERE t.dataset = 'profil_desa' AND t.ukuran = 'luas_ha' AND t.kunci = t.unit_kode AND t.nilai IS NOT NULL AND lembar.banyak_desa > 0
