-- A small published warehouse with the tables of the design: one unit, a full year 2024 and a running 2025.
CREATE SCHEMA acuan; CREATE SCHEMA data; CREATE SCHEMA audit;
CREATE TABLE acuan.pengaturan(kunci VARCHAR, nilai VARCHAR);
INSERT INTO acuan.pengaturan VALUES ('unit.kode', ''), ('unit.nama', ''), ('skm.bobot', '0,111'), ('capaian.skala', 'lakip'), ('capaian.batas', '');
CREATE TABLE acuan.wilayah(kode VARCHAR, nama VARCHAR, tingkat BIGINT, jenis VARCHAR, kode_induk VARCHAR);
INSERT INTO acuan.wilayah VALUES ('63.10.07', 'Karang Bintang', 3, 'kecamatan', '63.10');
CREATE TABLE audit.rilis(rilis VARCHAR, dibuat TIMESTAMP, versi_program VARCHAR, sidik VARCHAR);
INSERT INTO audit.rilis VALUES ('20261123-193540', '2026-11-23 19:35:40', '0.1.0', 'abc');
CREATE TABLE audit.berkas(berkas VARCHAR, berkas_sha256 VARCHAR, ukuran BIGINT, disimpan TIMESTAMP, status VARCHAR, jumlah_lembar BIGINT);
INSERT INTO audit.berkas VALUES
 ('Kinerja.xlsx', repeat('1a', 32), 11361, '2026-11-23 19:35:40', 'dimuat', 2),
 ('Anggaran.xlsx', repeat('2b', 32), 10469, NULL, 'sebagian', 1),
 ('Kantor lain.xlsx', repeat('3c', 32), 10469, NULL, 'dimuat', 1);
CREATE TABLE audit.baris(berkas VARCHAR, berkas_sha256 VARCHAR, lembar VARCHAR, lembar_ke BIGINT, dibaca BIGINT, dimuat BIGINT, ditolak BIGINT, total BIGINT, ganda BIGINT, tergantikan BIGINT, catatan BIGINT, kosong BIGINT, seimbang BOOLEAN);
INSERT INTO audit.baris VALUES
 ('Kinerja.xlsx', repeat('1a', 32), 'Target', 1, 8, 3, 0, 1, 0, 0, 3, 1, true),
 ('Anggaran.xlsx', repeat('2b', 32), 'Realisasi', 1, 12, 6, 1, 1, 1, 0, 2, 1, true);
CREATE TABLE audit.temuan(aturan VARCHAR, tingkat VARCHAR, berkas VARCHAR, lembar VARCHAR, sel VARCHAR, nilai VARCHAR, pesan VARCHAR, saran VARCHAR, sel_terkait VARCHAR DEFAULT '', usul VARCHAR DEFAULT '', diketahui VARCHAR DEFAULT '');
INSERT INTO audit.temuan(aturan, tingkat, berkas, lembar, sel, nilai, pesan, saran) VALUES
 ('NIL101', 'info', 'Kinerja.xlsx', 'Target', 'E5', '84,64%', 'Dibaca sebagai indeks 84,64.', ''),
 ('ANG001', 'peringatan', 'Anggaran.xlsx', 'Realisasi', 'D48', '6.056.347.297', 'Jumlah realisasi tercetak berbeda dari jumlah program.', 'Periksa rumus jumlah pada sel ini.'),
 ('NIL001', 'galat', 'Anggaran.xlsx', 'Realisasi', 'C9', '=2+3', 'Tidak terbaca sebagai angka.', 'Tulis angkanya saja.'),
 ('NIL001', 'galat', 'Kantor lain.xlsx', 'A', 'A1', 'x', 'Bukan milik unit ini.', '');
CREATE TABLE ikm(unit_kode VARCHAR, tahun INTEGER, periode VARCHAR, unit_nama VARCHAR, jumlah_responden BIGINT, jumlah_unsur BIGINT, metode_bobot VARCHAR, nrr_tertimbang DECIMAL(18,4), ikm DECIMAL(9,2), mutu VARCHAR, kinerja VARCHAR, ikm_eksak DECIMAL(9,2), populasi_layanan BIGINT, sampel_minimum BIGINT, sampel_cukup BOOLEAN);
INSERT INTO ikm VALUES ('63.10.07', 2024, 'TAHUN', 'Kecamatan Karang Bintang', 12, 3, '0,111', 3.3855, 84.64, 'B', 'Baik', 84.72, NULL, 201, false);
CREATE TABLE ikm_unsur(unit_kode VARCHAR, tahun INTEGER, periode VARCHAR, unsur_kode VARCHAR, unsur_nomor VARCHAR, unsur_nama VARCHAR, jumlah_jawaban BIGINT, jumlah_nilai BIGINT, nrr DECIMAL(9,3), nrr_tertimbang DECIMAL(9,3), nilai_konversi DECIMAL(9,2), mutu VARCHAR, peringkat BIGINT);
INSERT INTO ikm_unsur VALUES
 ('63.10.07', 2024, 'TAHUN', 'biaya', 'U4', 'Biaya/Tarif', 12, 47, 3.917, 0.435, 97.92, 'A', 1),
 ('63.10.07', 2024, 'TAHUN', 'persyaratan', 'U1', 'Persyaratan', 12, 42, 3.5, 0.389, 87.5, 'B', 2),
 ('63.10.07', 2024, 'TAHUN', 'pengaduan', 'U9', 'Penanganan Pengaduan', 12, 36, 3, 0.333, 75, 'C', 3);
CREATE TABLE ikm_layanan(unit_kode VARCHAR, tahun INTEGER, periode VARCHAR, layanan VARCHAR, jumlah_responden BIGINT, ikm DECIMAL(9,2), mutu VARCHAR);
INSERT INTO ikm_layanan VALUES ('63.10.07', 2024, 'TAHUN', 'Legalisasi', 7, 83.1, 'B'), ('63.10.07', 2024, 'TAHUN', '=HYPERLINK("x")', 5, 86.2, 'B');
CREATE TABLE ikm_responden(unit_kode VARCHAR, tahun INTEGER, periode VARCHAR, dimensi VARCHAR, kelompok VARCHAR, jumlah_responden BIGINT, ikm DECIMAL(9,2), mutu VARCHAR);
INSERT INTO ikm_responden VALUES ('63.10.07', 2024, 'TAHUN', 'jenis_kelamin', 'L', 6, 84, 'B'), ('63.10.07', 2024, 'TAHUN', 'jenis_kelamin', 'P', 6, 85.3, 'B');
CREATE TABLE capaian_indikator(unit_kode VARCHAR, tahun INTEGER, periode VARCHAR, indikator_kode VARCHAR, sasaran VARCHAR, indikator VARCHAR, satuan VARCHAR, polaritas VARCHAR, target DECIMAL(20,8), realisasi DECIMAL(20,8), capaian DECIMAL(18,2), kategori VARCHAR);
INSERT INTO capaian_indikator VALUES
 ('63.10.07', 2023, 'TAHUN', 'skm', NULL, 'Nilai Survey Kepuasan Masyarakat (SKM)', 'Indeks', 'naik', NULL, 82, NULL, NULL),
 ('63.10.07', 2024, 'TAHUN', 'desa_tertib_k3', 'Meningkatnya Ketertiban', 'Cakupan desa tertib K3', 'Persen', 'naik', 100, 100, 100, 'Sangat Berhasil'),
 ('63.10.07', 2024, 'TAHUN', 'skm', 'Meningkatnya Kualitas Pelayanan Kecamatan', 'Nilai Survey Kepuasan Masyarakat (SKM)', 'Indeks', 'naik', 84.64, 84.64, 100, 'Sangat Berhasil'),
 ('63.10.07', 2025, 'TAHUN', 'skm', NULL, 'Nilai Survey Kepuasan Masyarakat (SKM)', 'Indeks', 'naik', 81.7, NULL, NULL, NULL),
 ('63.10.07', 2026, 'TAHUN', 'skm', NULL, 'Nilai Survey Kepuasan Masyarakat (SKM)', 'Indeks', 'naik', 84.7, NULL, NULL, NULL);
CREATE TABLE capaian_kinerja(unit_kode VARCHAR, tahun INTEGER, jumlah_indikator BIGINT, capaian_rata_rata DECIMAL(18,2), kategori VARCHAR);
INSERT INTO capaian_kinerja VALUES ('63.10.07', 2024, 2, 100, 'Sangat Berhasil');
CREATE TABLE capaian_renstra(unit_kode VARCHAR, tahun INTEGER, indikator_kode VARCHAR, tahun_akhir INTEGER, indikator VARCHAR, realisasi DECIMAL(20,8), target_akhir DECIMAL(20,8), capaian_akhir DECIMAL(18,2), selisih DECIMAL(20,8));
INSERT INTO capaian_renstra VALUES ('63.10.07', 2024, 'skm', 2026, 'Nilai Survey Kepuasan Masyarakat (SKM)', 84.64, 84.7, 99.93, 0.06);
CREATE TABLE perbandingan_tahunan(unit_kode VARCHAR, kelompok VARCHAR, kode VARCHAR, ukuran VARCHAR, periode VARCHAR, tahun INTEGER, nama VARCHAR, satuan VARCHAR, nilai DECIMAL(38,8), nilai_sebelumnya DECIMAL(38,8), selisih DECIMAL(38,8), pertumbuhan_persen DECIMAL(18,2));
INSERT INTO perbandingan_tahunan VALUES ('63.10.07', 'kinerja', 'skm', 'realisasi', 'TAHUN', 2024, 'Nilai SKM', 'Indeks', 84.64, 82, 2.64, 3.22);
CREATE TABLE realisasi_anggaran(unit_kode VARCHAR, tahun INTEGER, periode VARCHAR, kode VARCHAR, uraian VARCHAR, tingkat VARCHAR, kode_induk VARCHAR, pagu DECIMAL(18,2), realisasi DECIMAL(18,2), persen DECIMAL(18,2), sisa DECIMAL(18,2));
INSERT INTO realisasi_anggaran VALUES
 ('63.10.07', 2024, 'TAHUN', '7.01.02', 'PROGRAM PELAYANAN PUBLIK', 'program', NULL, 258832900, 211556200, 81.73, 47276700),
 ('63.10.07', 2024, 'TAHUN', '7.01.02.2.01', 'Koordinasi Kegiatan Pemerintahan', 'kegiatan', '7.01.02', 258832900, 211556200, 81.73, 47276700),
 ('63.10.07', 2024, 'TAHUN', '7.01.02.2.01.0001', 'Sinergi Perencanaan', 'subkegiatan', '7.01.02.2.01', 258832900, 211556200, 81.73, 47276700),
 ('63.10.07', 2025, 'TW1', '7.01.02', 'PROGRAM PELAYANAN PUBLIK', 'program', NULL, 174668750, 1000000, 0.57, 173668750),
 ('63.10.07', 2025, 'TW2', '7.01.02', 'PROGRAM PELAYANAN PUBLIK', 'program', NULL, 174668750, 8650000.50, 4.95, 166018749.50),
 ('63.10.07', 2025, 'TW2', '7.01.06', 'PROGRAM PEMBINAAN DESA', 'program', NULL, 76290800, 13169000, 17.26, 63121800);
CREATE TABLE serapan_anggaran(unit_kode VARCHAR, tahun INTEGER, periode VARCHAR, pagu_awal DECIMAL(18,2), pagu DECIMAL(18,2), realisasi DECIMAL(18,2), persen DECIMAL(18,2), sisa DECIMAL(18,2));
INSERT INTO serapan_anggaran VALUES
 ('63.10.07', 2024, 'TAHUN', 190508900, 258832900, 211556200, 81.73, 47276700),
 ('63.10.07', 2025, 'TW1', NULL, 174668750, 1000000, 0.57, 173668750),
 ('63.10.07', 2025, 'TW2', NULL, 250959550, 21819000.50, 8.69, 229140549.50);
CREATE TABLE efisiensi(unit_kode VARCHAR, tahun INTEGER, cakupan VARCHAR, kode VARCHAR, nama VARCHAR, capaian DECIMAL(18,2), pagu DECIMAL(18,2), realisasi DECIMAL(18,2), serapan DECIMAL(18,2), rasio DECIMAL(18,2), selisih DECIMAL(18,2), porsi_pagu DECIMAL(18,2));
INSERT INTO efisiensi VALUES
 ('63.10.07', 2024, 'kecamatan', '63.10.07', 'Kecamatan Karang Bintang', 100, 258832900, 211556200, 81.73, 122.35, 18.27, 100),
 ('63.10.07', 2024, 'program', '7.01.02', 'PROGRAM PELAYANAN PUBLIK', NULL, 258832900, 211556200, 81.73, NULL, NULL, 100);
CREATE TABLE penduduk_desa(unit_kode VARCHAR, tahun INTEGER, periode VARCHAR, desa_kode VARCHAR, desa VARCHAR, laki_laki BIGINT, perempuan BIGINT, jumlah BIGINT, kk BIGINT, rumah BIGINT, rasio_jenis_kelamin DECIMAL(9,2), kepadatan_per_km2 DECIMAL(18,2));
INSERT INTO penduduk_desa VALUES
 ('63.10.07', 2024, 'B06', '63.10.07.2001', 'Karang Bintang', 1, 1, 2, 1, NULL, 100, NULL),
 ('63.10.07', 2024, 'B12', '63.10.07.2001', 'Karang Bintang', 582, 551, 1133, 409, NULL, 105.63, 24.1),
 ('63.10.07', 2024, 'B12', '63.10.07.P-nunggal-jaya', 'Persiapan Nunggal Jaya', 822, 760, 1582, 502, NULL, 108.16, NULL);
CREATE TABLE penduduk_umur(unit_kode VARCHAR, tahun INTEGER, desa_kode VARCHAR, kelompok_umur VARCHAR, desa VARCHAR, laki_laki BIGINT, perempuan BIGINT, jumlah BIGINT);
CREATE TABLE nilai_sakip(unit_kode VARCHAR, tahun INTEGER, komponen VARCHAR, bobot DECIMAL(9,2), nilai DECIMAL(9,2), komponen_kode VARCHAR);
INSERT INTO nilai_sakip VALUES ('63.10.07', 2023, 'Perencanaan Kinerja', 30, 25.99, 'perencanaan'), ('63.10.07', 2024, 'Perencanaan Kinerja', 30, 26.1, 'perencanaan');
CREATE TABLE predikat_sakip(unit_kode VARCHAR, tahun INTEGER, nilai DECIMAL(9,2), predikat VARCHAR);
INSERT INTO predikat_sakip VALUES ('63.10.07', 2023, 84.74, 'A'), ('63.10.07', 2024, 81.9, 'A');
CREATE TABLE rekonsiliasi(unit_kode VARCHAR, tahun INTEGER, periode VARCHAR, aturan VARCHAR, ukuran VARCHAR, uraian VARCHAR, nilai_tercetak DECIMAL(28,4), nilai_dihitung DECIMAL(28,4), selisih DECIMAL(28,4), cocok BOOLEAN, berkas VARCHAR, lembar VARCHAR, sel VARCHAR, penjelasan VARCHAR, teks_tercetak VARCHAR, teks_dihitung VARCHAR);
INSERT INTO rekonsiliasi VALUES
 ('63.10.07', 2024, 'TAHUN', 'BDG202', 'pagu', 'Total 1 program', 258832900, 258832900, 0, true, 'Anggaran.xlsx', 'Realisasi', 'C48', NULL, NULL, NULL),
 ('63.10.07', 2024, 'TAHUN', 'BDG202', 'realisasi', 'Total 1 program', 412733027, 211556200, 201176827, false, 'Anggaran.xlsx', 'Realisasi', 'D48', 'Jumlah tercetak berbeda.', NULL, NULL),
 ('63.10.07', 2024, 'TAHUN', 'BDG301', 'mutu', 'U4', NULL, NULL, NULL, false, 'SKM.xlsx', 'Olah', 'J24', 'Nilai konversi 97,92.', 'B', 'A'),
 ('63.10.07', NULL, NULL, 'BDG103', 'luas_ha', 'Kecamatan', 22358.06, 48189.56, -25831.5, false, 'Profil.xlsx', 'Luas', 'C19', 'Jumlah luas desa.', NULL, NULL);
CREATE TABLE data.kinerja(unit_kode VARCHAR, tahun INTEGER, periode VARCHAR, indikator_kode VARCHAR, ukuran VARCHAR, nilai DECIMAL(20,8), berkas VARCHAR, berkas_sha256 VARCHAR, lembar VARCHAR, lembar_ke BIGINT, baris BIGINT);
INSERT INTO data.kinerja VALUES
 ('63.10.07', 2024, 'TAHUN', 'desa_tertib_k3', 'realisasi', 100, 'Kinerja.xlsx', repeat('1a', 32), 'Target', 1, 6),
 ('63.10.07', 2024, 'TAHUN', 'skm', 'realisasi', 84.64, 'Kinerja.xlsx', repeat('1a', 32), 'Target', 1, 5),
 ('63.10.07', 2024, 'TAHUN', 'skm', 'baseline', 81.64, 'Kinerja.xlsx', repeat('1a', 32), 'IKU', 2, 5);
CREATE TABLE acuan.unit AS SELECT kode, 'Kecamatan ' || nama AS nama FROM acuan.wilayah WHERE tingkat = 3;
CREATE TABLE data.sakip(unit_kode VARCHAR, tahun INTEGER, komponen_kode VARCHAR, komponen VARCHAR, bobot DECIMAL(20,8), nilai DECIMAL(20,8), berkas VARCHAR, berkas_sha256 VARCHAR, lembar VARCHAR, lembar_ke BIGINT, baris BIGINT);
INSERT INTO data.sakip VALUES ('63.10.07', 2023, 'perencanaan', 'Perencanaan', 30, 25.99, 'Kinerja.xlsx', repeat('1a', 32), 'LHE', 5, 5), ('63.10.07', 2024, 'perencanaan', 'Perencanaan Kinerja', 30, 26.1, 'Kinerja.xlsx', repeat('1a', 32), 'LHE', 5, 5);
CREATE TABLE data.iku_anggaran(unit_kode VARCHAR, tahun INTEGER, sasaran VARCHAR, indikator VARCHAR, program VARCHAR, berkas VARCHAR, berkas_sha256 VARCHAR, lembar VARCHAR, lembar_ke BIGINT, baris BIGINT);
INSERT INTO data.iku_anggaran VALUES ('63.10.07', 2024, 'Meningkatnya Kualitas Pelayanan Kecamatan', 'Nilai SKM', 'Program pelayanan publik', 'Anggaran.xlsx', repeat('2b', 32), 'IKU', 2, 5);
INSERT INTO data.kinerja VALUES ('63.10.08', 1999, 'TAHUN', 'skm', 'target', 1, 'Kantor lain.xlsx', repeat('3c', 32), 'A', 1, 1);
CREATE TABLE data.anggaran(unit_kode VARCHAR, tahun INTEGER, berkas VARCHAR, berkas_sha256 VARCHAR, lembar VARCHAR, baris BIGINT);
CREATE TABLE data.pagu AS FROM data.anggaran; CREATE TABLE data.penduduk_desa AS FROM data.anggaran; CREATE TABLE data.penduduk_umur AS FROM data.anggaran;
CREATE TABLE data.profil_desa AS FROM data.anggaran; CREATE TABLE data.skm_responden AS FROM data.anggaran;
INSERT INTO audit.temuan(aturan, tingkat, berkas, lembar, sel, nilai, pesan, saran) VALUES ('BRK001', 'galat', 'Rusak.xlsx', '', '', '', 'Berkas tidak dapat dibuka.', 'Salin ulang.');
-- What the page asks of the rows behind the figures.
ALTER TABLE data.kinerja ADD COLUMN indikator VARCHAR DEFAULT 'Nilai SKM'; ALTER TABLE data.kinerja ADD COLUMN sel VARCHAR DEFAULT 'D5';
ALTER TABLE data.sakip ADD COLUMN nilai_sel VARCHAR DEFAULT 'D5';
ALTER TABLE data.iku_anggaran ADD COLUMN periode VARCHAR DEFAULT 'TAHUN'; ALTER TABLE data.iku_anggaran ADD COLUMN indikator_kode VARCHAR DEFAULT 'skm';
ALTER TABLE penduduk_umur ADD COLUMN umur_awal INTEGER;
ALTER TABLE data.anggaran ADD COLUMN periode VARCHAR; ALTER TABLE data.anggaran ADD COLUMN kode VARCHAR; ALTER TABLE data.anggaran ADD COLUMN kode_program VARCHAR;
ALTER TABLE data.penduduk_desa ADD COLUMN periode VARCHAR; ALTER TABLE data.penduduk_desa ADD COLUMN desa_kode VARCHAR;
ALTER TABLE data.penduduk_umur ADD COLUMN kelompok_umur VARCHAR; ALTER TABLE data.profil_desa ADD COLUMN desa_kode VARCHAR;
ALTER TABLE data.skm_responden ADD COLUMN periode VARCHAR; ALTER TABLE data.skm_responden ADD COLUMN baris_tajuk BIGINT;
ALTER TABLE data.skm_responden ADD COLUMN lembar_ke BIGINT; ALTER TABLE data.skm_responden ADD COLUMN jawaban BIGINT[];
CREATE TABLE data.skm_unsur(unit_kode VARCHAR, urutan BIGINT, unsur_kode VARCHAR, unsur_nomor VARCHAR, kolom VARCHAR, berkas VARCHAR, lembar VARCHAR, lembar_ke BIGINT, baris BIGINT);
CREATE TABLE acuan.kategori_capaian(skala VARCHAR, kategori VARCHAR, urutan INTEGER, batas_bawah DECIMAL(9,2), batas_atas DECIMAL(9,2));
INSERT INTO acuan.kategori_capaian VALUES ('lakip', 'Sangat Berhasil', 1, 90, NULL), ('lakip', 'Berhasil', 2, NULL, 90);
CREATE TABLE acuan.mutu_skm(mutu VARCHAR, konversi_bawah DECIMAL(9,2), konversi_atas DECIMAL(9,2), berlaku_dari INTEGER, berlaku_sampai INTEGER);
INSERT INTO acuan.mutu_skm VALUES ('A', 88.31, 100, 2017, NULL), ('B', 76.61, 88.3, 2017, NULL);
