create table bundle (
  id text primary key,
  project_id text not null,
  task_id text not null,
  kind text not null,
  name text not null,
  -- [{key, offset, length}]
  parts jsonb not null,
  size bigint not null,
  sha256 text not null,
  objects bigint not null,
  findings jsonb not null,
  created_at timestamptz not null default now(),
  unique (task_id, name)
);

create view read.bundle as select id, project_id, task_id, kind, name, parts, size, sha256, objects, findings from bundle;
