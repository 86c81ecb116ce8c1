-- skm: NRR, IKM, mutu dan sampel minimum yang tercetak pada lembar olah data, dibandingkan dengan jawaban di lembar itu
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
        rekap.*,
        indeks.bobot_pembilang,
        indeks.bobot_penyebut,
        mutu.mutu
    FROM data.skm_rekap AS rekap
    INNER JOIN data.skm_indeks AS indeks
        ON indeks.unit_kode = rekap.unit_kode
        AND indeks.tahun = rekap.tahun
        AND indeks.periode = rekap.periode
        AND indeks.dimensi = rekap.dimensi
        AND indeks.kelompok = rekap.kelompok
    LEFT JOIN acuan.mutu_skm AS mutu
        ON bagi_bulat(25 * rekap.jumlah_nilai, rekap.jumlah_jawaban, 2) BETWEEN mutu.uji_bawah AND mutu.konversi_atas
        AND rekap.tahun BETWEEN mutu.berlaku_dari AND COALESCE(mutu.berlaku_sampai, rekap.tahun)
    WHERE rekap.dimensi = 'lembar'
),
-- Hanya lembar yang seluruh jawabannya dipakai; yang digantikan sumber lain tidak lagi dapat dihitung ulang.
tercetak AS (
    SELECT angka.*
    FROM data.tercetak AS angka
    INNER JOIN audit.baris AS baris ON baris.berkas = angka.berkas AND baris.lembar = angka.lembar
    WHERE angka.dataset = 'skm_jawaban' AND baris.tergantikan = 0
)
SELECT
    t.unit_kode AS unit_kode,
    t.tahun AS tahun,
    t.periode AS periode,
    'BDG301' AS aturan,
    t.ukuran AS ukuran,
    COALESCE(lembar.unsur_nomor || ' ', '') || COALESCE(unsur.nama, lembar.unsur_kode) AS uraian,
    CAST(t.nilai AS DECIMAL(28, 8)) AS nilai_tercetak,
    CAST(CASE t.ukuran
        WHEN 'jumlah_nilai' THEN lembar.jumlah_nilai
        WHEN 'nrr' THEN bagi_bulat(lembar.jumlah_nilai, lembar.jumlah_jawaban, 8)
        WHEN 'nrr_tertimbang'
            THEN bagi_bulat(lembar.jumlah_nilai * lembar.bobot_pembilang, lembar.jumlah_jawaban * lembar.bobot_penyebut, 8)
    END AS DECIMAL(28, 8)) AS nilai_dihitung,
    8 AS desimal_dihitung,
    CAST(CASE WHEN t.ukuran = 'mutu' THEN t.teks END AS VARCHAR) AS teks_tercetak,
    CAST(CASE WHEN t.ukuran = 'mutu' THEN lembar.mutu END AS VARCHAR) AS teks_dihitung,
    t.berkas,
    t.lembar,
    t.sel AS sel,
    'Jumlah nilai ' || angka(lembar.jumlah_nilai) || ' dari ' || angka(lembar.jumlah_jawaban) || ' jawaban: NRR '
        || angka(bagi_bulat(lembar.jumlah_nilai, lembar.jumlah_jawaban, 3)) || ', nilai konversi '
        || angka(bagi_bulat(25 * lembar.jumlah_nilai, lembar.jumlah_jawaban, 2)) || ', mutu ' || COALESCE(lembar.mutu, '-') || '.' AS penjelasan
FROM tercetak AS t
INNER JOIN lembar
    ON lembar.unit_kode = t.unit_kode
    AND lembar.tahun = t.tahun
    AND lembar.periode = t.periode
    AND lembar.kelompok = t.berkas || '|' || t.lembar
    AND lembar.unsur_kode = t.kunci
LEFT JOIN acuan.unsur AS unsur ON unsur.kode = t.kunci
WHERE (t.ukuran IN ('jumlah_nilai', 'nrr', 'nrr_tertimbang') AND t.nilai IS NOT NULL)
    OR (t.ukuran = 'mutu' AND t.teks IS NOT NULL)
UNION ALL
SELECT
    t.unit_kode AS unit_kode,
    t.tahun AS tahun,
    t.periode AS periode,
    'BDG301' AS aturan,
    t.ukuran AS ukuran,
    'IKM unit pelayanan' AS uraian,
    CAST(t.nilai AS DECIMAL(28, 8)) AS nilai_tercetak,
    CAST(CASE WHEN t.ukuran = 'ikm' THEN indeks.ikm END AS DECIMAL(28, 8)) AS nilai_dihitung,
    2 AS desimal_dihitung,
    CAST(CASE WHEN t.ukuran = 'mutu' THEN t.teks END AS VARCHAR) AS teks_tercetak,
    CAST(CASE WHEN t.ukuran = 'mutu' THEN indeks.mutu END AS VARCHAR) AS teks_dihitung,
    t.berkas,
    t.lembar,
    t.sel AS sel,
    'Dari ' || angka(indeks.jumlah_responden) || ' responden dengan bobot ' || indeks.metode_bobot || ': IKM ' || angka(indeks.ikm)
        || ' (' || COALESCE(indeks.mutu, '-') || '); dengan bobot eksak ' || angka(indeks.ikm_eksak) || '.' AS penjelasan
FROM tercetak AS t
INNER JOIN data.skm_indeks AS indeks
    ON indeks.unit_kode = t.unit_kode
    AND indeks.tahun = t.tahun
    AND indeks.periode = t.periode
    AND indeks.dimensi = 'lembar'
    AND indeks.kelompok = t.berkas || '|' || t.lembar
WHERE t.kunci = t.unit_kode
    AND ((t.ukuran = 'ikm' AND t.nilai IS NOT NULL) OR (t.ukuran = 'mutu' AND t.teks IS NOT NULL))
UNION ALL
SELECT
    t.unit_kode AS unit_kode,
    t.tahun AS tahun,
    t.periode AS periode,
    'BDG303' AS aturan,
    'sampel_minimum' AS ukuran,
    'Sampel minimum Krejcie dan Morgan' AS uraian,
    CAST(t.nilai AS DECIMAL(28, 8)) AS nilai_tercetak,
    CAST(ikm.sampel_minimum AS DECIMAL(28, 8)) AS nilai_dihitung,
    0 AS desimal_dihitung,
    CAST(NULL AS VARCHAR) AS teks_tercetak,
    CAST(NULL AS VARCHAR) AS teks_dihitung,
    t.berkas,
    t.lembar,
    t.sel AS sel,
    'Untuk ' || angka(ikm.populasi_layanan) || ' penerima layanan, sampel minimum menurut rumus Krejcie dan Morgan ' || angka(ikm.sampel_minimum) || ' orang.' AS penjelasan
FROM data.tercetak AS t
INNER JOIN ikm ON ikm.unit_kode = t.unit_kode AND ikm.tahun = t.tahun AND ikm.periode = t.periode
WHERE t.ukuran = 'sampel_minimum' AND t.nilai IS NOT NULL AND ikm.populasi_layanan IS NOT NULL
