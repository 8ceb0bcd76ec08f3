-- a task that works for all units of a run, and on none of its own
alter table task add column for_all boolean not null default false;

create or replace view read.run_task as
  select r.id as run_id, t.id as task_id, t.project_id, t.stage, t.state, t.work
    from run r join job_task jt on jt.job_id = r.job_id join task t on t.id = jt.task_id
   where not t.for_all;
