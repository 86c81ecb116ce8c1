-- beda_sumber: Nilai yang berbeda antara dua lembar untuk hal yang sama; tidak pernah dijumlahkan
-- Butir: satu nilai yang kalah dan berbeda dari nilai sumber yang didahulukan
-- Aturan: Berkas yang disimpan terakhir menang; dalam satu berkas, lembar yang lebih dulu.
-- Kolom:
--   dataset         Kumpulan data
--   unit_kode       Kode Kemendagri kecamatan
--   tahun           Tahun; 0 untuk profil desa
--   periode         Periode
--   kunci           Kode desa, rekening, indikator, komponen, program atau jenis layanan
--   nama            Nama atau kode yang dikenal pembaca
--   ukuran          Kolom yang berbeda; untuk survei, unsur yang jumlah nilainya berbeda
--   nilai           Nilai yang tidak dipakai
--   berkas          Berkas nilai itu
--   lembar          Lembar nilai itu
--   sel             Sel nilai itu
--   nilai_menang    Nilai sumber yang didahulukan
--   berkas_menang   Berkas sumber yang didahulukan
--   lembar_menang   Lembar sumber yang didahulukan
--   sel_menang      Sel sumber yang didahulukan
WITH layanan_ganda AS (
    SELECT unit_kode, tahun, periode, COALESCE(LOWER(TRIM(layanan)), '') AS layanan_baku
    FROM staging.skm_responden
    GROUP BY unit_kode, tahun, periode, COALESCE(LOWER(TRIM(layanan)), '')
    HAVING MIN(berkas || '|' || lembar) <> MAX(berkas || '|' || lembar)
),
semua AS (
    SELECT
        'penduduk_desa' AS dataset,
        asal.unit_kode,
        asal.tahun AS tahun,
        asal.periode AS periode,
        asal.desa_kode AS kunci,
        asal.desa AS nama,
        ukuran.ukuran,
        CASE ukuran.ukuran
            WHEN 'laki_laki' THEN CAST(asal.laki_laki AS DECIMAL(28, 8))
            WHEN 'perempuan' THEN CAST(asal.perempuan AS DECIMAL(28, 8))
            WHEN 'kk' THEN CAST(asal.kk AS DECIMAL(28, 8))
            WHEN 'rumah' THEN CAST(asal.rumah AS DECIMAL(28, 8))
        END AS nilai,
        CASE ukuran.ukuran
            WHEN 'laki_laki' THEN asal.laki_laki_sel
            WHEN 'perempuan' THEN asal.perempuan_sel
            WHEN 'kk' THEN asal.kk_sel
            WHEN 'rumah' THEN asal.rumah_sel
        END AS sel,
        asal.berkas,
        asal.lembar,
        asal.baris
    FROM staging.penduduk_desa AS asal
    CROSS JOIN (VALUES ('laki_laki'), ('perempuan'), ('kk'), ('rumah')) AS ukuran (ukuran)
    UNION ALL
    SELECT
        'penduduk_umur' AS dataset,
        asal.unit_kode,
        asal.tahun AS tahun,
        asal.periode AS periode,
        asal.desa_kode || '|' || asal.kelompok_umur AS kunci,
        asal.desa || ' ' || asal.kelompok_umur AS nama,
        ukuran.ukuran,
        CASE ukuran.ukuran
            WHEN 'laki_laki' THEN CAST(asal.laki_laki AS DECIMAL(28, 8))
            WHEN 'perempuan' THEN CAST(asal.perempuan AS DECIMAL(28, 8))
        END AS nilai,
        CASE ukuran.ukuran
            WHEN 'laki_laki' THEN asal.laki_laki_sel
            WHEN 'perempuan' THEN asal.perempuan_sel
        END AS sel,
        asal.berkas,
        asal.lembar,
        asal.baris
    FROM staging.penduduk_umur AS asal
    CROSS JOIN (VALUES ('laki_laki'), ('perempuan')) AS ukuran (ukuran)
    UNION ALL
    SELECT
        'anggaran' AS dataset,
        asal.unit_kode,
        asal.tahun AS tahun,
        asal.periode AS periode,
        asal.kode AS kunci,
        asal.kode AS nama,
        ukuran.ukuran,
        CASE ukuran.ukuran
            WHEN 'pagu' THEN CAST(asal.pagu AS DECIMAL(28, 8))
            WHEN 'realisasi' THEN CAST(asal.realisasi AS DECIMAL(28, 8))
        END AS nilai,
        CASE ukuran.ukuran
            WHEN 'pagu' THEN asal.pagu_sel
            WHEN 'realisasi' THEN asal.realisasi_sel
        END AS sel,
        asal.berkas,
        asal.lembar,
        asal.baris
    FROM staging.anggaran AS asal
    CROSS JOIN (VALUES ('pagu'), ('realisasi')) AS ukuran (ukuran)
    UNION ALL
    SELECT
        'pagu' AS dataset,
        asal.unit_kode,
        asal.tahun AS tahun,
        'TAHUN' AS periode,
        asal.kode AS kunci,
        asal.kode AS nama,
        ukuran.ukuran,
        CASE ukuran.ukuran
            WHEN 'pagu_awal' THEN CAST(asal.pagu_awal AS DECIMAL(28, 8))
            WHEN 'pagu_perubahan' THEN CAST(asal.pagu_perubahan AS DECIMAL(28, 8))
        END AS nilai,
        CASE ukuran.ukuran
            WHEN 'pagu_awal' THEN asal.pagu_awal_sel
            WHEN 'pagu_perubahan' THEN asal.pagu_perubahan_sel
        END AS sel,
        asal.berkas,
        asal.lembar,
        asal.baris
    FROM staging.pagu AS asal
    CROSS JOIN (VALUES ('pagu_awal'), ('pagu_perubahan')) AS ukuran (ukuran)
    UNION ALL
    SELECT
        'iku_anggaran' AS dataset,
        asal.unit_kode,
        asal.tahun AS tahun,
        asal.periode AS periode,
        nama_baku(asal.program) AS kunci,
        asal.program AS nama,
        ukuran.ukuran,
        CASE ukuran.ukuran
            WHEN 'pagu' THEN CAST(asal.pagu AS DECIMAL(28, 8))
            WHEN 'realisasi' THEN CAST(asal.realisasi AS DECIMAL(28, 8))
        END AS nilai,
        CASE ukuran.ukuran
            WHEN 'pagu' THEN asal.pagu_sel
            WHEN 'realisasi' THEN asal.realisasi_sel
        END AS sel,
        asal.berkas,
        asal.lembar,
        asal.baris
    FROM staging.iku_anggaran AS asal
    CROSS JOIN (VALUES ('pagu'), ('realisasi')) AS ukuran (ukuran)
    UNION ALL
    SELECT
        'sakip' AS dataset,
        asal.unit_kode,
        asal.tahun AS tahun,
        'TAHUN' AS periode,
        asal.komponen_kode AS kunci,
        asal.komponen AS nama,
        ukuran.ukuran,
        CASE ukuran.ukuran
            WHEN 'bobot' THEN CAST(asal.bobot AS DECIMAL(28, 8))
            WHEN 'nilai' THEN CAST(asal.nilai AS DECIMAL(28, 8))
        END AS nilai,
        CASE ukuran.ukuran
            WHEN 'bobot' THEN asal.bobot_sel
            WHEN 'nilai' THEN asal.nilai_sel
        END AS sel,
        asal.berkas,
        asal.lembar,
        asal.baris
    FROM staging.sakip AS asal
    CROSS JOIN (VALUES ('bobot'), ('nilai')) AS ukuran (ukuran)
    UNION ALL
    SELECT
        'profil_desa' AS dataset,
        asal.unit_kode,
        CAST(0 AS BIGINT) AS tahun,
        'TAHUN' AS periode,
        asal.desa_kode AS kunci,
        asal.desa AS nama,
        ukuran.ukuran,
        CASE ukuran.ukuran
            WHEN 'luas_ha' THEN CAST(asal.luas_ha AS DECIMAL(28, 8))
            WHEN 'bujur' THEN CAST(asal.bujur AS DECIMAL(28, 8))
            WHEN 'lintang' THEN CAST(asal.lintang AS DECIMAL(28, 8))
            WHEN 'ketinggian_m' THEN CAST(asal.ketinggian_m AS DECIMAL(28, 8))
            WHEN 'jarak_km' THEN CAST(asal.jarak_km AS DECIMAL(28, 8))
            WHEN 'waktu_menit' THEN CAST(asal.waktu_menit AS DECIMAL(28, 8))
        END AS nilai,
        CASE ukuran.ukuran
            WHEN 'luas_ha' THEN asal.luas_ha_sel
            WHEN 'bujur' THEN asal.bujur_sel
            WHEN 'lintang' THEN asal.lintang_sel
            WHEN 'ketinggian_m' THEN asal.ketinggian_m_sel
            WHEN 'jarak_km' THEN asal.jarak_km_sel
            WHEN 'waktu_menit' THEN asal.waktu_menit_sel
        END AS sel,
        asal.berkas,
        asal.lembar,
        asal.baris
    FROM staging.profil_desa AS asal
    CROSS JOIN (VALUES ('luas_ha'), ('bujur'), ('lintang'), ('ketinggian_m'), ('jarak_km'), ('waktu_menit')) AS ukuran (ukuran)
    UNION ALL
    SELECT
        'kinerja' AS dataset,
        asal.unit_kode,
        asal.tahun,
        asal.periode,
        asal.indikator_kode AS kunci,
        asal.indikator AS nama,
        asal.ukuran,
        CAST(asal.nilai AS DECIMAL(28, 8)) AS nilai,
        asal.sel,
        asal.berkas,
        asal.lembar,
        asal.baris
    FROM staging.kinerja AS asal
    UNION ALL
    -- Survei tidak berkunci: jumlah nilai tiap unsur per jenis layanan, hanya bila lembarnya lebih dari satu.
    SELECT
        'skm_jawaban' AS dataset,
        jawaban.unit_kode,
        jawaban.tahun,
        jawaban.periode,
        ganda.layanan_baku AS kunci,
        COALESCE(NULLIF(ganda.layanan_baku, ''), 'Jawaban survei') AS nama,
        unsur.unsur_kode AS ukuran,
        CAST(SUM(jawaban.jawaban[unsur.urutan]) AS DECIMAL(28, 8)) AS nilai,
        MIN(unsur.kolom || CAST(jawaban.baris AS VARCHAR)) AS sel,
        jawaban.berkas,
        jawaban.lembar,
        MIN(jawaban.baris) AS baris
    FROM staging.skm_responden AS jawaban
    INNER JOIN staging.skm_unsur AS unsur
        ON unsur.berkas = jawaban.berkas AND unsur.lembar = jawaban.lembar AND unsur.baris = jawaban.baris_tajuk
    INNER JOIN layanan_ganda AS ganda
        ON ganda.unit_kode = jawaban.unit_kode
        AND ganda.tahun = jawaban.tahun
        AND ganda.periode = jawaban.periode
        AND ganda.layanan_baku = COALESCE(LOWER(TRIM(jawaban.layanan)), '')
    WHERE jawaban.jawaban[unsur.urutan] IS NOT NULL
    GROUP BY
        jawaban.unit_kode, jawaban.tahun, jawaban.periode, ganda.layanan_baku, unsur.unsur_kode, jawaban.berkas, jawaban.lembar
),
berurutan AS (
    SELECT
        semua.*,
        ROW_NUMBER() OVER (
            PARTITION BY semua.dataset, semua.unit_kode, semua.tahun, semua.periode, semua.kunci, semua.ukuran
            ORDER BY sumber.urutan, semua.baris, semua.sel
        ) AS urutan_nilai
    FROM semua
    INNER JOIN audit.sumber AS sumber ON sumber.berkas = semua.berkas AND sumber.lembar = semua.lembar
    WHERE semua.nilai IS NOT NULL
)
SELECT
    kalah.dataset,
    kalah.unit_kode,
    CAST(kalah.tahun AS INTEGER) AS tahun,
    kalah.periode,
    kalah.kunci,
    kalah.nama,
    kalah.ukuran,
    kalah.nilai,
    kalah.berkas,
    kalah.lembar,
    kalah.sel,
    menang.nilai AS nilai_menang,
    menang.berkas AS berkas_menang,
    menang.lembar AS lembar_menang,
    menang.sel AS sel_menang
FROM berurutan AS kalah
INNER JOIN berurutan AS menang
    ON menang.dataset = kalah.dataset
    AND menang.unit_kode = kalah.unit_kode
    AND menang.tahun = kalah.tahun
    AND menang.periode = kalah.periode
    AND menang.kunci = kalah.kunci
    AND menang.ukuran = kalah.ukuran
    AND menang.urutan_nilai = 1
WHERE kalah.urutan_nilai > 1 AND kalah.nilai <> menang.nilai
ORDER BY kalah.dataset, kalah.unit_kode, kalah.tahun, kalah.periode, kalah.kunci, kalah.ukuran, kalah.berkas, kalah.lembar
