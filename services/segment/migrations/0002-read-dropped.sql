create index dropped_image on dropped (image_id);
create view read.dropped as select task_id, project_id, image_id, step, reason, count from dropped;
