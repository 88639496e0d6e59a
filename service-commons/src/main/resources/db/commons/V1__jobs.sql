-- The table of db-scheduler: when to run which task, and who has it.
create table scheduled_tasks (
  task_name            text                     not null,
  task_instance        text                     not null,
  task_data            bytea,
  execution_time       timestamp with time zone not null,
  picked               boolean                  not null,
  picked_by            text,
  last_success         timestamp with time zone,
  last_failure         timestamp with time zone,
  consecutive_failures integer,
  last_heartbeat       timestamp with time zone,
  version              bigint                   not null,
  priority             smallint,
  primary key (task_name, task_instance)
);
create index scheduled_tasks_execution_time on scheduled_tasks (execution_time);
create index scheduled_tasks_last_heartbeat on scheduled_tasks (last_heartbeat);

-- A job as the user sees it. parameters hold what the handler needs; neither they nor result hold a patient's value
-- that the report of the job would not show to its reader.
create table job (
  id                 uuid                     not null primary key,
  kind               text                     not null,
  dedup_key          text,
  state              text                     not null
    check (state in ('QUEUED', 'RUNNING', 'WAITING', 'SUCCEEDED', 'FAILED', 'CANCELLED')),
  phase              text,
  phase_started      timestamp with time zone,
  done               bigint                   not null default 0,
  total              bigint,
  units              jsonb                    not null default '{}',
  resources          jsonb                    not null default '{}',
  parameters         jsonb                    not null,
  result             jsonb,
  problem_code       text,
  problem_detail     text,
  created_by         text                     not null,
  created            timestamp with time zone not null,
  updated            timestamp with time zone not null,
  started            timestamp with time zone,
  finished           timestamp with time zone,
  lease              uuid,
  attempts           integer                  not null default 0,
  failures           integer                  not null default 0,
  interruptions      integer                  not null default 0,
  cancel_requested   boolean                  not null default false
);
-- the same work is not asked for twice at the same time
create unique index job_active_key on job (kind, dedup_key)
  where state in ('QUEUED', 'RUNNING', 'WAITING');
create index job_created on job (created desc);
