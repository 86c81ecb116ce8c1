-- peringkat: Peringkat dan NRR unsur yang tercetak di lembar peringkat, dibandingkan dengan jawaban survei periode itu
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
WITH unsur AS (
    SELECT
        ikm_unsur.*,
        peringkat + COUNT(*) OVER (PARTITION BY unit_kode, tahun, periode, peringkat) - 1 AS peringkat_akhir
    FROM ikm_unsur
)
SELECT
    t.unit_kode AS unit_kode,
    t.tahun AS tahun,
    t.periode AS periode,
    'BDG302' AS aturan,
    t.ukuran AS ukuran,
    COALESCE(unsur.unsur_nomor || ' ', '') || unsur.unsur_nama AS uraian,
    CAST(t.nilai AS DECIMAL(28, 8)) AS nilai_tercetak,
    CAST(CASE
        -- Unsur ber-NRR sama boleh tercetak dalam urutan apa pun.
        WHEN t.ukuran = 'peringkat' AND t.nilai BETWEEN unsur.peringkat AND unsur.peringkat_akhir THEN t.nilai
        WHEN t.ukuran = 'peringkat' THEN unsur.peringkat
        ELSE bagi_bulat(unsur.jumlah_nilai, unsur.jumlah_jawaban, 8)
    END AS DECIMAL(28, 8)) AS nilai_dihitung,
    8 AS desimal_dihitung,
    CAST(NULL AS VARCHAR) AS teks_tercetak,
    CAST(NULL AS VARCHAR) AS teks_dihitung,
    t.berkas,
    t.lembar,
    t.sel AS sel,
    'Menurut jawaban survei NRR ' || angka(unsur.nrr) || ', peringkat ' || angka(unsur.peringkat)
        || '; angka di lembar ini mungkin berasal dari survei lain.' AS penjelasan
FROM data.tercetak AS t
INNER JOIN unsur
    ON unsur.unit_kode = t.unit_kode
    AND unsur.tahun = t.tahun
    AND unsur.periode = t.periode
    AND unsur.unsur_kode = t.kunci
WHERE t.dataset = 'tercetak' AND t.ukuran IN ('peringkat', 'nrr') AND t.nilai IS NOT NULL
