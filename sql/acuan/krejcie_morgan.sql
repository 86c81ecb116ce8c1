-- krejcie_morgan: Tetapan rumus jumlah sampel minimum Krejcie dan Morgan
-- Butir: satu baris
-- Aturan: n = X2.N.P.Q / (d2.(N-1) + X2.P.Q), dibulatkan
-- Kolom:
--   khi_kuadrat  Nilai khi-kuadrat
--   proporsi     Proporsi populasi P; Q = 1 - P
--   galat        Galat yang diterima d
--   dasar_hukum  Dasar hukum atau sumber
--   catatan      Catatan
SELECT
    CAST(khi_kuadrat AS DECIMAL(6,3)) AS khi_kuadrat,
    CAST(proporsi AS DECIMAL(3,2)) AS proporsi,
    CAST(galat AS DECIMAL(3,2)) AS galat,
    dasar_hukum,
    catatan
FROM csv.krejcie_morgan
ORDER BY khi_kuadrat
