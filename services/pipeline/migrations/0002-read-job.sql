create view read.job as select id, project_id, kind, state, created_at from job;
