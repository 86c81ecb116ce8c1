-- jawaban_lengkap: Setiap jawaban SKM harus terhitung tepat satu kali dalam ikm_unsur
-- Catatan: Ditulis khusus untuk DuckDB (list_count, list_sum): jawaban dihitung tanpa susunan unsurnya, dengan cara lain dari skm_rekap.
WITH jawaban AS (
    SELECT unit_kode, tahun, periode, SUM(list_count(jawaban)) AS jumlah, SUM(list_sum(jawaban)) AS nilai
    FROM data.skm_responden
    GROUP BY unit_kode, tahun, periode
),
unsur AS (
    SELECT unit_kode, tahun, periode, SUM(jumlah_jawaban) AS jumlah, SUM(jumlah_nilai) AS nilai
    FROM ikm_unsur
    GROUP BY unit_kode, tahun, periode
)
SELECT jawaban.unit_kode, jawaban.tahun, jawaban.periode, jawaban.jumlah, unsur.jumlah AS jumlah_unsur
FROM jawaban
LEFT JOIN unsur
    ON unsur.unit_kode = jawaban.unit_kode AND unsur.tahun = jawaban.tahun AND unsur.periode = jawaban.periode
WHERE unsur.jumlah IS NULL OR unsur.jumlah <> jawaban.jumlah OR unsur.nilai <> jawaban.nilai
