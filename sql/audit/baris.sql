-- baris: Hitungan baris tiap lembar: semua baris yang dibaca ada tujuannya
-- Butir: satu baris per berkas, lembar
-- Aturan: dibaca = dimuat + ditolak + total + ganda + tergantikan + catatan + kosong
-- Kolom:
--   berkas         Berkas, di bawah raw/
--   berkas_sha256  SHA-256 isi berkas
--   lembar         Nama lembar
--   lembar_ke      Urutan lembar di berkasnya
--   tata_letak     Jenis lembar yang dikenali; kosong bila tidak dikenali
--   tersembunyi    Apakah lembar disembunyikan di Excel
--   dibaca         Baris yang dibaca
--   dimuat         Baris yang sedikitnya satu nilainya dipakai
--   ditolak        Baris yang ditolak karena nilainya tidak mungkin benar
--   total          Baris jumlah, rata-rata dan hasil hitungan lain
--   ganda          Baris yang mengulang kunci baris lain di lembar itu
--   tergantikan    Baris yang seluruh nilainya digantikan sumber lain
--   catatan        Judul, tajuk kolom dan catatan
--   kosong         Baris kosong
--   seimbang       Apakah jumlahnya cocok
WITH dimuat AS (
    SELECT berkas, lembar, baris FROM data.kinerja
    UNION
    SELECT berkas, lembar, baris FROM data.iku_anggaran
    UNION
    SELECT berkas, lembar, baris FROM data.anggaran
    UNION
    SELECT berkas, lembar, baris FROM data.belanja
    UNION
    SELECT berkas, lembar, baris FROM data.pagu
    UNION
    SELECT berkas, lembar, baris FROM data.penduduk_desa
    UNION
    SELECT berkas, lembar, baris FROM data.penduduk_umur
    UNION
    SELECT berkas, lembar, baris FROM data.penduduk_mutasi
    UNION
    SELECT berkas, lembar, baris FROM data.profil_desa
    UNION
    SELECT berkas, lembar, baris FROM data.sakip
    UNION
    -- Lembar yang seluruhnya hasil hitungan, misalnya peringkat unsur; baris jumlahnya sudah dihitung pada total.
    SELECT berkas, lembar, baris FROM data.tercetak WHERE dataset = 'tercetak' AND kunci <> unit_kode
),
tersedia AS (
    SELECT berkas, lembar, baris FROM dimuat
    UNION
    SELECT berkas, lembar, baris FROM staging.kinerja
    UNION
    SELECT berkas, lembar, baris FROM staging.iku_anggaran
    UNION
    SELECT berkas, lembar, baris FROM staging.anggaran
    UNION
    SELECT berkas, lembar, baris FROM staging.belanja
    UNION
    SELECT berkas, lembar, baris FROM staging.pagu
    UNION
    SELECT berkas, lembar, baris FROM staging.penduduk_desa
    UNION
    SELECT berkas, lembar, baris FROM staging.penduduk_umur
    UNION
    SELECT berkas, lembar, baris FROM staging.penduduk_mutasi
    UNION
    SELECT berkas, lembar, baris FROM staging.profil_desa
    UNION
    SELECT berkas, lembar, baris FROM staging.sakip
),
-- Satu baris lembar dapat mengisi beberapa tabel. Baris responden, yang jutaan, cukup dihitung; hanya di lembar yang juga memuat tabel
-- lain, misalnya peringkat unsur di sampingnya, barisnya dicocokkan.
jumlah_dimuat AS (
    SELECT berkas, lembar, SUM(jumlah) AS jumlah
    FROM (
        SELECT berkas, lembar, COUNT(*) AS jumlah
        FROM (
            SELECT berkas, lembar, baris FROM dimuat
            EXCEPT
            SELECT berkas, lembar, baris FROM data.skm_responden WHERE lembar IN (SELECT lembar FROM dimuat)
        ) AS lain
        GROUP BY berkas, lembar
        UNION ALL
        SELECT berkas, lembar, COUNT(*) AS jumlah FROM data.skm_responden GROUP BY berkas, lembar
    ) AS bagian
    GROUP BY berkas, lembar
),
jumlah_tersedia AS (
    SELECT berkas, lembar, SUM(jumlah) AS jumlah
    FROM (
        SELECT berkas, lembar, COUNT(*) AS jumlah
        FROM (
            SELECT berkas, lembar, baris FROM tersedia
            EXCEPT
            SELECT berkas, lembar, baris FROM staging.skm_responden WHERE lembar IN (SELECT lembar FROM tersedia)
        ) AS lain
        GROUP BY berkas, lembar
        UNION ALL
        SELECT berkas, lembar, COUNT(*) AS jumlah FROM staging.skm_responden GROUP BY berkas, lembar
    ) AS bagian
    GROUP BY berkas, lembar
),
hitungan AS (
    SELECT
        lembar.*,
        -- Baris gabung mengisi baris data lain (perempuan di bawah laki-laki), jadi ikut dimuat atau tergantikan bersamanya.
        CAST(CASE WHEN jumlah_dimuat.jumlah > 0 THEN jumlah_dimuat.jumlah + COALESCE(lembar.gabung, 0) ELSE 0 END AS BIGINT) AS dimuat,
        CAST(
            COALESCE(jumlah_tersedia.jumlah, 0) - COALESCE(jumlah_dimuat.jumlah, 0)
            + CASE WHEN jumlah_dimuat.jumlah > 0 THEN 0 ELSE COALESCE(lembar.gabung, 0) END AS BIGINT
        ) AS tergantikan
    FROM staging.lembar AS lembar
    LEFT JOIN jumlah_dimuat ON jumlah_dimuat.berkas = lembar.berkas AND jumlah_dimuat.lembar = lembar.lembar
    LEFT JOIN jumlah_tersedia ON jumlah_tersedia.berkas = lembar.berkas AND jumlah_tersedia.lembar = lembar.lembar
)
SELECT
    berkas,
    berkas_sha256,
    lembar,
    lembar_ke,
    tata_letak,
    tersembunyi,
    dibaca,
    dimuat,
    ditolak,
    total,
    ganda,
    tergantikan,
    catatan,
    kosong,
    dibaca = dimuat + ditolak + total + ganda + tergantikan + catatan + kosong AS seimbang
FROM hitungan
ORDER BY berkas, lembar_ke
