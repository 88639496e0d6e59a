-- Files that were taken in, their content kept until the retention ends.
CREATE TABLE spooled_file (
  hash char(64) PRIMARY KEY,
  bytes bigint NOT NULL,
  stored timestamptz NOT NULL
);

CREATE TABLE spooled_chunk (
  hash char(64) NOT NULL REFERENCES spooled_file ON DELETE CASCADE,
  position int NOT NULL,
  content bytea NOT NULL,
  PRIMARY KEY (hash, position)
);
ALTER TABLE spooled_chunk ALTER COLUMN content SET STORAGE EXTERNAL;

CREATE TABLE ingest (
  id uuid PRIMARY KEY,
  job uuid,
  file_hash char(64) NOT NULL,
  object_key text,
  parameters jsonb NOT NULL,
  parameter_file text,
  created_by text NOT NULL,
  created timestamptz NOT NULL,
  state text NOT NULL,
  problem text,
  row_count bigint NOT NULL,
  value_count bigint NOT NULL,
  next_row bigint NOT NULL DEFAULT 1,
  shared_mapped int NOT NULL DEFAULT 0,
  shared_created int NOT NULL DEFAULT 0,
  shared_updated int NOT NULL DEFAULT 0
);
CREATE INDEX ingest_created ON ingest (created DESC);

-- One result of a region of interest. What it says stays in the spooled file; here is where it stands.
CREATE TABLE unit (
  id uuid PRIMARY KEY,
  ingest uuid NOT NULL REFERENCES ingest ON DELETE CASCADE,
  row_number bigint NOT NULL,
  unit_key char(64),
  state text NOT NULL,
  outcome text NOT NULL,
  code text,
  waiting_for text,
  panel text,
  value_count int NOT NULL,
  values_stored int NOT NULL,
  details jsonb NOT NULL,
  mapped int NOT NULL,
  created int NOT NULL,
  updated int NOT NULL,
  attempts int NOT NULL,
  next_try timestamptz,
  first_seen timestamptz NOT NULL,
  last_seen timestamptz NOT NULL,
  UNIQUE (ingest, row_number)
);
CREATE INDEX unit_due ON unit (next_try) WHERE next_try IS NOT NULL;
CREATE INDEX unit_quarantined ON unit (last_seen) WHERE state = 'QUARANTINED';
CREATE INDEX unit_panel ON unit (ingest, panel);

-- What the FHIR store is known to hold, so that the same input is not compared again.
CREATE TABLE fingerprint (
  unit_key char(64) PRIMARY KEY,
  content_hash char(64) NOT NULL,
  panel text NOT NULL,
  linked boolean NOT NULL,
  failed boolean NOT NULL,
  resources int NOT NULL,
  ingest uuid NOT NULL,
  confirmed timestamptz NOT NULL
);
CREATE INDEX fingerprint_panel ON fingerprint (panel);
