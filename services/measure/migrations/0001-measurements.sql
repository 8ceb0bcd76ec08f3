create table feature_set (
  id text primary key,
  project_id text not null,
  name text not null,
  node text not null,
  version integer not null,
  params jsonb not null,
  -- what each slot reads, as the task's chain names it
  sources jsonb not null,
  -- [{name, unit, definition}]
  columns jsonb not null
);

create table measurement (
  object_id text not null,
  feature_set_id text not null references feature_set on delete cascade,
  project_id text not null,
  task_id text not null,
  values float8[] not null,
  primary key (object_id, feature_set_id)
);
create index measurement_task on measurement (task_id);

create view read.feature_set as select id, project_id, name, node, version, params, sources, columns from feature_set;
create view read.measurement as select object_id, feature_set_id, project_id, task_id, values from measurement;
