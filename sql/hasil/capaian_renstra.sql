-- capaian_renstra: Realisasi tiap tahun dibandingkan dengan target akhir Renstra
-- Butir: satu baris per unit_kode, tahun, indikator_kode, tahun_akhir
-- Aturan: Makin tinggi makin baik: realisasi / target akhir x 100; makin rendah makin baik: (2 x target akhir - realisasi) / target akhir x 100
-- Kolom:
--   unit_kode       Kode Kemendagri kecamatan
--   tahun           Tahun realisasi
--   indikator_kode  Kode indikator
--   tahun_akhir     Tahun akhir Renstra
--   indikator       Nama indikator seperti tertulis
--   satuan          Satuan indikator
--   realisasi       Realisasi tahun itu (satuan indikator)
--   target_akhir    Target akhir Renstra (satuan indikator)
--   capaian_akhir   Realisasi terhadap target akhir (persen); kosong bila target akhir 0
--   selisih         Target akhir dikurangi realisasi (satuan indikator)
SELECT
    realisasi.unit_kode,
    realisasi.tahun,
    realisasi.indikator_kode,
    akhir.tahun AS tahun_akhir,
    realisasi.indikator,
    COALESCE(realisasi.satuan, akhir.satuan) AS satuan,
    CAST(realisasi.nilai AS DECIMAL(18, 4)) AS realisasi,
    CAST(akhir.nilai AS DECIMAL(18, 4)) AS target_akhir,
    CASE WHEN akhir.nilai > 0 THEN
        persen(CASE WHEN akhir.polaritas = 'turun' THEN 2 * akhir.nilai - realisasi.nilai ELSE realisasi.nilai END, akhir.nilai)
    END AS capaian_akhir,
    CAST(akhir.nilai - realisasi.nilai AS DECIMAL(18, 4)) AS selisih
FROM data.kinerja AS realisasi
INNER JOIN data.kinerja AS akhir
    ON akhir.unit_kode = realisasi.unit_kode
    AND akhir.indikator_kode = realisasi.indikator_kode
    AND akhir.periode = realisasi.periode
    AND akhir.ukuran = 'target_akhir'
    AND akhir.tahun >= realisasi.tahun
WHERE realisasi.ukuran = 'realisasi' AND realisasi.periode = 'TAHUN'
ORDER BY realisasi.unit_kode, realisasi.tahun, realisasi.indikator_kode, akhir.tahun
