-- desa_alias: Ejaan nama desa yang pernah ditemui dan kode Kemendagri-nya
-- Butir: satu baris per alias
-- Kolom:
--   kode        Kode Kemendagri desa
--   alias       Ejaan yang ditemui
--   keterangan  Beda ejaannya
SELECT
    kode,
    alias,
    keterangan
FROM csv.desa_alias
ORDER BY kode, alias
