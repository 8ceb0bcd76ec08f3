-- Set when a project of the trash is to be deleted for good; its row goes last.
alter table project add column purged_at timestamptz;
create index audit_project on audit (project_id, position desc);
create index audit_account on audit (account_id, position desc);
