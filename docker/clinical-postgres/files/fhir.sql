-- The audit trail belongs to a role that the running service does not use. It owns the schema too:
-- the owner of a schema can drop every table in it.
\set ON_ERROR_STOP on
alter schema public owner to fhir_migration;
grant usage, create on schema public to fhir;
