-- perbandingan_unit: Ukuran setiap kecamatan di samping kecamatan lain pada tahun dan periode yang sama
-- Butir: satu baris per kelompok, ukuran, tahun, periode, unit_kode
-- Aturan: Hanya nilai seluruh kecamatan; rata-rata tidak ditimbang dan dibulatkan sekali. Kosong bila gudang berisi satu kecamatan saja.
-- Kolom:
--   kelompok      kinerja, ikm, anggaran, penduduk atau sakip
--   ukuran        capaian, ikm, pagu, realisasi, persen, jumlah, kk atau nilai
--   tahun         Tahun
--   periode       Periode
--   unit_kode     Kode Kemendagri kecamatan
--   unit_nama     Nama kecamatan
--   satuan        Satuan nilai
--   nilai         Nilai kecamatan itu
--   peringkat     1 untuk nilai tertinggi; nilai sama berperingkat sama
--   jumlah_unit   Banyak kecamatan yang memiliki nilai ini
--   rata_rata     Rata-rata nilai semua kecamatan itu
--   selisih       Nilai dikurangi rata-rata
--   jumlah_nilai  Jumlah nilai semua kecamatan itu; kosong untuk indeks, poin dan persen, yang tidak boleh dijumlahkan
WITH ukuran_unit AS (
    SELECT
        kelompok,
        ukuran,
        tahun,
        periode,
        unit_kode,
        satuan,
        nilai,
        RANK() OVER (PARTITION BY kelompok, ukuran, tahun, periode ORDER BY nilai DESC) AS peringkat,
        COUNT(*) OVER (PARTITION BY kelompok, ukuran, tahun, periode) AS jumlah_unit,
        SUM(nilai) OVER (PARTITION BY kelompok, ukuran, tahun, periode) AS jumlah_nilai
    FROM perbandingan_tahunan
    WHERE kode = unit_kode
),

dengan_rata_rata AS (
    SELECT
        *,
        CAST(bagi_bulat(utuh(jumlah_nilai), 100000000 * jumlah_unit, 4) AS DECIMAL(28, 4)) AS rata_rata
    FROM ukuran_unit
    WHERE jumlah_unit > 1
)
SELECT
    banding.kelompok,
    banding.ukuran,
    banding.tahun,
    banding.periode,
    banding.unit_kode,
    unit.nama AS unit_nama,
    banding.satuan,
    banding.nilai,
    banding.peringkat,
    banding.jumlah_unit,
    banding.rata_rata,
    CAST(banding.nilai - banding.rata_rata AS DECIMAL(28, 4)) AS selisih,
    CASE WHEN banding.satuan IN ('rupiah', 'jiwa', 'KK') THEN CAST(banding.jumlah_nilai AS DECIMAL(28, 4)) END AS jumlah_nilai
FROM dengan_rata_rata AS banding
INNER JOIN acuan.unit AS unit ON unit.kode = banding.unit_kode
ORDER BY banding.kelompok, banding.ukuran, banding.tahun, banding.periode, banding.unit_kode
