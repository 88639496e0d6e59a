-- One import: a file, its mapping and a dataset. The same three are the same import.
create table import (
  id               text        primary key,
  state            text        not null,
  file_name        text        not null,
  file_hash        text        not null,
  file_size        bigint      not null,
  mapping_name     text        not null,
  mapping_version  text        not null,
  mapping_hash     text        not null,
  mapping_text     text        not null,
  dataset          text        not null,
  sheet            text        not null default '',
  columns          text[]      not null default '{}',
  rows_read        bigint      not null default 0,
  rows_unreadable  bigint      not null default 0,
  preview          jsonb,
  run              integer     not null default 0,
  run_forced       boolean     not null default false,
  units            jsonb,
  resources        jsonb,
  job              uuid,
  created_by       text        not null,
  created          timestamptz not null,
  updated          timestamptz not null
);
create index import_created on import (created desc);

-- Rows of the file, each with the key of its subject and, once that is known, the PatientID.
create table import_row (
  import_id text   not null references import on delete cascade,
  row       bigint not null,
  subject   text   not null,
  patient   text   collate "C",
  cells     text[] not null,
  primary key (import_id, row)
);
create index import_row_patient on import_row (import_id, patient, row);

-- What is to say about the file and its rows. Holds shapes of values, never values.
create table import_finding (
  id        bigint generated always as identity primary key,
  import_id text   not null references import on delete cascade,
  phase     text   not null,
  code      text   not null,
  effect    text   not null,
  sheet     text   not null,
  row       bigint not null,
  col       text   not null,
  shape     text   not null,
  detail    text   not null
);
create index import_finding_import on import_finding (import_id, phase, row);

-- What a mapping said last of a patient; a patient is named by a keyed hash.
create table import_fingerprint (
  dataset     text    not null,
  mapping     text    not null,
  patient     text    not null,
  fingerprint text    not null,
  resources   integer not null,
  seen_import text    not null,
  primary key (dataset, mapping, patient)
);

-- What a run wrote: planned before it is sent, with its version once the store has confirmed.
create table import_write (
  import_id        text    not null references import on delete cascade,
  run              integer not null,
  patient          text    not null,
  type             text    not null,
  resource_id      text    not null,
  content_hash     text    not null,
  version          text,
  previous_version text,
  primary key (import_id, run, type, resource_id)
);
create index import_write_patient on import_write (import_id, patient);

-- How far a run has come: all patients up to this one are done.
create table import_progress (
  import_id    text    primary key references import on delete cascade,
  run          integer not null,
  last_patient text    collate "C" not null
);

create table stored_mapping (
  name       text        primary key,
  version    text        not null,
  hash       text        not null,
  text       text        not null,
  updated_by text        not null,
  updated    timestamptz not null
);

-- The key with which patients are named in state and logs; made once per installation.
create table import_secret (
  only_one boolean primary key default true check (only_one),
  secret   bytea   not null
);
