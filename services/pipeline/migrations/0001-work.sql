create table graph (
  id text primary key,
  project_id text not null,
  name text collate "C" not null,
  version integer not null,
  definition jsonb not null,
  sha256 text not null,
  created_at timestamptz not null default now(),
  unique (project_id, name, version),
  unique (project_id, name, sha256)
);

create table job (
  id text primary key,
  project_id text not null,
  kind text not null check (kind in ('import', 'run', 'training', 'export')),
  title text not null,
  state text not null check (state in ('queued', 'running', 'waiting', 'done', 'failed', 'cancelled')),
  waiting_for text,
  -- tasks may still be added
  growing boolean not null default false,
  results jsonb not null default '{}',
  problem jsonb,
  revision bigint not null default 0,
  created_at timestamptz not null default now(),
  started_at timestamptz,
  finished_at timestamptz
);
create index job_project on job (project_id, created_at desc);

create table run (
  id text primary key,
  project_id text not null,
  job_id text not null references job on delete cascade,
  collection_id text not null,
  graph_id text not null references graph,
  model_id text,
  plan jsonb not null,
  images integer not null,
  created_at timestamptz not null default now()
);

create table task (
  id text primary key,
  project_id text not null,
  stage text not null check (stage in ('ingest', 'segment', 'measure', 'classify', 'export')),
  title text not null,
  weight integer not null,
  work jsonb not null,
  state text not null check (state in ('queued', 'running', 'waiting', 'done', 'failed', 'cancelled')),
  waiting_for text,
  attempts integer not null default 0,
  -- tasks that it needs and that are not done yet
  missing integer not null default 0,
  output_sha256 text,
  results jsonb not null default '{}',
  problem jsonb,
  created_at timestamptz not null default now(),
  published_at timestamptz,
  touched_at timestamptz,
  -- not handed out before, after a failure that may pass
  not_before timestamptz,
  started_at timestamptz,
  finished_at timestamptz
);
create index task_ready on task (stage, created_at) where state = 'queued' and missing = 0;
create index task_running on task (touched_at) where state = 'running';

create table task_need (
  task_id text not null references task on delete cascade,
  needs text not null references task,
  primary key (task_id, needs)
);
create index task_need_needs on task_need (needs);

-- Which jobs use a task; deleting a run deletes the tasks that no other job names.
create table job_task (
  job_id text not null references job on delete cascade,
  task_id text not null references task on delete cascade,
  reused boolean not null,
  primary key (job_id, task_id)
);
create index job_task_task on job_task (task_id);

-- What must never happen: the same task with two results, and the like.
create table alarm (
  position bigserial primary key,
  at timestamptz not null default now(),
  task_id text not null,
  message text not null,
  details jsonb not null default '{}'
);

create view read.run as
  select r.id, r.project_id, r.job_id, r.collection_id, r.graph_id, r.model_id, r.plan, r.created_at, j.state
    from run r join job j on j.id = r.job_id;
create view read.run_task as
  select r.id as run_id, t.id as task_id, t.project_id, t.stage, t.state, t.work
    from run r join job_task jt on jt.job_id = r.job_id join task t on t.id = jt.task_id;
create view read.task as select id, project_id, stage, state, work, output_sha256, started_at, finished_at from task;
