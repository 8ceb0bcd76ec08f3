-- What persons did to labels, as their programs named it; what is sent twice is done once.
create table label_action (
  id text primary key,
  project_id text not null,
  -- the browser or program, and its own count: actions of one are taken in this order
  client text not null,
  sequence bigint not null,
  -- action that this one takes back
  undoes text,
  author text not null,
  -- of what was asked, to tell the same action from another one of the same name
  request_sha256 text not null,
  result jsonb not null default '{}',
  made_at timestamptz not null default statement_timestamp(),
  unique (project_id, client, sequence)
);

-- Rows of a project are written one transaction after the other, so their positions are in the order of the commits.
alter table label_history add column action_id text;
create index label_history_project on label_history (project_id, position);
create index label_history_action on label_history (action_id, object_id) where action_id is not null;
-- The time of the writing, not of the begin of a transaction that had to wait.
alter table label alter column set_at set default statement_timestamp();
alter table label_history alter column set_at set default statement_timestamp();

create index prediction_model on prediction (model_id);

create or replace view read.label_history as
  select position, object_id, project_id, class, status, author, origin, from_object, set_at, action_id from label_history;
