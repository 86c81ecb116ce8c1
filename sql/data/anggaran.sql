-- anggaran: Pagu dan realisasi per program, kegiatan dan sub kegiatan dari lembar kerja
-- Butir: satu baris per unit_kode, tahun, periode, kode
-- Aturan: Diganti program demi program: berkas yang disimpan terakhir menang (bila sama, nama yang lebih akhir); dalam satu berkas, lembar yang lebih dulu.
-- Kolom:
--   unit_kode            Kode Kemendagri kecamatan
--   tahun                Tahun anggaran
--   periode              Periode realisasi, kumulatif sejak Januari: TAHUN, S1, S2, TW1..TW4 atau B01..B12
--   kode                 Kode rekening program, kegiatan atau sub kegiatan
--   uraian               Nama program, kegiatan atau sub kegiatan
--   tingkat              Tingkat menurut kode: program, kegiatan atau subkegiatan
--   kode_induk           Kode satu tingkat di atasnya; kosong untuk program
--   kode_program         Kode program yang menaungi
--   pagu                 Pagu anggaran tahun itu (setelah perubahan bila sudah berubah) (rupiah)
--   pagu_sel             Sel pagu
--   realisasi            Realisasi keuangan kumulatif sampai akhir periode (rupiah)
--   realisasi_sel        Sel realisasi
--   persen_tercetak      Persentase realisasi yang tercetak; hanya pembanding (persen)
--   persen_tercetak_sel  Sel persen_tercetak
--   fisik                Realisasi fisik kumulatif sampai akhir periode, seperti tertulis (persen)
--   fisik_sel            Sel fisik
--   berkas               Berkas asal, di bawah raw/
--   berkas_sha256        SHA-256 isi berkas asal
--   lembar               Lembar asal
--   lembar_ke            Urutan lembar di berkasnya
--   baris                Baris Excel
WITH berperingkat AS (
    SELECT
        baris_asal.*,
        sumber.urutan,
        MIN(sumber.urutan) OVER (PARTITION BY baris_asal.unit_kode, baris_asal.tahun, baris_asal.periode, baris_asal.kode_program) AS urutan_menang
    FROM staging.anggaran AS baris_asal
    INNER JOIN audit.sumber AS sumber
        ON sumber.berkas = baris_asal.berkas AND sumber.lembar = baris_asal.lembar
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
    realisasi,
    realisasi_sel,
    persen_tercetak,
    persen_tercetak_sel,
    fisik,
    fisik_sel,
    berkas,
    berkas_sha256,
    lembar,
    lembar_ke,
    baris
FROM berperingkat
WHERE urutan = urutan_menang
ORDER BY unit_kode, tahun, periode, kode
