-- stages whose tasks are not handed out
create table drain (
  stage text primary key check (stage in ('ingest', 'segment', 'measure', 'classify', 'export')),
  since timestamptz not null default now()
);
