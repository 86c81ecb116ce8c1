-- realisasi_anggaran: Pagu dan realisasi per program, kegiatan dan sub kegiatan
-- Butir: satu baris per unit_kode, tahun, periode, kode
-- Aturan: Realisasi kumulatif sejak Januari sampai akhir periode; persen dan sisa dihitung ulang
-- Kolom:
--   unit_kode   Kode Kemendagri kecamatan
--   tahun       Tahun anggaran
--   periode     Periode realisasi
--   kode        Kode rekening
--   uraian      Nama program, kegiatan atau sub kegiatan
--   tingkat     program, kegiatan atau subkegiatan
--   kode_induk  Kode satu tingkat di atasnya; kosong untuk program
--   pagu        Pagu anggaran (rupiah)
--   realisasi   Realisasi keuangan (rupiah)
--   persen      Realisasi / pagu x 100 (persen); kosong bila pagu 0
--   sisa        Pagu dikurangi realisasi (rupiah)
--   fisik       Realisasi fisik seperti tertulis (persen)
SELECT
    unit_kode,
    tahun,
    periode,
    kode,
    uraian,
    tingkat,
    kode_induk,
    pagu,
    realisasi,
    persen(realisasi, pagu) AS persen,
    CAST(pagu - realisasi AS DECIMAL(22, 2)) AS sisa,
    fisik
FROM data.anggaran
ORDER BY unit_kode, tahun, periode, kode
