-- rekonsiliasi: Tiap angka tercetak yang dapat dihitung ulang, dibandingkan dengan hitungannya
-- Butir: satu angka atau tulisan tercetak yang dibandingkan
-- Aturan: Cocok bila hitungan ulang, dibulatkan ke banyak desimal yang tercetak, sama dengan yang tercetak. Excel menyimpan 92,50 sebagai 92,5: desimal yang tercetak paling sedikit sebanyak desimal kolomnya di lembar itu, sampai dua. Menambah jenis perbandingan: tambah satu berkas di sql/banding/ dan satu baris UNION ALL di sini.
-- Kolom:
--   unit_kode       Kode Kemendagri kecamatan
--   tahun           Tahun; kosong bila angkanya tidak bertahun
--   periode         Periode
--   aturan          Kode aturan pemeriksaan
--   ukuran          Apa yang tercetak
--   uraian          Untuk siapa atau apa
--   nilai_tercetak  Angka yang tercetak
--   nilai_dihitung  Angka hasil hitungan ulang
--   selisih         Tercetak dikurangi dihitung
--   cocok           Apakah yang tercetak sesuai dengan hitungan ulang
--   berkas          Berkas angka tercetak
--   lembar          Lembar angka tercetak
--   sel             Sel angka tercetak
--   penjelasan      Penjelasan perbedaannya
--   teks_tercetak   Tulisan yang tercetak, misalnya huruf mutu
--   teks_dihitung   Tulisan hasil hitungan ulang
WITH semua AS (
    SELECT * FROM banding.anggaran
    UNION ALL
    SELECT * FROM banding.iku
    UNION ALL
    SELECT * FROM banding.indikator
    UNION ALL
    SELECT * FROM banding.induk
    UNION ALL
    SELECT * FROM banding.kinerja
    UNION ALL
    SELECT * FROM banding.pagu
    UNION ALL
    SELECT * FROM banding.penduduk
    UNION ALL
    SELECT * FROM banding.peringkat
    UNION ALL
    SELECT * FROM banding.profil
    UNION ALL
    SELECT * FROM banding.sakip
    UNION ALL
    SELECT * FROM banding.skm
    UNION ALL
    SELECT * FROM banding.umur
),
berdesimal AS (
    SELECT
        semua.*,
        banyak_desimal(nilai_tercetak) AS desimal_tercetak,
        MAX(banyak_desimal(nilai_tercetak)) OVER (PARTITION BY berkas, lembar, aturan, ukuran) AS desimal_kolom
    FROM semua
    WHERE nilai_dihitung IS NOT NULL OR teks_dihitung IS NOT NULL
),
terbanding AS (
    SELECT
        berdesimal.*,
        LEAST(desimal_dihitung, GREATEST(desimal_tercetak, LEAST(desimal_kolom, 2))) AS desimal
    FROM berdesimal
),
dinilai AS (
    SELECT
        terbanding.*,
        bulat_ke(nilai_dihitung, GREATEST(desimal, LEAST(desimal_dihitung, 2))) AS nilai_bulat,
        CASE
            WHEN teks_dihitung IS NOT NULL THEN UPPER(TRIM(teks_tercetak)) = UPPER(teks_dihitung)
            ELSE bulat_ke(nilai_tercetak, desimal) = bulat_ke(nilai_dihitung, desimal)
        END AS cocok
    FROM terbanding
)
SELECT
    unit_kode,
    CAST(tahun AS INTEGER) AS tahun,
    periode,
    aturan,
    ukuran,
    uraian,
    CAST(nilai_tercetak AS DECIMAL(28, 4)) AS nilai_tercetak,
    CAST(nilai_bulat AS DECIMAL(28, 4)) AS nilai_dihitung,
    CAST(nilai_tercetak - nilai_bulat AS DECIMAL(28, 4)) AS selisih,
    cocok,
    berkas,
    lembar,
    sel,
    CASE WHEN cocok THEN 'Sesuai dengan hitungan ulang.' ELSE penjelasan END AS penjelasan,
    teks_tercetak,
    teks_dihitung
FROM dinilai
ORDER BY unit_kode, tahun, periode, aturan, berkas, lembar, sel, ukuran, uraian
