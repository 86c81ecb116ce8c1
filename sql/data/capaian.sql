-- capaian: Target dan realisasi tiap indikator dengan capaiannya sebagai pecahan; sumber capaian_indikator, capaian_kinerja dan efisiensi
-- Butir: satu baris per unit_kode, tahun, periode, indikator_kode
-- Aturan: Makin tinggi makin baik: realisasi / target; makin rendah makin baik: (2 x target - realisasi) / target. Tanpa capaian bila target kosong atau tidak di atas 0, atau bila hasilnya di luar 100.000 persen (satuan target dan realisasi tentu berbeda).
-- Kolom:
--   unit_kode       Kode Kemendagri kecamatan
--   tahun           Tahun
--   periode         Periode
--   indikator_kode  Kode indikator
--   sasaran         Sasaran strategis
--   indikator       Nama indikator
--   satuan          Satuan indikator
--   polaritas       naik: makin tinggi makin baik; turun: makin rendah makin baik
--   target          Target (satuan indikator)
--   realisasi       Realisasi (satuan indikator)
--   pembilang       Pembilang capaian, setelah batas dari pengaturan
--   penyebut        Penyebut capaian
--   pembilang_asli  Pembilang capaian sebelum batas
WITH angka AS (
    SELECT
        unit_kode,
        tahun,
        periode,
        indikator_kode,
        MAX(CASE WHEN ukuran = 'target' THEN nilai END) AS target,
        MAX(CASE WHEN ukuran = 'realisasi' THEN nilai END) AS realisasi,
        COALESCE(MAX(CASE WHEN ukuran = 'target' THEN sasaran END), MAX(CASE WHEN ukuran = 'realisasi' THEN sasaran END)) AS sasaran,
        COALESCE(MAX(CASE WHEN ukuran = 'target' THEN indikator END), MAX(CASE WHEN ukuran = 'realisasi' THEN indikator END)) AS indikator,
        COALESCE(MAX(CASE WHEN ukuran = 'target' THEN satuan END), MAX(CASE WHEN ukuran = 'realisasi' THEN satuan END)) AS satuan,
        COALESCE(MAX(CASE WHEN ukuran = 'target' THEN polaritas END), MAX(CASE WHEN ukuran = 'realisasi' THEN polaritas END)) AS polaritas
    FROM data.kinerja
    WHERE ukuran IN ('target', 'realisasi')
    GROUP BY unit_kode, tahun, periode, indikator_kode
),
pecahan_asli AS (
    SELECT
        angka.*,
        CASE WHEN target > 0 THEN utuh(CASE WHEN polaritas = 'turun' THEN 2 * target - realisasi ELSE realisasi END) END AS pembilang_asli,
        CASE WHEN target > 0 THEN utuh(target) END AS penyebut
    FROM angka
),
masuk_akal AS (
    SELECT
        pecahan_asli.*,
        ABS(pembilang_asli) <= 1000 * penyebut AS terhitung
    FROM pecahan_asli
)
SELECT
    masuk_akal.unit_kode,
    masuk_akal.tahun,
    masuk_akal.periode,
    masuk_akal.indikator_kode,
    masuk_akal.sasaran,
    masuk_akal.indikator,
    masuk_akal.satuan,
    masuk_akal.polaritas,
    masuk_akal.target,
    masuk_akal.realisasi,
    -- Keduanya dikali 100 agar batas dalam persen tetap bilangan bulat.
    CASE
        WHEN masuk_akal.terhitung AND 100 * masuk_akal.pembilang_asli > pilihan.batas_capaian * masuk_akal.penyebut
            THEN pilihan.batas_capaian * masuk_akal.penyebut
        WHEN masuk_akal.terhitung THEN 100 * masuk_akal.pembilang_asli
    END AS pembilang,
    CASE WHEN masuk_akal.terhitung THEN 100 * masuk_akal.penyebut END AS penyebut,
    CASE WHEN masuk_akal.terhitung THEN 100 * masuk_akal.pembilang_asli END AS pembilang_asli
FROM masuk_akal
CROSS JOIN acuan.pilihan AS pilihan
ORDER BY masuk_akal.unit_kode, masuk_akal.tahun, masuk_akal.periode, masuk_akal.indikator_kode
