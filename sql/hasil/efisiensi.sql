-- efisiensi: Capaian kinerja dibandingkan dengan serapan anggaran satu tahun penuh, untuk kecamatan, sasaran dan program
-- Butir: satu baris per unit_kode, tahun, cakupan, kode
-- Aturan: rasio = capaian / serapan x 100; selisih = capaian - serapan; porsi_pagu adalah bagian pagu terhadap pagu kecamatan dan bukan efisiensi. Capaian dan serapan tidak dibulatkan lebih dahulu. Capaian program adalah rata-rata capaian indikator sasaran yang didukungnya.
-- Kolom:
--   unit_kode   Kode Kemendagri kecamatan
--   tahun       Tahun anggaran
--   cakupan     kecamatan, sasaran atau program
--   kode        Kode kecamatan, nama sasaran dalam huruf kecil, atau kode program
--   nama        Nama kecamatan, sasaran atau program
--   capaian     Rata-rata capaian indikator (persen)
--   pagu        Pagu (rupiah)
--   realisasi   Realisasi (rupiah)
--   serapan     Realisasi / pagu x 100 (persen)
--   rasio       Capaian / serapan x 100 (persen); di atas 100 berarti capaian lebih tinggi daripada serapan
--   selisih     Capaian dikurangi serapan (poin persen)
--   porsi_pagu  Pagu / pagu kecamatan x 100 (persen)
WITH program AS (
    SELECT unit_kode, tahun, kode_program AS kode, uraian AS nama, nama_baku(uraian) AS nama_baku, pagu, realisasi
    FROM data.anggaran_program
    WHERE periode = 'TAHUN'
),
iku AS (
    SELECT
        unit_kode,
        tahun,
        sasaran,
        nama_baku(sasaran) AS sasaran_baku,
        indikator_kode,
        program,
        nama_baku(program) AS program_baku,
        pagu,
        realisasi
    FROM data.iku_anggaran
    WHERE periode = 'TAHUN'
),
program_iku AS (
    SELECT
        iku.unit_kode,
        iku.tahun,
        iku.sasaran,
        iku.sasaran_baku,
        iku.indikator_kode,
        COALESCE(program.kode, iku.program_baku) AS kode,
        COALESCE(program.nama, iku.program) AS nama,
        COALESCE(program.pagu, iku.pagu) AS pagu,
        COALESCE(program.realisasi, iku.realisasi) AS realisasi
    FROM iku
    LEFT JOIN program
        ON program.unit_kode = iku.unit_kode AND program.tahun = iku.tahun AND program.nama_baku = iku.program_baku
),
uang AS (
    SELECT unit_kode, tahun, 'kecamatan' AS cakupan, unit_kode AS kode, unit_kode AS nama, SUM(pagu) AS pagu, SUM(realisasi) AS realisasi
    FROM program
    GROUP BY unit_kode, tahun
    UNION ALL
    SELECT unit_kode, tahun, 'sasaran' AS cakupan, sasaran_baku AS kode, MIN(sasaran) AS nama, SUM(pagu) AS pagu, SUM(realisasi) AS realisasi
    FROM program_iku
    WHERE sasaran_baku IS NOT NULL
    GROUP BY unit_kode, tahun, sasaran_baku
    UNION ALL
    SELECT unit_kode, tahun, 'program' AS cakupan, kode, MIN(nama) AS nama, MAX(pagu) AS pagu, MAX(realisasi) AS realisasi
    FROM (
        SELECT unit_kode, tahun, kode, nama, pagu, realisasi FROM program
        UNION ALL
        SELECT unit_kode, tahun, kode, nama, pagu, realisasi FROM program_iku
    ) AS semua_program
    GROUP BY unit_kode, tahun, kode
),
pendukung AS (
    SELECT unit_kode, tahun, 'kecamatan' AS cakupan, unit_kode AS kode, indikator_kode
    FROM data.capaian
    WHERE periode = 'TAHUN'
    UNION
    SELECT unit_kode, tahun, 'sasaran' AS cakupan, sasaran_baku AS kode, indikator_kode FROM program_iku
    UNION
    SELECT unit_kode, tahun, 'program' AS cakupan, kode, indikator_kode FROM program_iku
),
kinerja AS (
    SELECT
        pendukung.unit_kode,
        pendukung.tahun,
        pendukung.cakupan,
        pendukung.kode,
        COUNT(*) AS banyak,
        SUM(pecahan(capaian.pembilang, capaian.penyebut, 10)) AS jumlah
    FROM pendukung
    INNER JOIN data.capaian AS capaian
        ON capaian.unit_kode = pendukung.unit_kode
        AND capaian.tahun = pendukung.tahun
        AND capaian.indikator_kode = pendukung.indikator_kode
        AND capaian.periode = 'TAHUN'
    WHERE capaian.pembilang IS NOT NULL
    GROUP BY pendukung.unit_kode, pendukung.tahun, pendukung.cakupan, pendukung.kode
),
hitungan AS (
    SELECT
        uang.*,
        CAST(bulatkan_pecahan(kinerja.jumlah, kinerja.banyak, 10, 100, kinerja.banyak, 2) AS DECIMAL(18, 2)) AS capaian,
        persen(uang.realisasi, uang.pagu) AS serapan,
        -- capaian / serapan = jumlah x pagu / (banyak x realisasi)
        CASE WHEN uang.realisasi > 0 AND uang.pagu > 0 AND uang.pagu < 1000000000000000 THEN
            CAST(bulatkan_pecahan(
                kinerja.jumlah, kinerja.banyak, 10, CAST(100 * uang.pagu AS DECIMAL(38, 0)) * 100, kinerja.banyak * CAST(100 * uang.realisasi AS DECIMAL(38, 0)), 2
            ) AS DECIMAL(26, 2))
        END AS rasio,
        CASE WHEN uang.pagu > 0 AND uang.pagu < 1000000000000000 AND uang.realisasi < 1000000000000000 THEN
            CAST(selisih_persen(kinerja.jumlah, kinerja.banyak, 10, 100 * uang.realisasi, 100 * uang.pagu, 2) AS DECIMAL(26, 2))
        END AS selisih,
        persen(uang.pagu, MAX(CASE WHEN uang.cakupan = 'kecamatan' THEN uang.pagu END) OVER (PARTITION BY uang.unit_kode, uang.tahun)) AS porsi_pagu
    FROM uang
    LEFT JOIN kinerja
        ON kinerja.unit_kode = uang.unit_kode
        AND kinerja.tahun = uang.tahun
        AND kinerja.cakupan = uang.cakupan
        AND kinerja.kode = uang.kode
)
SELECT
    hitungan.unit_kode,
    hitungan.tahun,
    hitungan.cakupan,
    hitungan.kode,
    CASE WHEN hitungan.cakupan = 'kecamatan' THEN COALESCE(unit.nama, hitungan.nama) ELSE hitungan.nama END AS nama,
    hitungan.capaian,
    CAST(hitungan.pagu AS DECIMAL(22, 2)) AS pagu,
    CAST(hitungan.realisasi AS DECIMAL(22, 2)) AS realisasi,
    hitungan.serapan,
    hitungan.rasio,
    hitungan.selisih,
    hitungan.porsi_pagu
FROM hitungan
LEFT JOIN acuan.unit AS unit ON unit.kode = hitungan.kode
ORDER BY hitungan.unit_kode, hitungan.tahun, hitungan.cakupan, hitungan.kode
