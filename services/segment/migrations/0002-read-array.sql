create view read.array as
  select id, project_id, task_id, name, kind, prefix, shape, dtype, levels, manifest, manifest_sha256, version from ingest.stored_array
  union all
  select id, project_id, task_id, name, kind, prefix, shape, dtype, levels, manifest, manifest_sha256, version from segment.stored_array;
