-- skm_rekap: Banyak jawaban dan jumlah nilainya per unsur, untuk seluruh kecamatan dan tiap kelompok responden
-- Butir: satu baris per unit_kode, tahun, periode, dimensi, kelompok, unsur_kode
-- Aturan: Jawaban kosong tidak dihitung 0; ia keluar dari penyebut unsurnya. Huruf besar-kecil nama kelompok diabaikan.
-- Kolom:
--   unit_kode         Kode Kemendagri kecamatan
--   tahun             Tahun survei
--   periode           Periode survei
--   dimensi           Dasar pengelompokan: unit, layanan, jenis_kelamin, umur, pendidikan, pekerjaan, atau lembar
--   kelompok          Nama kelompok; kode kecamatan pada dimensi unit, berkas|lembar pada dimensi lembar
--   unsur_kode        Kode unsur
--   unsur_nomor       Nomor unsur yang dipakai kantor
--   jumlah_responden  Banyak responden kelompok itu
--   jumlah_jawaban    Banyak jawaban untuk unsur itu
--   jumlah_nilai      Jumlah nilai jawaban (skor 1-4)
WITH responden AS (
    SELECT
        asal.unit_kode,
        asal.tahun,
        asal.periode,
        asal.berkas,
        asal.lembar,
        asal.baris,
        COALESCE(NULLIF(TRIM(asal.layanan), ''), '(tidak diisi)') AS layanan,
        COALESCE(NULLIF(TRIM(asal.jenis_kelamin), ''), '(tidak diisi)') AS jenis_kelamin,
        COALESCE(umur.kelompok, NULLIF(TRIM(asal.umur), ''), '(tidak diisi)') AS umur,
        COALESCE(NULLIF(TRIM(asal.pendidikan), ''), '(tidak diisi)') AS pendidikan,
        COALESCE(NULLIF(TRIM(asal.pekerjaan), ''), '(tidak diisi)') AS pekerjaan
    FROM data.skm_responden AS asal
    LEFT JOIN acuan.kelompok_umur AS umur
        ON TRY_CAST(asal.umur AS INTEGER) BETWEEN umur.umur_awal AND umur.umur_akhir
),
rincian AS (
    SELECT
        responden.unit_kode, responden.tahun, responden.periode, responden.berkas, responden.lembar,
        responden.layanan, responden.jenis_kelamin, responden.umur, responden.pendidikan, responden.pekerjaan,
        jawaban.unsur_kode,
        MAX(jawaban.unsur_nomor) AS unsur_nomor,
        COUNT(*) AS jumlah,
        SUM(jawaban.nilai) AS jumlah_nilai
    FROM data.skm_jawaban AS jawaban
    INNER JOIN responden
        ON responden.berkas = jawaban.berkas AND responden.lembar = jawaban.lembar AND responden.baris = jawaban.baris
    GROUP BY
        responden.unit_kode, responden.tahun, responden.periode, responden.berkas, responden.lembar,
        responden.layanan, responden.jenis_kelamin, responden.umur, responden.pendidikan, responden.pekerjaan,
        jawaban.unsur_kode
    UNION ALL
    -- Tanpa unsur: banyak respondennya.
    SELECT
        unit_kode, tahun, periode, berkas, lembar, layanan, jenis_kelamin, umur, pendidikan, pekerjaan,
        NULL AS unsur_kode,
        NULL AS unsur_nomor,
        COUNT(*) AS jumlah,
        NULL AS jumlah_nilai
    FROM responden
    GROUP BY unit_kode, tahun, periode, berkas, lembar, layanan, jenis_kelamin, umur, pendidikan, pekerjaan
),
terkelompok AS (
    SELECT
        rincian.*,
        dimensi.dimensi,
        CASE dimensi.dimensi
            WHEN 'unit' THEN rincian.unit_kode
            WHEN 'layanan' THEN rincian.layanan
            WHEN 'jenis_kelamin' THEN rincian.jenis_kelamin
            WHEN 'umur' THEN rincian.umur
            WHEN 'pendidikan' THEN rincian.pendidikan
            WHEN 'pekerjaan' THEN rincian.pekerjaan
            ELSE rincian.berkas || '|' || rincian.lembar
        END AS kelompok
    FROM rincian
    CROSS JOIN (
        VALUES ('unit'), ('layanan'), ('jenis_kelamin'), ('umur'), ('pendidikan'), ('pekerjaan'), ('lembar')
    ) AS dimensi (dimensi)
),
dijumlahkan AS (
    SELECT
        unit_kode,
        tahun,
        periode,
        dimensi,
        CASE WHEN dimensi = 'lembar' THEN kelompok ELSE LOWER(kelompok) END AS kelompok_baku,
        MIN(kelompok) AS kelompok,
        unsur_kode,
        MAX(unsur_nomor) AS unsur_nomor,
        SUM(jumlah) AS jumlah,
        SUM(jumlah_nilai) AS jumlah_nilai
    FROM terkelompok
    GROUP BY
        unit_kode, tahun, periode, dimensi, CASE WHEN dimensi = 'lembar' THEN kelompok ELSE LOWER(kelompok) END, unsur_kode
),
bernama AS (
    SELECT
        dijumlahkan.*,
        MAX(CASE WHEN unsur_kode IS NULL THEN kelompok END)
            OVER (PARTITION BY unit_kode, tahun, periode, dimensi, kelompok_baku) AS nama_kelompok,
        MAX(CASE WHEN unsur_kode IS NULL THEN jumlah END)
            OVER (PARTITION BY unit_kode, tahun, periode, dimensi, kelompok_baku) AS jumlah_responden
    FROM dijumlahkan
)
SELECT
    unit_kode,
    tahun,
    periode,
    dimensi,
    nama_kelompok AS kelompok,
    unsur_kode,
    unsur_nomor,
    CAST(jumlah_responden AS BIGINT) AS jumlah_responden,
    CAST(jumlah AS BIGINT) AS jumlah_jawaban,
    CAST(jumlah_nilai AS BIGINT) AS jumlah_nilai
FROM bernama
WHERE unsur_kode IS NOT NULL
ORDER BY unit_kode, tahun, periode, dimensi, kelompok, unsur_kode
