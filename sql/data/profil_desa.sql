-- profil_desa: Profil desa dari lembar kerja: luas, koordinat, ketinggian, jarak dan waktu tempuh
-- Butir: satu baris per unit_kode, desa_kode, berkas, lembar; nilai yang kalah dari sumber lain dikosongkan
-- Aturan: Diselesaikan kolom demi kolom: berkas yang disimpan terakhir menang (bila sama, nama yang lebih akhir); dalam satu berkas, lembar yang lebih dulu. Gabungkan baris satu desa dengan MAX.
-- Kolom:
--   unit_kode         Kode Kemendagri kecamatan
--   desa_kode         Kode Kemendagri desa/kelurahan; desa persiapan memakai <kecamatan>.P-<nama>, nama yang belum dikenal <kecamatan>.X-<nama>
--   desa              Nama resmi desa menurut Kemendagri; bila tanpa kode, nama seperti tertulis
--   desa_tertulis     Nama desa seperti tertulis di lembar kerja
--   luas_ha           Luas wilayah (hektare)
--   luas_ha_sel       Sel luas_ha
--   bujur             Bujur timur kantor desa (derajat)
--   bujur_sel         Sel bujur
--   lintang           Lintang kantor desa; selatan bernilai negatif (derajat)
--   lintang_sel       Sel lintang
--   ketinggian_m      Ketinggian di atas permukaan laut (meter)
--   ketinggian_m_sel  Sel ketinggian_m
--   jarak_km          Jarak kantor desa ke kantor kecamatan; tulisan seperti < 1 KM dimuat sebagai batas atasnya (kilometer)
--   jarak_km_sel      Sel jarak_km
--   waktu_menit       Waktu tempuh kantor desa ke kantor kecamatan; tulisan seperti < 5 dimuat sebagai batas atasnya (menit)
--   waktu_menit_sel   Sel waktu_menit
--   berkas            Berkas asal, di bawah raw/
--   berkas_sha256     SHA-256 isi berkas asal
--   lembar            Lembar asal
--   lembar_ke         Urutan lembar di berkasnya
--   baris             Baris Excel
WITH berperingkat AS (
    SELECT
        baris_asal.*,
        sumber.urutan,
        MIN(CASE WHEN baris_asal.luas_ha IS NOT NULL THEN sumber.urutan END)
            OVER (PARTITION BY baris_asal.unit_kode, baris_asal.desa_kode) AS luas_ha_menang,
        MIN(CASE WHEN baris_asal.bujur IS NOT NULL THEN sumber.urutan END)
            OVER (PARTITION BY baris_asal.unit_kode, baris_asal.desa_kode) AS bujur_menang,
        MIN(CASE WHEN baris_asal.lintang IS NOT NULL THEN sumber.urutan END)
            OVER (PARTITION BY baris_asal.unit_kode, baris_asal.desa_kode) AS lintang_menang,
        MIN(CASE WHEN baris_asal.ketinggian_m IS NOT NULL THEN sumber.urutan END)
            OVER (PARTITION BY baris_asal.unit_kode, baris_asal.desa_kode) AS ketinggian_m_menang,
        MIN(CASE WHEN baris_asal.jarak_km IS NOT NULL THEN sumber.urutan END)
            OVER (PARTITION BY baris_asal.unit_kode, baris_asal.desa_kode) AS jarak_km_menang,
        MIN(CASE WHEN baris_asal.waktu_menit IS NOT NULL THEN sumber.urutan END)
            OVER (PARTITION BY baris_asal.unit_kode, baris_asal.desa_kode) AS waktu_menit_menang
    FROM staging.profil_desa AS baris_asal
    INNER JOIN audit.sumber AS sumber
        ON sumber.berkas = baris_asal.berkas AND sumber.lembar = baris_asal.lembar
)
SELECT
    unit_kode,
    desa_kode,
    desa,
    desa_tertulis,
    CASE WHEN urutan = luas_ha_menang THEN luas_ha END AS luas_ha,
    CASE WHEN urutan = luas_ha_menang THEN luas_ha_sel END AS luas_ha_sel,
    CASE WHEN urutan = bujur_menang THEN bujur END AS bujur,
    CASE WHEN urutan = bujur_menang THEN bujur_sel END AS bujur_sel,
    CASE WHEN urutan = lintang_menang THEN lintang END AS lintang,
    CASE WHEN urutan = lintang_menang THEN lintang_sel END AS lintang_sel,
    CASE WHEN urutan = ketinggian_m_menang THEN ketinggian_m END AS ketinggian_m,
    CASE WHEN urutan = ketinggian_m_menang THEN ketinggian_m_sel END AS ketinggian_m_sel,
    CASE WHEN urutan = jarak_km_menang THEN jarak_km END AS jarak_km,
    CASE WHEN urutan = jarak_km_menang THEN jarak_km_sel END AS jarak_km_sel,
    CASE WHEN urutan = waktu_menit_menang THEN waktu_menit END AS waktu_menit,
    CASE WHEN urutan = waktu_menit_menang THEN waktu_menit_sel END AS waktu_menit_sel,
    berkas,
    berkas_sha256,
    lembar,
    lembar_ke,
    baris
FROM berperingkat
WHERE urutan IN (luas_ha_menang, bujur_menang, lintang_menang, ketinggian_m_menang, jarak_km_menang, waktu_menit_menang)
ORDER BY unit_kode, desa_kode, urutan
