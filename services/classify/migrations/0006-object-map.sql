-- What a map is drawn of: too much for a message. The task's id follows from it.
create table map_request (
  task_id text primary key,
  project_id text not null,
  run_id text not null,
  -- in the order of images and labels
  objects text[] not null,
  -- of the run, of which these are all or a part
  measured bigint not null,
  author text not null
);

create table object_map (
  id text primary key,
  project_id text not null,
  task_id text not null unique references map_request,
  -- in the order of the request's objects
  x float4[] not null,
  y float4[] not null,
  -- columns, neighbours, minDist, seed, method, library
  report jsonb not null,
  sha256 text not null,
  created_at timestamptz not null default now()
);
create index map_request_run on map_request (run_id);

create view read.object_map as
  select m.id, m.project_id, r.run_id, r.objects, m.x, m.y from object_map m join map_request r on r.task_id = m.task_id;
