-- capaian_kinerja: Rata-rata capaian semua indikator kecamatan dalam satu tahun
-- Butir: satu baris per unit_kode, tahun
-- Aturan: Rata-rata capaian indikator berperiode TAHUN yang dapat dihitung; capaian tiap indikator tidak dibulatkan lebih dahulu
-- Kolom:
--   unit_kode          Kode Kemendagri kecamatan
--   tahun              Tahun
--   jumlah_indikator   Banyak indikator yang capaiannya dapat dihitung
--   capaian_rata_rata  Rata-rata capaian (persen)
--   kategori           Kategori rata-rata capaian menurut skala pada pengaturan
WITH rata_rata AS (
    SELECT
        unit_kode,
        tahun,
        COUNT(*) AS jumlah_indikator,
        CAST(bulatkan_pecahan(SUM(pecahan(pembilang, penyebut, 10)), COUNT(*), 10, 100, COUNT(*), 2) AS DECIMAL(18, 2)) AS capaian_rata_rata
    FROM data.capaian
    WHERE periode = 'TAHUN' AND pembilang IS NOT NULL
    GROUP BY unit_kode, tahun
)
SELECT
    rata_rata.unit_kode,
    rata_rata.tahun,
    rata_rata.jumlah_indikator,
    rata_rata.capaian_rata_rata,
    kategori.kategori
FROM rata_rata
CROSS JOIN acuan.pilihan AS pilihan
LEFT JOIN acuan.kategori_capaian AS kategori
    ON kategori.skala = pilihan.skala_capaian
    AND rata_rata.capaian_rata_rata > COALESCE(kategori.batas_bawah, rata_rata.capaian_rata_rata - 1)
    AND rata_rata.capaian_rata_rata <= COALESCE(kategori.batas_atas, rata_rata.capaian_rata_rata)
ORDER BY rata_rata.unit_kode, rata_rata.tahun
