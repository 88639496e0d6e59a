-- Roles and databases; at each start, so that a changed password file is applied. Passwords are read
-- from their files by psql and are on no command line.
\set ON_ERROR_STOP on
set client_min_messages = warning;

\set secret `cat /etc/clinical/database/postgres`
alter role postgres password :'secret';

select format('create role %I login', name)
from unnest(array['fhir', 'fhir_migration', 'linker', 'importer', 'radiomics']) name
where not exists (select from pg_roles where rolname = name) \gexec

\set secret `cat /etc/clinical/database/fhir`
alter role fhir password :'secret';
\set secret `cat /etc/clinical/database/fhir_migration`
alter role fhir_migration password :'secret';
\set secret `cat /etc/clinical/database/linker`
alter role linker password :'secret';
\set secret `cat /etc/clinical/database/importer`
alter role importer password :'secret';
\set secret `cat /etc/clinical/database/radiomics`
alter role radiomics password :'secret';

select format('create database %I owner %I', name, name)
from unnest(array['fhir', 'linker', 'importer', 'radiomics']) name
where not exists (select from pg_database where datname = name) \gexec

-- One database has one owner; nobody else may connect.
select format('revoke connect, temporary on database %I from public', name)
from unnest(array['fhir', 'linker', 'importer', 'radiomics']) name \gexec
select format('grant connect, temporary on database %I to %I', name, name)
from unnest(array['fhir', 'linker', 'importer', 'radiomics']) name \gexec
grant connect on database fhir to fhir_migration;
