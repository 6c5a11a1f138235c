-- A book of edition 1, as the program wrote it on 03 and 04/06/2024: every table, some rows, their journal.
PRAGMA application_id = 1353973761;
CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
) STRICT;
CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"
    ON "_sqlite_migrations" ("migration_set", "name");
CREATE TABLE "outreach" (
   "uid" TEXT PRIMARY KEY,
   "unit" TEXT NOT NULL,
   "device" TEXT NOT NULL,
   "version" INTEGER NOT NULL,
   "created_at" TEXT NOT NULL,
   "updated_at" TEXT NOT NULL,
   "retired" TEXT,
   "date" TEXT NOT NULL,
   "form" TEXT NOT NULL,
   "topics" TEXT NOT NULL,
   "audiences" TEXT NOT NULL,
   "venue" TEXT,
   "place" TEXT,
   "organiser" TEXT,
   "attendees" INTEGER NOT NULL,
   "women" INTEGER,
   "youth" INTEGER,
   "materials" INTEGER,
   "within" TEXT,
   "cost" INTEGER,
   "note" TEXT,
   "search" TEXT NOT NULL
) STRICT;
CREATE INDEX "idx_outreach_unit_retired"
    ON "outreach" ("unit", "retired");
CREATE INDEX "idx_outreach_retired_date_uid"
    ON "outreach" ("retired", "date", "uid");
CREATE VIRTUAL TABLE "outreach_fts" USING FTS5 (
    "search",
    tokenize='unicode61',
    content="outreach"
);
CREATE TRIGGER "outreach_ai" AFTER INSERT ON "outreach" BEGIN
  INSERT INTO "outreach_fts" (rowid, "search") VALUES (new.rowid, new."search");
END;
CREATE TRIGGER "outreach_ad" AFTER DELETE ON "outreach" BEGIN
  INSERT INTO "outreach_fts" ("outreach_fts", rowid, "search") VALUES('delete', old.rowid, old."search");
END;
CREATE TRIGGER "outreach_au" AFTER UPDATE ON "outreach" BEGIN
  INSERT INTO "outreach_fts" ("outreach_fts", rowid, "search") VALUES('delete', old.rowid, old."search");
  INSERT INTO "outreach_fts" (rowid, "search") VALUES (new.rowid, new."search");
END;
CREATE TABLE "sites" (
   "uid" TEXT PRIMARY KEY,
   "unit" TEXT NOT NULL,
   "device" TEXT NOT NULL,
   "version" INTEGER NOT NULL,
   "created_at" TEXT NOT NULL,
   "updated_at" TEXT NOT NULL,
   "retired" TEXT,
   "name" TEXT NOT NULL,
   "kind" TEXT NOT NULL,
   "headcount" INTEGER NOT NULL,
   "active_from" TEXT NOT NULL,
   "active_to" TEXT,
   "place" TEXT,
   "search" TEXT NOT NULL
) STRICT;
CREATE INDEX "idx_sites_unit_retired"
    ON "sites" ("unit", "retired");
CREATE VIRTUAL TABLE "sites_fts" USING FTS5 (
    "search",
    tokenize='unicode61',
    content="sites"
);
CREATE TRIGGER "sites_ai" AFTER INSERT ON "sites" BEGIN
  INSERT INTO "sites_fts" (rowid, "search") VALUES (new.rowid, new."search");
END;
CREATE TRIGGER "sites_ad" AFTER DELETE ON "sites" BEGIN
  INSERT INTO "sites_fts" ("sites_fts", rowid, "search") VALUES('delete', old.rowid, old."search");
END;
CREATE TRIGGER "sites_au" AFTER UPDATE ON "sites" BEGIN
  INSERT INTO "sites_fts" ("sites_fts", rowid, "search") VALUES('delete', old.rowid, old."search");
  INSERT INTO "sites_fts" (rowid, "search") VALUES (new.rowid, new."search");
END;
CREATE TABLE "reach" (
   "uid" TEXT PRIMARY KEY,
   "unit" TEXT NOT NULL,
   "device" TEXT NOT NULL,
   "version" INTEGER NOT NULL,
   "created_at" TEXT NOT NULL,
   "updated_at" TEXT NOT NULL,
   "retired" TEXT,
   "event" TEXT NOT NULL REFERENCES "outreach"("uid"),
   "site" TEXT NOT NULL REFERENCES "sites"("uid"),
   "attended" INTEGER NOT NULL,
   "search" TEXT NOT NULL
) STRICT;
CREATE INDEX "idx_reach_event"
    ON "reach" ("event");
CREATE INDEX "idx_reach_site"
    ON "reach" ("site");
CREATE INDEX "idx_reach_unit_retired"
    ON "reach" ("unit", "retired");
CREATE VIRTUAL TABLE "reach_fts" USING FTS5 (
    "search",
    tokenize='unicode61',
    content="reach"
);
CREATE TRIGGER "reach_ai" AFTER INSERT ON "reach" BEGIN
  INSERT INTO "reach_fts" (rowid, "search") VALUES (new.rowid, new."search");
END;
CREATE TRIGGER "reach_ad" AFTER DELETE ON "reach" BEGIN
  INSERT INTO "reach_fts" ("reach_fts", rowid, "search") VALUES('delete', old.rowid, old."search");
END;
CREATE TRIGGER "reach_au" AFTER UPDATE ON "reach" BEGIN
  INSERT INTO "reach_fts" ("reach_fts", rowid, "search") VALUES('delete', old.rowid, old."search");
  INSERT INTO "reach_fts" (rowid, "search") VALUES (new.rowid, new."search");
END;
CREATE TABLE "models" (
   "uid" TEXT PRIMARY KEY,
   "unit" TEXT NOT NULL,
   "device" TEXT NOT NULL,
   "version" INTEGER NOT NULL,
   "created_at" TEXT NOT NULL,
   "updated_at" TEXT NOT NULL,
   "retired" TEXT,
   "name" TEXT NOT NULL,
   "components" TEXT NOT NULL,
   "status" TEXT NOT NULL,
   "started" TEXT,
   "ended" TEXT,
   "host" TEXT,
   "partners" TEXT,
   "members" INTEGER,
   "beneficiaries" INTEGER,
   "budget" INTEGER,
   "source" TEXT,
   "results" TEXT,
   "search" TEXT NOT NULL
) STRICT;
CREATE INDEX "idx_models_unit_retired"
    ON "models" ("unit", "retired");
CREATE VIRTUAL TABLE "models_fts" USING FTS5 (
    "search",
    tokenize='unicode61',
    content="models"
);
CREATE TRIGGER "models_ai" AFTER INSERT ON "models" BEGIN
  INSERT INTO "models_fts" (rowid, "search") VALUES (new.rowid, new."search");
END;
CREATE TRIGGER "models_ad" AFTER DELETE ON "models" BEGIN
  INSERT INTO "models_fts" ("models_fts", rowid, "search") VALUES('delete', old.rowid, old."search");
END;
CREATE TRIGGER "models_au" AFTER UPDATE ON "models" BEGIN
  INSERT INTO "models_fts" ("models_fts", rowid, "search") VALUES('delete', old.rowid, old."search");
  INSERT INTO "models_fts" (rowid, "search") VALUES (new.rowid, new."search");
END;
CREATE TABLE "referrals" (
   "uid" TEXT PRIMARY KEY,
   "unit" TEXT NOT NULL,
   "device" TEXT NOT NULL,
   "version" INTEGER NOT NULL,
   "created_at" TEXT NOT NULL,
   "updated_at" TEXT NOT NULL,
   "retired" TEXT,
   "code" TEXT NOT NULL,
   "date" TEXT NOT NULL,
   "need" INTEGER NOT NULL,
   "eligible" INTEGER NOT NULL,
   "service" TEXT NOT NULL,
   "outcome" TEXT NOT NULL,
   "outcome_date" TEXT,
   "due" TEXT,
   "consent_date" TEXT NOT NULL,
   "search" TEXT NOT NULL
) STRICT;
CREATE INDEX "idx_referrals_unit_retired"
    ON "referrals" ("unit", "retired");
CREATE VIRTUAL TABLE "referrals_fts" USING FTS5 (
    "search",
    tokenize='unicode61',
    content="referrals"
);
CREATE TRIGGER "referrals_ai" AFTER INSERT ON "referrals" BEGIN
  INSERT INTO "referrals_fts" (rowid, "search") VALUES (new.rowid, new."search");
END;
CREATE TRIGGER "referrals_ad" AFTER DELETE ON "referrals" BEGIN
  INSERT INTO "referrals_fts" ("referrals_fts", rowid, "search") VALUES('delete', old.rowid, old."search");
END;
CREATE TRIGGER "referrals_au" AFTER UPDATE ON "referrals" BEGIN
  INSERT INTO "referrals_fts" ("referrals_fts", rowid, "search") VALUES('delete', old.rowid, old."search");
  INSERT INTO "referrals_fts" (rowid, "search") VALUES (new.rowid, new."search");
END;
CREATE TABLE "referral_months" (
   "uid" TEXT PRIMARY KEY,
   "unit" TEXT NOT NULL,
   "device" TEXT NOT NULL,
   "version" INTEGER NOT NULL,
   "created_at" TEXT NOT NULL,
   "updated_at" TEXT NOT NULL,
   "retired" TEXT,
   "month" TEXT NOT NULL,
   "service" TEXT NOT NULL,
   "outcome" TEXT NOT NULL,
   "count" INTEGER NOT NULL,
   "search" TEXT NOT NULL
) STRICT;
CREATE INDEX "idx_referral_months_unit_retired"
    ON "referral_months" ("unit", "retired");
CREATE VIRTUAL TABLE "referral_months_fts" USING FTS5 (
    "search",
    tokenize='unicode61',
    content="referral_months"
);
CREATE TRIGGER "referral_months_ai" AFTER INSERT ON "referral_months" BEGIN
  INSERT INTO "referral_months_fts" (rowid, "search") VALUES (new.rowid, new."search");
END;
CREATE TRIGGER "referral_months_ad" AFTER DELETE ON "referral_months" BEGIN
  INSERT INTO "referral_months_fts" ("referral_months_fts", rowid, "search") VALUES('delete', old.rowid, old."search");
END;
CREATE TRIGGER "referral_months_au" AFTER UPDATE ON "referral_months" BEGIN
  INSERT INTO "referral_months_fts" ("referral_months_fts", rowid, "search") VALUES('delete', old.rowid, old."search");
  INSERT INTO "referral_months_fts" (rowid, "search") VALUES (new.rowid, new."search");
END;
CREATE TABLE "referral_years" (
   "uid" TEXT PRIMARY KEY,
   "unit" TEXT NOT NULL,
   "device" TEXT NOT NULL,
   "version" INTEGER NOT NULL,
   "created_at" TEXT NOT NULL,
   "updated_at" TEXT NOT NULL,
   "retired" TEXT,
   "year" INTEGER NOT NULL,
   "entitled" INTEGER NOT NULL,
   "served" INTEGER NOT NULL,
   "search" TEXT NOT NULL
) STRICT;
CREATE INDEX "idx_referral_years_unit_retired"
    ON "referral_years" ("unit", "retired");
CREATE VIRTUAL TABLE "referral_years_fts" USING FTS5 (
    "search",
    tokenize='unicode61',
    content="referral_years"
);
CREATE TRIGGER "referral_years_ai" AFTER INSERT ON "referral_years" BEGIN
  INSERT INTO "referral_years_fts" (rowid, "search") VALUES (new.rowid, new."search");
END;
CREATE TRIGGER "referral_years_ad" AFTER DELETE ON "referral_years" BEGIN
  INSERT INTO "referral_years_fts" ("referral_years_fts", rowid, "search") VALUES('delete', old.rowid, old."search");
END;
CREATE TRIGGER "referral_years_au" AFTER UPDATE ON "referral_years" BEGIN
  INSERT INTO "referral_years_fts" ("referral_years_fts", rowid, "search") VALUES('delete', old.rowid, old."search");
  INSERT INTO "referral_years_fts" (rowid, "search") VALUES (new.rowid, new."search");
END;
CREATE TABLE "journal" (
   "number" INTEGER PRIMARY KEY,
   "at" TEXT NOT NULL,
   "device" TEXT NOT NULL,
   "action" TEXT NOT NULL,
   "register" TEXT,
   "uid" TEXT,
   "version" INTEGER,
   "before" TEXT,
   "after" TEXT,
   "previous" TEXT NOT NULL,
   "digest" TEXT NOT NULL
) STRICT;
CREATE TABLE "settings" (
   "name" TEXT PRIMARY KEY,
   "value" TEXT NOT NULL
) STRICT;
CREATE TABLE "sent" (
   "sha256" TEXT PRIMARY KEY,
   "epoch" TEXT NOT NULL,
   "sequence" INTEGER NOT NULL,
   "period" TEXT NOT NULL,
   "created_at" TEXT NOT NULL,
   "file" TEXT NOT NULL,
   "rows" INTEGER NOT NULL,
   "packet" BLOB
) STRICT;
CREATE TABLE "received" (
   "number" INTEGER PRIMARY KEY,
   "sha256" TEXT NOT NULL,
   "file" TEXT NOT NULL,
   "status" TEXT NOT NULL,
   "reason" TEXT,
   "unit" TEXT,
   "device" TEXT,
   "epoch" TEXT,
   "sequence" INTEGER,
   "period" TEXT,
   "received_at" TEXT NOT NULL,
   "added" INTEGER,
   "changed" INTEGER,
   "removed" INTEGER
) STRICT;
CREATE INDEX "idx_received_sha256"
    ON "received" ("sha256");
CREATE INDEX "idx_received_unit_status"
    ON "received" ("unit", "status");
INSERT INTO _sqlite_migrations(id, migration_set, name, applied_at) VALUES(1, 'book', 'first_edition', '2024-06-03 01:00:00.000000+00:00');
INSERT INTO settings(name, value) VALUES('edition', '2021');
INSERT INTO settings(name, value) VALUES('unit', '01864');
INSERT INTO settings(name, value) VALUES('device', '2fc21496262bcba8');
INSERT INTO settings(name, value) VALUES('epoch', '28d2803d');
INSERT INTO settings(name, value) VALUES('created_at', '2024-06-03T01:00:00Z');
INSERT INTO journal(number, at, device, action, register, uid, version, before, after, previous, digest) VALUES(1, '2024-06-03T01:00:00Z', '2fc21496262bcba8', 'create', '', '', 0, '', '', '0000000000000000000000000000000000000000000000000000000000000000', '02d4fca08c8802a3c78d0aa0906aea64091f3a326254cfeae7a89a734c0cd0d8');
INSERT INTO journal(number, at, device, action, register, uid, version, before, after, previous, digest) VALUES(2, '2024-06-03T01:00:00Z', '2fc21496262bcba8', 'save', 'outreach', '018fdb9c-3a80-7974-8251-ea302f5c86d2', 1, '', '9d477cb460b0b5fd20f01e26a9a2c52a1519c50113341d16a2ce5a4f904fc427', '02d4fca08c8802a3c78d0aa0906aea64091f3a326254cfeae7a89a734c0cd0d8', 'c2289b5e279e595f0668ec0cd2525595f9cf559d2f824f9cf1026b59762dc0eb');
INSERT INTO journal(number, at, device, action, register, uid, version, before, after, previous, digest) VALUES(3, '2024-06-03T01:00:00Z', '2fc21496262bcba8', 'save', 'outreach', '018fdb9c-3a80-7974-8251-ea30e296cd28', 1, '', '65ad08bd4f11a7db781a4efe3ba82b43067c6f8fc087b889d3c72f2fee73d546', 'c2289b5e279e595f0668ec0cd2525595f9cf559d2f824f9cf1026b59762dc0eb', 'f35adab90fc06441d2022255cd24cb8b90e874ea697ec4c56c9c1959fa68fa44');
INSERT INTO journal(number, at, device, action, register, uid, version, before, after, previous, digest) VALUES(4, '2024-06-03T01:00:00Z', '2fc21496262bcba8', 'save', 'sites', '018fdb9c-3a80-7974-8251-ea3121bbac54', 1, '', 'e5eb0847a1f41aaa5acf974458667392cc93f30e181e40be6a44d1d38775e0c3', 'f35adab90fc06441d2022255cd24cb8b90e874ea697ec4c56c9c1959fa68fa44', '61f2eddd4b64d5b6333795822d6ca7b7f1a69b71ca8a3890dfcc52725017e804');
INSERT INTO journal(number, at, device, action, register, uid, version, before, after, previous, digest) VALUES(5, '2024-06-03T01:00:00Z', '2fc21496262bcba8', 'save', 'sites', '018fdb9c-3a80-7974-8251-ea3218cad3f1', 1, '', 'a1287f7d1b42c1a856d710352689f5487aec662e2a72131fdeba86a49524a44a', '61f2eddd4b64d5b6333795822d6ca7b7f1a69b71ca8a3890dfcc52725017e804', 'b07302e06fab9fdc50ff53f55f15f623b45fc5b00d756fe8753cccb3b8594542');
INSERT INTO journal(number, at, device, action, register, uid, version, before, after, previous, digest) VALUES(6, '2024-06-03T01:00:00Z', '2fc21496262bcba8', 'save', 'reach', '018fdb9c-3a80-7974-8251-ea32b9f63e05', 1, '', '776de2d4ef0c861ce51fb29a675a98bf5b8b2a06d947c69fa9fb6f9be4208ddd', 'b07302e06fab9fdc50ff53f55f15f623b45fc5b00d756fe8753cccb3b8594542', 'ec914d2b3bdb071722cd267075ac55b02a4942799f89bb1f2f72c5190b4157c0');
INSERT INTO journal(number, at, device, action, register, uid, version, before, after, previous, digest) VALUES(7, '2024-06-03T01:00:00Z', '2fc21496262bcba8', 'save', 'reach', '018fdb9c-3a80-7974-8251-ea33167aae75', 1, '', 'bfe8ed71a547833094aa78b243f0e7d4c332e9523a39f758ab73d86e0c8b7b96', 'ec914d2b3bdb071722cd267075ac55b02a4942799f89bb1f2f72c5190b4157c0', 'a9d335de699043480ba0d73b5539555f06b3612272793e2662360850ac705c9c');
INSERT INTO journal(number, at, device, action, register, uid, version, before, after, previous, digest) VALUES(8, '2024-06-03T01:00:00Z', '2fc21496262bcba8', 'save', 'models', '018fdb9c-3a80-7974-8251-ea337a25e151', 1, '', 'a44b7eefd058e095281835e5e024801432a530c3b9c8e4e8129115d83fb5226a', 'a9d335de699043480ba0d73b5539555f06b3612272793e2662360850ac705c9c', 'f2817ea03ee93cf85cbe9cb80a91e4427a61699f93541ef379d1d110ac0cd563');
INSERT INTO journal(number, at, device, action, register, uid, version, before, after, previous, digest) VALUES(9, '2024-06-03T01:00:00Z', '2fc21496262bcba8', 'save', 'referrals', '018fdb9c-3a80-7974-8251-ea340367ecdc', 1, '', '8036ae9ef121114cfacfa1d00033f36ca43485818af4b71cffbceb8ac56a6248', 'f2817ea03ee93cf85cbe9cb80a91e4427a61699f93541ef379d1d110ac0cd563', '223e325d90396c54ee2fb21baefad31532895dd245cbe7e0bf2c8916098f7f4f');
INSERT INTO journal(number, at, device, action, register, uid, version, before, after, previous, digest) VALUES(10, '2024-06-04T01:00:00Z', '2fc21496262bcba8', 'save', 'outreach', '018fdb9c-3a80-7974-8251-ea302f5c86d2', 2, '9d477cb460b0b5fd20f01e26a9a2c52a1519c50113341d16a2ce5a4f904fc427', '2b639a3623985daa3a5c5783718a08dc51a1263821ad5b61bc374967cffedd65', '223e325d90396c54ee2fb21baefad31532895dd245cbe7e0bf2c8916098f7f4f', '536654dcd76aef7a9a35e698c9e027028e4a924f93f2fae31bcf344886a71043');
INSERT INTO journal(number, at, device, action, register, uid, version, before, after, previous, digest) VALUES(11, '2024-06-04T01:00:00Z', '2fc21496262bcba8', 'retire', 'outreach', '018fdb9c-3a80-7974-8251-ea30e296cd28', 2, '65ad08bd4f11a7db781a4efe3ba82b43067c6f8fc087b889d3c72f2fee73d546', '3e1b8cd3b4c22dad84377f7a39e95f8bf22ba8ead232d97f95cc61a833678188', '536654dcd76aef7a9a35e698c9e027028e4a924f93f2fae31bcf344886a71043', '8ccb93b3d5e2fcbd8c58e88b5e15264be2ef3aec0fb605931cbcf75795c8bd3e');
INSERT INTO outreach(uid, unit, device, version, created_at, updated_at, retired, date, form, topics, audiences, venue, place, organiser, attendees, women, youth, materials, within, cost, note, search) VALUES('018fdb9c-3a80-7974-8251-ea302f5c86d2', '01864', '2fc21496262bcba8', 2, '2024-06-03T01:00:00Z', '2024-06-04T01:00:00Z', NULL, '2024-03-05', 'HOI_NGHI', '["TAC_HAI", "PHAP_LUAT"]', '["NHAN_DAN"]', NULL, 'Thôn Nà Phầy', NULL, 50, 20, NULL, NULL, NULL, 1500000, '“trích” & ''nháy''; -- 50%', '05 03 2024 5 3 hoi nghi buoi tuien truien truc tiep tac hai cua te nan mai dam chinh sach phap luat ve phong chong mai dam nhan dan cong dong dan cu thon na phai 50 20 trich nhai 50');
INSERT INTO outreach(uid, unit, device, version, created_at, updated_at, retired, date, form, topics, audiences, venue, place, organiser, attendees, women, youth, materials, within, cost, note, search) VALUES('018fdb9c-3a80-7974-8251-ea30e296cd28', '01864', '2fc21496262bcba8', 2, '2024-06-03T01:00:00Z', '2024-06-04T01:00:00Z', 'ghi nhầm', '2024-01-20', 'LOA', '["TAC_HAI", "PHAP_LUAT"]', '["NHAN_DAN"]', NULL, 'Thôn Khuổi Bốc', NULL, 0, NULL, NULL, NULL, NULL, NULL, NULL, '20 01 2024 1 loa truien thanh co so tac hai cua te nan mai dam chinh sach phap luat ve phong chong mai dam nhan dan cong dong dan cu thon khuoi boc 0');
INSERT INTO sites(uid, unit, device, version, created_at, updated_at, retired, name, kind, headcount, active_from, active_to, place, search) VALUES('018fdb9c-3a80-7974-8251-ea3121bbac54', '01864', '2fc21496262bcba8', 1, '2024-06-03T01:00:00Z', '2024-06-03T01:00:00Z', NULL, 'Karaoke Núi Xanh', 'KARAOKE', 6, '2019-01-01', NULL, NULL, 'karaoke nui xanh karaoke 6 01 2019 1');
INSERT INTO sites(uid, unit, device, version, created_at, updated_at, retired, name, kind, headcount, active_from, active_to, place, search) VALUES('018fdb9c-3a80-7974-8251-ea3218cad3f1', '01864', '2fc21496262bcba8', 1, '2024-06-03T01:00:00Z', '2024-06-03T01:00:00Z', NULL, 'Trường THPT Bộc Bố', 'THPT', 420, '2019-01-01', NULL, NULL, 'truong thpt boc bo truong trung hoc pho thong 420 01 2019 1');
INSERT INTO reach(uid, unit, device, version, created_at, updated_at, retired, event, site, attended, search) VALUES('018fdb9c-3a80-7974-8251-ea32b9f63e05', '01864', '2fc21496262bcba8', 1, '2024-06-03T01:00:00Z', '2024-06-03T01:00:00Z', NULL, '018fdb9c-3a80-7974-8251-ea302f5c86d2', '018fdb9c-3a80-7974-8251-ea3121bbac54', 5, '05 03 2024 5 3 hoi nghi buoi tuien truien truc tiep tac hai cua te nan mai dam chinh sach phap luat ve phong chong mai dam nhan dan cong dong dan cu thon na phai 50 20 trich nhai 50 karaoke nui xanh karaoke 6 01 2019 1 5');
INSERT INTO reach(uid, unit, device, version, created_at, updated_at, retired, event, site, attended, search) VALUES('018fdb9c-3a80-7974-8251-ea33167aae75', '01864', '2fc21496262bcba8', 1, '2024-06-03T01:00:00Z', '2024-06-03T01:00:00Z', NULL, '018fdb9c-3a80-7974-8251-ea302f5c86d2', '018fdb9c-3a80-7974-8251-ea3218cad3f1', 30, '05 03 2024 5 3 hoi nghi buoi tuien truien truc tiep tac hai cua te nan mai dam chinh sach phap luat ve phong chong mai dam nhan dan cong dong dan cu thon na phai 50 20 trich nhai 50 truong thpt boc bo truong trung hoc pho thong 420 01 2019 1 30');
INSERT INTO models(uid, unit, device, version, created_at, updated_at, retired, name, components, status, started, ended, host, partners, members, beneficiaries, budget, source, results, search) VALUES('018fdb9c-3a80-7974-8251-ea337a25e151', '01864', '2fc21496262bcba8', 1, '2024-06-03T01:00:00Z', '2024-06-03T01:00:00Z', NULL, 'Nhóm tự lực', '["PHONG_NGUA"]', 'TRIEN_KHAI', '2023-03-15', NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'Sinh hoạt đều
hằng tháng', 'nhom tu luc phong ngua mai dam dang trien khai 15 03 2023 3 sinh hoat deu hang thang');
INSERT INTO referrals(uid, unit, device, version, created_at, updated_at, retired, code, date, need, eligible, service, outcome, outcome_date, due, consent_date, search) VALUES('018fdb9c-3a80-7974-8251-ea340367ecdc', '01864', '2fc21496262bcba8', 1, '2024-06-03T01:00:00Z', '2024-06-03T01:00:00Z', NULL, 'XMW7XTQB', '2024-02-01', 1, 1, 'Y_TE', 'DA_CHUYEN', NULL, NULL, '2024-02-01', 'xmw7xtqb 01 02 2024 1 2 cham soc suc khoe kham chua benh da gioi thieu chuien gui 01 02 2024 1 2');
PRAGMA user_version = 1;
