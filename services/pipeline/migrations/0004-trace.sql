-- W3C traceparent of the request that asked for it
alter table job add column trace text not null default '';
alter table task add column trace text not null default '';

-- since when a task could be taken, where that is not its creation
alter table task add column ready_at timestamptz;
-- what is not done is few among what is, and asked for at every look at the metrics
create index task_open on task (stage, state) where state in ('queued', 'running', 'waiting', 'failed');
