-- Applied in the schema of each service that writes arrays.
create table stored_array (
  id text primary key,
  project_id text not null,
  task_id text not null,
  -- which output of the task: "images", or "<step>.<slot>" of a kept facet
  name text not null,
  kind text not null check (kind in ('image', 'labels')),
  -- prefix of its keys in the store
  prefix text collate "C" not null unique,
  -- t c y x
  shape integer[] not null,
  dtype text not null,
  levels integer not null,
  -- [{key, size, sha256}] of every stored object
  manifest jsonb not null,
  manifest_sha256 text not null,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  unique (task_id, name)
);
