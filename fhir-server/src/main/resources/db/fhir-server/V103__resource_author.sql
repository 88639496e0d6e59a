-- Who wrote a result or a cohort, and so may change and delete it. Kept beside the resources, where no client can state it.
create table resource_author (
  resource_type text not null,
  resource_id   text not null,
  author        text not null,
  primary key (resource_type, resource_id)
);

-- What was stored before this table: whoever wrote it last. Lines about other resources than results and cohorts are
-- never asked for.
insert into resource_author (resource_type, resource_id, author)
select distinct on (entity) split_part(entity, '/', 1), split_part(entity, '/', 2), agent
from audit_event cross join unnest(entities) as entity
where action in ('C', 'U') and outcome = '0' and agent_kind = 'person'
order by entity, id desc;
