-- skm_rekap: Banyak jawaban dan jumlah nilainya per unsur, untuk seluruh kecamatan dan tiap kelompok responden
-- Butir: satu baris per unit_kode, tahun, periode, dimensi, kelompok, unsur_kode
-- Aturan: Jawaban kosong tidak dihitung 0; ia keluar dari penyebut unsurnya. Huruf besar-kecil nama kelompok diabaikan.
-- Kolom:
--   unit_kode         Kode Kemendagri kecamatan
--   tahun             Tahun survei
--   periode           Periode survei
--   dimensi           Dasar pengelompokan: unit, layanan, jenis_kelamin, umur, pendidikan, atau pekerjaan
--   kelompok          Nama kelompok; kode kecamatan pada dimensi unit
--   unsur_kode        Kode unsur
--   unsur_nomor       Nomor unsur yang dipakai kantor
--   jumlah_responden  Banyak responden kelompok itu
--   jumlah_jawaban    Banyak jawaban untuk unsur itu
--   jumlah_nilai      Jumlah nilai jawaban (skor 1-4)
WITH tabel AS (
    SELECT berkas, lembar, baris, ROW_NUMBER() OVER (ORDER BY berkas, lembar, baris) AS nomor
    FROM data.skm_unsur
    WHERE urutan = 1
),
unsur AS (
    SELECT tabel.nomor AS tabel, unsur.urutan, unsur.unsur_kode, unsur.unsur_nomor
    FROM data.skm_unsur AS unsur
    INNER JOIN tabel ON tabel.berkas = unsur.berkas AND tabel.lembar = unsur.lembar AND tabel.baris = unsur.baris
),
umur AS (
    SELECT tertulis.umur, kelompok.kelompok
    FROM (SELECT DISTINCT umur FROM data.skm_responden) AS tertulis
    INNER JOIN acuan.kelompok_umur AS kelompok
        ON TRY_CAST(tertulis.umur AS INTEGER) BETWEEN kelompok.umur_awal AND kelompok.umur_akhir
),
-- Sembilan unsur sekaligus, mulai unsur ke-awal: satu baris per responden, kecuali unsurnya lebih dari sembilan.
responden AS (
    SELECT
        asal.unit_kode,
        asal.tahun,
        asal.periode,
        awal.tabel,
        awal.urutan AS awal,
        COALESCE(NULLIF(TRIM(asal.layanan), ''), '(tidak diisi)') AS layanan,
        COALESCE(NULLIF(TRIM(asal.jenis_kelamin), ''), '(tidak diisi)') AS jenis_kelamin,
        COALESCE(umur.kelompok, NULLIF(TRIM(asal.umur), ''), '(tidak diisi)') AS umur,
        COALESCE(NULLIF(TRIM(asal.pendidikan), ''), '(tidak diisi)') AS pendidikan,
        COALESCE(NULLIF(TRIM(asal.pekerjaan), ''), '(tidak diisi)') AS pekerjaan,
        asal.jawaban[awal.urutan + 0] AS j1,
        asal.jawaban[awal.urutan + 1] AS j2,
        asal.jawaban[awal.urutan + 2] AS j3,
        asal.jawaban[awal.urutan + 3] AS j4,
        asal.jawaban[awal.urutan + 4] AS j5,
        asal.jawaban[awal.urutan + 5] AS j6,
        asal.jawaban[awal.urutan + 6] AS j7,
        asal.jawaban[awal.urutan + 7] AS j8,
        asal.jawaban[awal.urutan + 8] AS j9
    FROM data.skm_responden AS asal
    INNER JOIN tabel ON tabel.berkas = asal.berkas AND tabel.lembar = asal.lembar AND tabel.baris = asal.baris_tajuk
    INNER JOIN unsur AS awal ON awal.tabel = tabel.nomor AND MOD(awal.urutan, 9) = 1
    LEFT JOIN umur ON umur.umur = asal.umur
),
-- Satu dimensi tiap himpunan: kolom dimensi lain kosong; tanpa dimensi, seluruh tabel.
terkelompok AS (
    SELECT
        unit_kode,
        tahun,
        periode,
        tabel,
        awal,
        layanan,
        jenis_kelamin,
        umur,
        pendidikan,
        pekerjaan,
        COUNT(*) AS jumlah_responden,
        COUNT(j1) AS n1,
        SUM(j1) AS s1,
        COUNT(j2) AS n2,
        SUM(j2) AS s2,
        COUNT(j3) AS n3,
        SUM(j3) AS s3,
        COUNT(j4) AS n4,
        SUM(j4) AS s4,
        COUNT(j5) AS n5,
        SUM(j5) AS s5,
        COUNT(j6) AS n6,
        SUM(j6) AS s6,
        COUNT(j7) AS n7,
        SUM(j7) AS s7,
        COUNT(j8) AS n8,
        SUM(j8) AS s8,
        COUNT(j9) AS n9,
        SUM(j9) AS s9
    FROM responden
    GROUP BY GROUPING SETS (
        (unit_kode, tahun, periode, tabel, awal),
        (unit_kode, tahun, periode, tabel, awal, layanan),
        (unit_kode, tahun, periode, tabel, awal, jenis_kelamin),
        (unit_kode, tahun, periode, tabel, awal, umur),
        (unit_kode, tahun, periode, tabel, awal, pendidikan),
        (unit_kode, tahun, periode, tabel, awal, pekerjaan)
    )
),
berdimensi AS (
    SELECT
        terkelompok.*,
        CASE
            WHEN layanan IS NOT NULL THEN 'layanan'
            WHEN jenis_kelamin IS NOT NULL THEN 'jenis_kelamin'
            WHEN umur IS NOT NULL THEN 'umur'
            WHEN pendidikan IS NOT NULL THEN 'pendidikan'
            WHEN pekerjaan IS NOT NULL THEN 'pekerjaan'
            ELSE 'unit'
        END AS dimensi,
        COALESCE(layanan, jenis_kelamin, umur, pendidikan, pekerjaan, unit_kode) AS kelompok
    FROM terkelompok
),
per_unsur AS (
    SELECT
        berdimensi.unit_kode,
        berdimensi.tahun,
        berdimensi.periode,
        berdimensi.dimensi,
        berdimensi.kelompok,
        unsur.unsur_kode,
        unsur.unsur_nomor,
        CASE WHEN unsur.urutan = 1 THEN berdimensi.jumlah_responden ELSE 0 END AS jumlah_responden,
        CASE unsur.urutan - berdimensi.awal
            WHEN 0 THEN n1
            WHEN 1 THEN n2
            WHEN 2 THEN n3
            WHEN 3 THEN n4
            WHEN 4 THEN n5
            WHEN 5 THEN n6
            WHEN 6 THEN n7
            WHEN 7 THEN n8
            WHEN 8 THEN n9
        END AS jumlah_jawaban,
        CASE unsur.urutan - berdimensi.awal
            WHEN 0 THEN s1
            WHEN 1 THEN s2
            WHEN 2 THEN s3
            WHEN 3 THEN s4
            WHEN 4 THEN s5
            WHEN 5 THEN s6
            WHEN 6 THEN s7
            WHEN 7 THEN s8
            WHEN 8 THEN s9
        END AS jumlah_nilai
    FROM berdimensi
    INNER JOIN unsur ON unsur.tabel = berdimensi.tabel AND unsur.urutan BETWEEN berdimensi.awal AND berdimensi.awal + 8
),
-- Huruf besar-kecil nama kelompok diabaikan; nama yang tampil adalah salah satu yang tertulis.
berkelompok AS (
    SELECT per_unsur.*, LOWER(kelompok) AS kelompok_baku
    FROM per_unsur
),
kelompok AS (
    SELECT
        unit_kode,
        tahun,
        periode,
        dimensi,
        kelompok_baku,
        MIN(kelompok) AS kelompok,
        CAST(SUM(jumlah_responden) AS BIGINT) AS jumlah_responden
    FROM berkelompok
    GROUP BY unit_kode, tahun, periode, dimensi, kelompok_baku
),
jawaban AS (
    SELECT
        unit_kode,
        tahun,
        periode,
        dimensi,
        kelompok_baku,
        unsur_kode,
        MAX(unsur_nomor) AS unsur_nomor,
        CAST(SUM(jumlah_jawaban) AS BIGINT) AS jumlah_jawaban,
        CAST(SUM(jumlah_nilai) AS BIGINT) AS jumlah_nilai
    FROM berkelompok
    WHERE jumlah_jawaban > 0
    GROUP BY unit_kode, tahun, periode, dimensi, kelompok_baku, unsur_kode
)
SELECT
    jawaban.unit_kode,
    jawaban.tahun,
    jawaban.periode,
    jawaban.dimensi,
    kelompok.kelompok,
    jawaban.unsur_kode,
    jawaban.unsur_nomor,
    kelompok.jumlah_responden,
    jawaban.jumlah_jawaban,
    jawaban.jumlah_nilai
FROM jawaban
INNER JOIN kelompok
    ON kelompok.unit_kode = jawaban.unit_kode
    AND kelompok.tahun = jawaban.tahun
    AND kelompok.periode = jawaban.periode
    AND kelompok.dimensi = jawaban.dimensi
    AND kelompok.kelompok_baku = jawaban.kelompok_baku
ORDER BY jawaban.unit_kode, jawaban.tahun, jawaban.periode, jawaban.dimensi, kelompok.kelompok, jawaban.unsur_kode
