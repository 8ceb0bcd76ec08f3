-- the run that it was made for, where persons chose what goes into it; such a file is no part of the run's own work
alter table bundle add column run_id text;
alter table bundle add column author text not null default '';
alter table bundle add column choice jsonb;
-- findings with their rules: [{severity, rule, where, message}]
alter table bundle add column checks jsonb not null default '[]';
create index bundle_project on bundle (project_id, created_at desc);
