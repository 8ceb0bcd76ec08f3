create table class (
  id text primary key,
  project_id text not null,
  name text collate "C" not null,
  parent_id text references class,
  color text not null,
  created_at timestamptz not null default now()
);
create unique index class_name on class (project_id, coalesce(parent_id, ''), name);

-- What persons say of an object, as it stands.
create table label (
  object_id text primary key,
  project_id text not null,
  class_id text not null references class,
  status text not null check (status in ('predicted', 'validated', 'dubious', 'discarded')),
  author text not null,
  -- label | import | carried-over
  origin text not null,
  set_at timestamptz not null default now()
);
create index label_project on label (project_id);
create index label_class on label (class_id);

create table label_history (
  position bigserial primary key,
  object_id text not null,
  project_id text not null,
  class_id text,
  -- the name of the class as it was then
  class text,
  status text,
  author text not null,
  -- label | import | carried-over | removed
  origin text not null,
  -- object that the label was carried over from
  from_object text,
  set_at timestamptz not null default now()
);
create index label_history_object on label_history (object_id, position);

-- What a training learns from: too much for a message. The task's id follows from it.
create table training (
  task_id text primary key,
  project_id text not null,
  -- in the order in which they are learnt, with their places in `classes`
  objects text[] not null,
  object_classes integer[] not null,
  classes text[] not null
);

create table model (
  id text primary key,
  project_id text not null,
  version integer not null,
  task_id text not null unique,
  classes jsonb not null,
  columns jsonb not null,
  -- objects, trees, seed, out-of-bag and held-out accuracy, confusion, importances
  report jsonb not null,
  key text not null,
  sha256 text not null,
  created_at timestamptz not null default now(),
  unique (project_id, version)
);

create table prediction (
  object_id text not null,
  model_id text not null references model on delete cascade,
  project_id text not null,
  task_id text not null,
  class text not null,
  score float8 not null,
  -- in the order of the model's classes
  probabilities float4[] not null,
  made_at timestamptz not null default now(),
  primary key (object_id, model_id)
);
create index prediction_task on prediction (task_id);

create view read.class as select id, project_id, name, parent_id, color from class;
create view read.label as
  select l.object_id, l.project_id, l.class_id, c.name as class, l.status, l.author, l.origin, l.set_at
    from label l join class c on c.id = l.class_id;
create view read.model as select id, project_id, version, task_id, classes, columns, key, sha256 from model;
create view read.prediction as select object_id, model_id, project_id, task_id, class, score, probabilities from prediction;
create view read.label_history as
  select position, object_id, project_id, class, status, author, origin, from_object, set_at from label_history;
