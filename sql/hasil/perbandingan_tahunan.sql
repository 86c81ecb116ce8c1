-- perbandingan_tahunan: Tiap ukuran dibandingkan dengan tahun sebelumnya pada periode yang sama
-- Butir: satu baris per unit_kode, kelompok, kode, ukuran, periode, tahun
-- Aturan: selisih = tahun ini - tahun sebelumnya, dalam satuan ukurannya; pertumbuhan_persen = selisih / tahun sebelumnya x 100. Hanya periode yang sama yang dibandingkan.
-- Kolom:
--   unit_kode           Kode Kemendagri kecamatan
--   kelompok            kinerja, ikm, ikm_unsur, anggaran, penduduk atau sakip
--   kode                Kode indikator, unsur, program, desa atau komponen; kode kecamatan untuk nilai seluruhnya
--   ukuran              realisasi, capaian, ikm, nrr, pagu, persen, jumlah, kk atau nilai
--   periode             Periode
--   tahun               Tahun
--   nama                Nama indikator, unsur, program, desa atau komponen
--   satuan              Satuan nilai
--   nilai               Nilai tahun itu
--   nilai_sebelumnya    Nilai tahun sebelumnya; kosong bila tidak ada
--   selisih             Nilai dikurangi nilai sebelumnya
--   pertumbuhan_persen  Selisih / nilai sebelumnya x 100 (persen); kosong bila nilai sebelumnya 0
WITH nilai_tahunan AS (
    SELECT unit_kode, 'kinerja' AS kelompok, indikator_kode AS kode, 'realisasi' AS ukuran, periode, tahun,
        indikator AS nama, satuan, CAST(realisasi AS DECIMAL(28, 4)) AS nilai
    FROM capaian_indikator
    UNION ALL
    SELECT unit_kode, 'kinerja', indikator_kode, 'capaian', periode, tahun, indikator, 'persen', capaian FROM capaian_indikator
    UNION ALL
    SELECT unit_kode, 'kinerja', unit_kode, 'capaian', 'TAHUN', tahun, 'Rata-rata capaian', 'persen', capaian_rata_rata FROM capaian_kinerja
    UNION ALL
    SELECT unit_kode, 'ikm', unit_kode, 'ikm', periode, tahun, unit_nama, 'indeks', ikm FROM ikm
    UNION ALL
    SELECT unit_kode, 'ikm_unsur', unsur_kode, 'nrr', periode, tahun, unsur_nama, 'skala 1-4', nrr FROM ikm_unsur
    UNION ALL
    SELECT unit_kode, 'anggaran', kode_program, 'pagu', periode, tahun, uraian, 'rupiah', pagu FROM data.anggaran_program
    UNION ALL
    SELECT unit_kode, 'anggaran', kode_program, 'realisasi', periode, tahun, uraian, 'rupiah', realisasi FROM data.anggaran_program
    UNION ALL
    SELECT unit_kode, 'anggaran', kode_program, 'persen', periode, tahun, uraian, 'persen', persen(realisasi, pagu) FROM data.anggaran_program
    UNION ALL
    SELECT unit_kode, 'anggaran', unit_kode, 'pagu', periode, tahun, 'Seluruh program', 'rupiah', pagu FROM serapan_anggaran
    UNION ALL
    SELECT unit_kode, 'anggaran', unit_kode, 'realisasi', periode, tahun, 'Seluruh program', 'rupiah', realisasi FROM serapan_anggaran
    UNION ALL
    SELECT unit_kode, 'anggaran', unit_kode, 'persen', periode, tahun, 'Seluruh program', 'persen', persen FROM serapan_anggaran
    UNION ALL
    SELECT unit_kode, 'penduduk', desa_kode, 'jumlah', periode, tahun, desa, 'jiwa', jumlah FROM penduduk_desa WHERE desa_kode <> unit_kode
    UNION ALL
    SELECT unit_kode, 'penduduk', desa_kode, 'kk', periode, tahun, desa, 'KK', kk FROM penduduk_desa WHERE desa_kode <> unit_kode
    UNION ALL
    SELECT unit_kode, 'penduduk', unit_kode, 'jumlah', periode, tahun, 'Seluruh desa', 'jiwa', CAST(SUM(jumlah) AS BIGINT) FROM penduduk_desa
    GROUP BY unit_kode, periode, tahun
    UNION ALL
    SELECT unit_kode, 'penduduk', unit_kode, 'kk', periode, tahun, 'Seluruh desa', 'KK', CAST(SUM(kk) AS BIGINT) FROM penduduk_desa
    GROUP BY unit_kode, periode, tahun
    UNION ALL
    SELECT unit_kode, 'sakip', komponen_kode, 'nilai', 'TAHUN', tahun, komponen, 'poin', nilai FROM nilai_sakip
    UNION ALL
    SELECT unit_kode, 'sakip', unit_kode, 'nilai', 'TAHUN', tahun, 'Nilai SAKIP', 'poin', nilai FROM predikat_sakip
)
SELECT
    ini.unit_kode,
    ini.kelompok,
    ini.kode,
    ini.ukuran,
    ini.periode,
    ini.tahun,
    ini.nama,
    ini.satuan,
    CAST(ini.nilai AS DECIMAL(28, 4)) AS nilai,
    CAST(lalu.nilai AS DECIMAL(28, 4)) AS nilai_sebelumnya,
    CAST(ini.nilai - lalu.nilai AS DECIMAL(28, 4)) AS selisih,
    CASE WHEN lalu.nilai <> 0 THEN persen(ini.nilai - lalu.nilai, ABS(lalu.nilai)) END AS pertumbuhan_persen
FROM nilai_tahunan AS ini
LEFT JOIN nilai_tahunan AS lalu
    ON lalu.unit_kode = ini.unit_kode
    AND lalu.kelompok = ini.kelompok
    AND lalu.kode = ini.kode
    AND lalu.ukuran = ini.ukuran
    AND lalu.periode = ini.periode
    AND lalu.tahun = ini.tahun - 1
WHERE ini.nilai IS NOT NULL
ORDER BY ini.unit_kode, ini.kelompok, ini.kode, ini.ukuran, ini.periode, ini.tahun
