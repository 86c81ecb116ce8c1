-- anggaran: Pagu dan realisasi per program, kegiatan dan sub kegiatan dari lembar kerja
-- Butir: satu baris per unit_kode, tahun, periode, kode
-- Aturan: Diganti program demi program: berkas yang disimpan terakhir menang (bila sama, nama yang lebih akhir); dalam satu berkas, lembar yang lebih dulu.
-- Kolom:
--   unit_kode              Kode Kemendagri kecamatan
--   tahun                  Tahun anggaran
--   periode                Periode realisasi, kumulatif sejak Januari: TAHUN, S1, S2, TW1..TW4 atau B01..B12
--   kode                   Kode rekening program, kegiatan atau sub kegiatan
--   uraian                 Nama program, kegiatan atau sub kegiatan
--   tingkat                Tingkat menurut kode: program, kegiatan atau subkegiatan
--   kode_induk             Kode satu tingkat di atasnya; kosong untuk program
--   kode_program           Kode program yang menaungi
--   pagu                   Pagu anggaran tahun itu (setelah perubahan bila sudah berubah) (rupiah)
--   pagu_sel               Sel pagu
--   realisasi              Realisasi keuangan kumulatif sampai akhir periode (rupiah)
--   realisasi_sel          Sel realisasi
--   realisasi_tertulis     Realisasi seperti tertulis; berbeda dari realisasi bila lembarnya memuat angka per bulan atau per triwulan (rupiah)
--   realisasi_lalu         Realisasi keuangan sampai akhir periode sebelumnya, bila tertulis di sampingnya; hanya pembanding (rupiah)
--   realisasi_lalu_sel     Sel realisasi_lalu
--   realisasi_periode      Realisasi keuangan periode itu saja, bila tertulis (rupiah)
--   realisasi_periode_sel  Sel realisasi_periode
--   persen_tercetak        Persentase realisasi yang tercetak; hanya pembanding (persen)
--   persen_tercetak_sel    Sel persen_tercetak
--   fisik                  Realisasi fisik kumulatif sampai akhir periode, seperti tertulis (persen)
--   fisik_sel              Sel fisik
--   pengali                Pengali angka lembarnya menurut judul atau tajuk: 1, atau misalnya 1000 bila dalam ribuan rupiah
--   berkas                 Berkas asal, di bawah raw/
--   berkas_sha256          SHA-256 isi berkas asal
--   lembar                 Lembar asal
--   lembar_ke              Urutan lembar di berkasnya
--   baris                  Baris Excel
WITH per_periode AS (
    SELECT DISTINCT berkas, lembar FROM staging.temuan WHERE aturan = 'ANG005'
),
berperingkat AS (
    SELECT
        baris_asal.*,
        sumber.urutan,
        per_periode.lembar IS NOT NULL AND (baris_asal.periode LIKE 'B%' OR baris_asal.periode LIKE 'TW%') AS tunggal,
        MIN(sumber.urutan) OVER (PARTITION BY baris_asal.unit_kode, baris_asal.tahun, baris_asal.periode, baris_asal.kode_program) AS urutan_menang
    FROM staging.anggaran AS baris_asal
    INNER JOIN audit.sumber AS sumber
        ON sumber.berkas = baris_asal.berkas AND sumber.lembar = baris_asal.lembar
    LEFT JOIN per_periode ON per_periode.berkas = baris_asal.berkas AND per_periode.lembar = baris_asal.lembar
)
SELECT
    unit_kode,
    CAST(tahun AS INTEGER) AS tahun,
    periode,
    kode,
    uraian,
    tingkat,
    kode_induk,
    kode_program,
    pagu,
    pagu_sel,
    -- Angka per bulan atau per triwulan, menurut temuan ANG005, dijumlahkan sejak awal tahun.
    CASE
        WHEN tunggal
            THEN CAST(SUM(COALESCE(realisasi, realisasi_periode)) OVER (
                PARTITION BY unit_kode, tahun, kode, tunggal, SUBSTRING(periode, 1, 1) ORDER BY periode
            ) AS DECIMAL(18, 2))
        ELSE realisasi
    END AS realisasi,
    COALESCE(realisasi_sel, realisasi_periode_sel) AS realisasi_sel,
    COALESCE(realisasi, realisasi_periode) AS realisasi_tertulis,
    realisasi_lalu,
    realisasi_lalu_sel,
    realisasi_periode,
    realisasi_periode_sel,
    persen_tercetak,
    persen_tercetak_sel,
    fisik,
    fisik_sel,
    pengali,
    berkas,
    berkas_sha256,
    lembar,
    lembar_ke,
    baris
FROM berperingkat
WHERE urutan = urutan_menang
ORDER BY unit_kode, tahun, periode, kode
