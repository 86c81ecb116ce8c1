-- pagu: Pagu sebelum dan setelah perubahan dari lembar kerja
-- Butir: satu baris per unit_kode, tahun, kode
-- Aturan: Diganti program demi program: berkas yang disimpan terakhir menang (bila sama, nama yang lebih akhir); dalam satu berkas, lembar yang lebih dulu.
-- Kolom:
--   unit_kode           Kode Kemendagri kecamatan
--   tahun               Tahun anggaran
--   kode                Kode rekening program, kegiatan atau sub kegiatan
--   uraian              Nama program, kegiatan atau sub kegiatan
--   tingkat             Tingkat menurut kode: program, kegiatan atau subkegiatan
--   kode_induk          Kode satu tingkat di atasnya; kosong untuk program
--   kode_program        Kode program yang menaungi
--   pagu_awal           Pagu sebelum perubahan (murni) (rupiah)
--   pagu_awal_sel       Sel pagu_awal
--   pagu_perubahan      Pagu setelah perubahan (rupiah)
--   pagu_perubahan_sel  Sel pagu_perubahan
--   berkas              Berkas asal, di bawah raw/
--   berkas_sha256       SHA-256 isi berkas asal
--   lembar              Lembar asal
--   lembar_ke           Urutan lembar di berkasnya
--   baris               Baris Excel
WITH berperingkat AS (
    SELECT
        baris_asal.*,
        sumber.urutan,
        MIN(sumber.urutan) OVER (PARTITION BY baris_asal.unit_kode, baris_asal.tahun, baris_asal.kode_program) AS urutan_menang
    FROM staging.pagu AS baris_asal
    INNER JOIN audit.sumber AS sumber
        ON sumber.berkas = baris_asal.berkas AND sumber.lembar = baris_asal.lembar
)
SELECT
    unit_kode,
    CAST(tahun AS INTEGER) AS tahun,
    kode,
    uraian,
    tingkat,
    kode_induk,
    kode_program,
    pagu_awal,
    pagu_awal_sel,
    pagu_perubahan,
    pagu_perubahan_sel,
    berkas,
    berkas_sha256,
    lembar,
    lembar_ke,
    baris
FROM berperingkat
WHERE urutan = urutan_menang
ORDER BY unit_kode, tahun, kode
