-- ikm: Indeks Kepuasan Masyarakat (IKM) per kecamatan dan periode
-- Butir: satu baris per unit_kode, tahun, periode
-- Aturan: PermenPANRB 14/2017: IKM = jumlah (NRR x bobot) x 25, dibulatkan satu kali di akhir; sampel minimum menurut Krejcie dan Morgan
-- Kolom:
--   unit_kode         Kode Kemendagri kecamatan
--   tahun             Tahun survei
--   periode           Periode survei
--   unit_nama         Nama kecamatan
--   jumlah_responden  Banyak responden (orang)
--   jumlah_unsur      Banyak unsur yang terjawab
--   metode_bobot      Bobot per unsur yang dipakai: 0,111, 0,11 atau 1/jumlah unsur
--   nrr_tertimbang    Jumlah NRR tertimbang semua unsur (skala 1-4)
--   ikm               Indeks Kepuasan Masyarakat (skala 25-100)
--   mutu              Huruf mutu pelayanan: A, B, C atau D
--   kinerja           Kinerja unit pelayanan
--   ikm_eksak         Indeks dengan bobot eksak 1/jumlah unsur, sebagai pembanding (skala 25-100)
--   mutu_eksak        Huruf mutu menurut ikm_eksak
--   populasi_layanan  Banyak penerima layanan menurut lembar kerja (orang); kosong bila tidak tertulis
--   sampel_minimum    Sampel minimum dari populasi_layanan, atau yang tercetak bila populasinya tidak tertulis (orang)
--   sampel_cukup      Apakah jumlah responden mencapai sampel minimum; kosong bila sampel minimum tidak diketahui
WITH tercetak AS (
    SELECT
        angka.unit_kode,
        angka.tahun,
        angka.periode,
        angka.ukuran,
        angka.nilai,
        ROW_NUMBER() OVER (
            PARTITION BY angka.unit_kode, angka.tahun, angka.periode, angka.ukuran
            ORDER BY sumber.urutan, angka.baris, angka.sel
        ) AS urutan_menang
    FROM data.tercetak AS angka
    INNER JOIN audit.sumber AS sumber
        ON sumber.berkas = angka.berkas AND sumber.lembar = angka.lembar
    WHERE angka.ukuran IN ('populasi_layanan', 'sampel_minimum') AND angka.nilai > 0
),
sampel AS (
    SELECT
        unit_kode,
        tahun,
        periode,
        CAST(MAX(CASE WHEN ukuran = 'populasi_layanan' THEN nilai END) AS BIGINT) AS populasi,
        CAST(MAX(CASE WHEN ukuran = 'sampel_minimum' THEN nilai END) AS BIGINT) AS minimum_tercetak
    FROM tercetak
    WHERE urutan_menang = 1
    GROUP BY unit_kode, tahun, periode
),
minimum AS (
    SELECT
        sampel.unit_kode,
        sampel.tahun,
        sampel.periode,
        sampel.populasi,
        COALESCE(
            CAST(bagi_bulat(
                utuh(km.khi_kuadrat * km.proporsi * (1 - km.proporsi)) * sampel.populasi,
                utuh(km.galat * km.galat) * (sampel.populasi - 1) + utuh(km.khi_kuadrat * km.proporsi * (1 - km.proporsi)),
                0
            ) AS BIGINT),
            sampel.minimum_tercetak
        ) AS sampel_minimum
    FROM sampel
    CROSS JOIN acuan.krejcie_morgan AS km
)
SELECT
    indeks.unit_kode,
    indeks.tahun,
    indeks.periode,
    COALESCE(unit.nama, indeks.unit_kode) AS unit_nama,
    indeks.jumlah_responden,
    indeks.jumlah_unsur,
    indeks.metode_bobot,
    indeks.nrr_tertimbang,
    indeks.ikm,
    indeks.mutu,
    indeks.kinerja,
    indeks.ikm_eksak,
    mutu_eksak.mutu AS mutu_eksak,
    minimum.populasi AS populasi_layanan,
    minimum.sampel_minimum,
    indeks.jumlah_responden >= minimum.sampel_minimum AS sampel_cukup
FROM data.skm_indeks AS indeks
LEFT JOIN acuan.unit AS unit ON unit.kode = indeks.unit_kode
LEFT JOIN minimum
    ON minimum.unit_kode = indeks.unit_kode AND minimum.tahun = indeks.tahun AND minimum.periode = indeks.periode
LEFT JOIN acuan.mutu_skm AS mutu_eksak
    ON indeks.ikm_eksak BETWEEN mutu_eksak.uji_bawah AND mutu_eksak.konversi_atas
    AND indeks.tahun BETWEEN mutu_eksak.berlaku_dari AND COALESCE(mutu_eksak.berlaku_sampai, indeks.tahun)
WHERE indeks.dimensi = 'unit'
ORDER BY indeks.unit_kode, indeks.tahun, indeks.periode
