-- Tokens that people make for notebooks. Only a hash is kept: whoever reads this table can use none of them.
create table notebook_token (
  id        uuid primary key,
  hash      bytea                    not null unique,
  person    text                     not null,
  project   text                     not null,
  label     text                     not null,
  created   timestamp with time zone not null,
  expires   timestamp with time zone not null,
  last_used timestamp with time zone
);

create index notebook_token_person on notebook_token (person);

-- Notebooks, and callers whose tokens prove nothing, appear in the audit as what they are.
alter table audit_event drop constraint audit_event_agent_kind_check;
alter table audit_event add constraint audit_event_agent_kind_check
  check (agent_kind in ('person', 'service', 'notebook', 'unproven'));
