-- what could not be written as it was given
alter table bundle add column notes jsonb not null default '[]';
create index bundle_task on bundle (task_id);
