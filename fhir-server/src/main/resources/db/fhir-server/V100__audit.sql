-- Who read, wrote or was refused what. Rows are only ever added: the service's own role may insert and select where a
-- separate migration role is configured, and a trigger refuses everything else to everybody in any case.
create table audit_event (
  id            bigint generated always as identity primary key,
  recorded      timestamp with time zone not null,
  request_id    text                     not null,
  action        text                     not null check (action in ('C', 'R', 'U', 'D', 'E')),
  interaction   text                     not null,
  outcome       text                     not null check (outcome in ('0', '4', '8')),
  agent         text                     not null,
  agent_kind    text                     not null check (agent_kind in ('person', 'service')),
  on_behalf_of  text,
  resource_type text,
  -- resources written, or read by a person; of what a service reads only the number is kept
  entities      text[]                   not null default '{}',
  patients      text[]                   not null default '{}',
  entity_count  integer                  not null default 0
);

create index audit_event_recorded on audit_event (recorded);
create index audit_event_patients on audit_event using gin (patients);

create function audit_event_refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'audit_event is append-only';
end
$$;

create trigger audit_event_append_only before update or delete on audit_event
  for each row execute function audit_event_refuse_change();
create trigger audit_event_no_truncate before truncate on audit_event
  for each statement execute function audit_event_refuse_change();
