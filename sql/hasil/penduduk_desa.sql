-- penduduk_desa: Penduduk, kepala keluarga dan rumah per desa dan periode
-- Butir: satu baris per unit_kode, tahun, periode, desa_kode
-- Aturan: Jumlah = laki-laki + perempuan; jumlah yang tercetak dipakai hanya bila salah satunya tidak tertulis
-- Kolom:
--   unit_kode            Kode Kemendagri kecamatan
--   tahun                Tahun data
--   periode              Periode data
--   desa_kode            Kode Kemendagri desa; desa persiapan memakai <kecamatan>.P-<nama>; kode kecamatan bila yang tertulis hanya angka seluruh kecamatan
--   desa                 Nama desa
--   laki_laki            Penduduk laki-laki (jiwa)
--   perempuan            Penduduk perempuan (jiwa)
--   jumlah               Jumlah penduduk (jiwa)
--   kk                   Kepala keluarga (KK)
--   rumah                Rumah (unit)
--   rasio_jenis_kelamin  Laki-laki per 100 perempuan
--   kepadatan_per_km2    Jumlah penduduk per km2; luas dari profil desa
WITH luas AS (
    SELECT unit_kode, desa_kode, MAX(luas_ha) AS luas_ha
    FROM data.profil_desa
    GROUP BY unit_kode, desa_kode
),
penduduk AS (
    SELECT
        asal.*,
        COALESCE(asal.laki_laki + asal.perempuan, asal.jumlah_tercetak) AS jumlah
    FROM data.penduduk_desa AS asal
)
SELECT
    penduduk.unit_kode,
    penduduk.tahun,
    penduduk.periode,
    penduduk.desa_kode,
    penduduk.desa,
    penduduk.laki_laki,
    penduduk.perempuan,
    penduduk.jumlah,
    penduduk.kk,
    penduduk.rumah,
    persen(penduduk.laki_laki, penduduk.perempuan) AS rasio_jenis_kelamin,
    persen(penduduk.jumlah, luas.luas_ha) AS kepadatan_per_km2
FROM penduduk
LEFT JOIN luas ON luas.unit_kode = penduduk.unit_kode AND luas.desa_kode = penduduk.desa_kode
ORDER BY penduduk.unit_kode, penduduk.tahun, penduduk.periode, penduduk.desa_kode
