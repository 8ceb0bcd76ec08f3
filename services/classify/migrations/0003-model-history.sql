-- what people call it
alter table model add column name text not null default '';
-- new runs predict with the one that was activated last
alter table model add column activated_at timestamptz not null default now();
-- out of the list; what it has predicted stays
alter table model add column deleted_at timestamptz;
-- predictions made so far: whoever remembers what it said can tell that it has said more
alter table model add column predictions bigint not null default 0;

-- who asked first, and whose objects teach
alter table training add column author text not null default '';
alter table training add column runs text[] not null default '{}';

-- What a model said of objects whose class was known, without having learnt from them: held out, or left out of the bag of a tree.
create table judgement (
  model_id text not null references model on delete cascade,
  basis text not null check (basis in ('held-out', 'out-of-bag')),
  objects text[] not null,
  -- places in the classes of the model
  actual integer[] not null,
  predicted integer[] not null,
  scores float4[] not null,
  primary key (model_id, basis)
);

create or replace view read.model as
  select id, project_id, version, task_id, classes, columns, key, sha256, name, activated_at, deleted_at, predictions from model;
