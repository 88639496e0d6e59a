-- What the linker knows of each study of a PACS. The FHIR store holds the result; these tables say how it came about,
-- what waits and why. They hold values of patients: the database is as confidential as the store.
create table study (
  pacs           text        not null,
  study_uid      text        not null,
  status         text        not null check (status in ('linked', 'waiting', 'quarantined')),
  fingerprint    text        not null,
  patient_system text,
  patient_id     text,
  attempts       integer     not null default 0,
  next_try       timestamptz,
  last_error     text,
  linked_at      timestamptz,
  -- resources of the study alone, and the ids of those it shares with others: for the balance of a skipped study
  own_resources  integer     not null default 0,
  shared         text[]      not null default '{}',
  primary key (pacs, study_uid)
);
create index study_patient on study (pacs, patient_system, patient_id);
create index study_due on study (next_try) where status = 'waiting';

-- What each linked study says of its patient: the newest decides, in whatever order they were linked.
create table study_patient_statement (
  pacs             text    not null,
  study_uid        text    not null,
  study_date       text    not null,
  study_time       text    not null,
  issuer           text,
  universal_issuer text,
  has_name         boolean not null,
  name_alphabetic  text    not null,
  name_ideographic text    not null,
  name_phonetic    text    not null,
  sex              text,
  birth_date       date,
  deidentified     boolean not null,
  primary key (pacs, study_uid),
  foreign key (pacs, study_uid) references study on delete cascade
);

create table series (
  pacs       text    not null,
  study_uid  text    not null,
  series_uid text    not null,
  modality   text    not null,
  instances  integer not null,
  primary key (pacs, study_uid, series_uid),
  foreign key (pacs, study_uid) references study on delete cascade
);
create index series_uid on series (series_uid);

-- From which series a derived object was made. target_instance stands where only an instance is named; its series is
-- filled in when the study with that instance is linked.
create table edge (
  pacs            text    not null,
  study_uid       text    not null,
  source_instance text    not null,
  source_series   text    not null,
  kind            text    not null,
  target_study    text,
  target_series   text,
  target_instance text,
  resolved        boolean not null,
  foreign key (pacs, study_uid) references study on delete cascade
);
create index edge_study on edge (pacs, study_uid);
create index edge_open_series on edge (target_series) where not resolved;
create index edge_open_instance on edge (target_instance) where target_instance is not null;

create table segment (
  pacs         text    not null,
  study_uid    text    not null,
  resource_id  text    not null,
  primary key (pacs, study_uid, resource_id),
  foreign key (pacs, study_uid) references study on delete cascade
);

create table finding (
  pacs         text not null,
  study_uid    text not null,
  code         text not null,
  severity     text not null,
  series_uid   text,
  instance_uid text,
  tag          text,
  foreign key (pacs, study_uid) references study on delete cascade
);
create index finding_study on finding (pacs, study_uid);

-- Studies that cannot be linked: a pointer and a reason, no content.
create table quarantine (
  id        bigint generated always as identity primary key,
  pacs      text        not null,
  study_uid text        not null,
  code      text        not null,
  first_at  timestamptz not null,
  last_at   timestamptz not null,
  attempts  integer     not null,
  unique (pacs, study_uid)
);
