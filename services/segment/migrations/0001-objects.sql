create table object (
  id text primary key,
  project_id text not null,
  task_id text not null,
  image_id text not null,
  -- step of the task's chain that found it
  step integer not null,
  label integer not null,
  name text collate "C" not null,
  bounds box not null,
  x integer not null,
  y integer not null,
  width integer not null,
  height integer not null,
  crop_x integer not null,
  crop_y integer not null,
  crop_width integer not null,
  crop_height integer not null,
  area float8 not null,
  centroid_x float8 not null,
  centroid_y float8 not null,
  -- object of the same image that it lies in; inner objects are not exported alone
  parent_id text,
  inner_object boolean not null default false,
  children integer not null default 0,
  children_area float8 not null default 0,
  made_by text not null default 'task' check (made_by in ('task', 'edit')),
  replaced_by text,
  unique (task_id, image_id, step, label, inner_object)
);
create index object_image on object (image_id);
create index object_bounds on object using gist (bounds);

create table facet (
  task_id text not null,
  project_id text not null,
  -- place in the task's chain, and slot of that node
  step integer not null,
  slot text not null,
  kind text not null,
  image_id text not null,
  array_id text not null,
  t integer not null,
  width integer not null,
  height integer not null,
  primary key (task_id, step, slot, image_id)
);
create index facet_image on facet (image_id);

-- Why specks are no objects: counts and the first ones of each image.
create table dropped (
  task_id text not null,
  project_id text not null,
  image_id text not null,
  step integer not null,
  reason text not null,
  count integer not null,
  -- [{x, y, width, height, value}], at most 1,000 an image
  examples jsonb not null,
  primary key (task_id, image_id, step, reason)
);

create view read.object as
  select id, project_id, task_id, image_id, step, label, name, x, y, width, height, crop_x, crop_y, crop_width, crop_height, area,
         centroid_x, centroid_y, parent_id, inner_object, children, children_area, made_by, replaced_by, bounds
    from object;
create view read.facet as select task_id, project_id, step, slot, kind, image_id, array_id, t, width, height from facet;
