alter table job drop constraint job_kind_check;
alter table job add constraint job_kind_check check (kind in ('import', 'run', 'training', 'prediction', 'map', 'export'));
