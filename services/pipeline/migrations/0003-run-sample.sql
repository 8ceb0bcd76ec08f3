-- of a trial: how many images, and the seed that chose them
alter table run add column sample jsonb;

create or replace view read.run as
  select r.id, r.project_id, r.job_id, r.collection_id, r.graph_id, r.model_id, r.plan, r.created_at, j.state, r.sample
    from run r join job j on j.id = r.job_id;
