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
-- Satu dimensi tiap himpunan: kolom dimensi lain kosong. Tanpa unsur: banyak respondennya.
terkelompok AS (
    SELECT
        responden.unit_kode,
        responden.tahun,
        responden.periode,
        responden.layanan,
        responden.jenis_kelamin,
        responden.umur,
        responden.pendidikan,
        responden.pekerjaan,
        responden.berkas,
        responden.lembar,
        jawaban.unsur_kode,
        MAX(jawaban.unsur_nomor) AS unsur_nomor,
        COUNT(*) AS jumlah,
        SUM(jawaban.nilai) AS jumlah_nilai
    FROM data.skm_jawaban AS jawaban
    INNER JOIN responden
        ON responden.berkas = jawaban.berkas AND responden.lembar = jawaban.lembar AND responden.baris = jawaban.baris
    GROUP BY GROUPING SETS (
        (responden.unit_kode, responden.tahun, responden.periode, jawaban.unsur_kode),
        (responden.unit_kode, responden.tahun, responden.periode, jawaban.unsur_kode, responden.layanan),
        (responden.unit_kode, responden.tahun, responden.periode, jawaban.unsur_kode, responden.jenis_kelamin),
        (responden.unit_kode, responden.tahun, responden.periode, jawaban.unsur_kode, responden.umur),
        (responden.unit_kode, responden.tahun, responden.periode, jawaban.unsur_kode, responden.pendidikan),
        (responden.unit_kode, responden.tahun, responden.periode, jawaban.unsur_kode, responden.pekerjaan),
        (responden.unit_kode, responden.tahun, responden.periode, jawaban.unsur_kode, responden.berkas, responden.lembar)
    )
    UNION ALL
    SELECT
        unit_kode,
        tahun,
        periode,
        layanan,
        jenis_kelamin,
        umur,
        pendidikan,
        pekerjaan,
        berkas,
        lembar,
        NULL AS unsur_kode,
        NULL AS unsur_nomor,
        COUNT(*) AS jumlah,
        NULL AS jumlah_nilai
    FROM responden
    GROUP BY GROUPING SETS (
        (unit_kode, tahun, periode),
        (unit_kode, tahun, periode, layanan),
        (unit_kode, tahun, periode, jenis_kelamin),
        (unit_kode, tahun, periode, umur),
        (unit_kode, tahun, periode, pendidikan),
        (unit_kode, tahun, periode, pekerjaan),
        (unit_kode, tahun, periode, berkas, lembar)
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
            WHEN lembar IS NOT NULL THEN 'lembar'
            ELSE 'unit'
        END AS dimensi,
        COALESCE(layanan, jenis_kelamin, umur, pendidikan, pekerjaan, berkas || '|' || lembar, unit_kode) AS kelompok
    FROM terkelompok
),
-- Huruf besar-kecil nama kelompok diabaikan; nama yang tampil adalah salah satu yang tertulis.
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
        CAST(SUM(jumlah) AS BIGINT) AS jumlah,
        CAST(SUM(jumlah_nilai) AS BIGINT) AS jumlah_nilai
    FROM berdimensi
    GROUP BY
        unit_kode, tahun, periode, dimensi, CASE WHEN dimensi = 'lembar' THEN kelompok ELSE LOWER(kelompok) END, unsur_kode
)
SELECT
    jawaban.unit_kode,
    jawaban.tahun,
    jawaban.periode,
    jawaban.dimensi,
    responden.kelompok,
    jawaban.unsur_kode,
    jawaban.unsur_nomor,
    responden.jumlah AS jumlah_responden,
    jawaban.jumlah AS jumlah_jawaban,
    jawaban.jumlah_nilai
FROM dijumlahkan AS jawaban
INNER JOIN dijumlahkan AS responden
    ON responden.unsur_kode IS NULL
    AND responden.unit_kode = jawaban.unit_kode
    AND responden.tahun = jawaban.tahun
    AND responden.periode = jawaban.periode
    AND responden.dimensi = jawaban.dimensi
    AND responden.kelompok_baku = jawaban.kelompok_baku
WHERE jawaban.unsur_kode IS NOT NULL
ORDER BY jawaban.unit_kode, jawaban.tahun, jawaban.periode, jawaban.dimensi, responden.kelompok, jawaban.unsur_kode
