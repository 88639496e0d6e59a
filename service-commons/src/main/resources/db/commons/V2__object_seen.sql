-- What the poller of the object store has seen below its prefix, one row per object. An object is handed over once for
-- each content; handled is the time of that for the etag in the row.
create table object_seen (
  bucket     text                     not null,
  object_key text                     not null,
  etag       text                     not null,
  size       bigint                   not null,
  first_seen timestamp with time zone not null,
  handled    timestamp with time zone,
  failures   integer                  not null default 0,
  primary key (bucket, object_key)
);
