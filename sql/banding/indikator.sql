-- indikator: Realisasi dan baseline indikator IKM dan SAKIP yang tertulis, dibandingkan dengan IKM dan nilai SAKIP hasil hitungan
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
SELECT
    t.unit_kode AS unit_kode,
    t.tahun AS tahun,
    t.periode AS periode,
    'BDG403' AS aturan,
    t.ukuran AS ukuran,
    t.indikator AS uraian,
    CAST(t.nilai AS DECIMAL(28, 8)) AS nilai_tercetak,
    CAST(ikm.ikm AS DECIMAL(28, 8)) AS nilai_dihitung,
    2 AS desimal_dihitung,
    CAST(NULL AS VARCHAR) AS teks_tercetak,
    CAST(NULL AS VARCHAR) AS teks_dihitung,
    t.berkas,
    t.lembar,
    t.sel AS sel,
    'IKM dari jawaban survei ' || angka(ikm.ikm) || ' (bobot ' || ikm.metode_bobot || ', ' || angka(ikm.jumlah_responden) || ' responden). Yang dipakai sebagai '
        || t.ukuran || ' tetap angka yang tertulis.' AS penjelasan
FROM data.kinerja AS t
INNER JOIN ikm ON ikm.unit_kode = t.unit_kode AND ikm.tahun = t.tahun AND ikm.periode = t.periode
WHERE t.indikator_kode = 'ikm' AND t.ukuran IN ('realisasi', 'baseline')
UNION ALL
SELECT
    t.unit_kode AS unit_kode,
    t.tahun AS tahun,
    t.periode AS periode,
    'BDG403' AS aturan,
    t.ukuran AS ukuran,
    t.indikator AS uraian,
    CAST(t.nilai AS DECIMAL(28, 8)) AS nilai_tercetak,
    CAST(sakip.nilai AS DECIMAL(28, 8)) AS nilai_dihitung,
    2 AS desimal_dihitung,
    CAST(NULL AS VARCHAR) AS teks_tercetak,
    CAST(NULL AS VARCHAR) AS teks_dihitung,
    t.berkas,
    t.lembar,
    t.sel AS sel,
    'Nilai SAKIP dari komponennya ' || angka(sakip.nilai) || '. Yang dipakai sebagai ' || t.ukuran || ' tetap angka yang tertulis.' AS penjelasan
FROM data.kinerja AS t
INNER JOIN predikat_sakip AS sakip ON sakip.unit_kode = t.unit_kode AND sakip.tahun = t.tahun
WHERE t.indikator_kode = 'sakip' AND t.periode = 'TAHUN' AND t.ukuran IN ('realisasi', 'baseline')
