-- What a person brings in at once: its files are known before their bytes come.
create table intake (
  id text primary key,
  project_id text not null,
  name text collate "C" not null,
  collection text collate "C" not null,
  names_pattern text not null default '',
  metadata_table bytea,
  metadata jsonb not null default '{}',
  drop_originals boolean not null default false,
  author text not null,
  state text not null default 'listing' check (state in ('listing', 'sending', 'importing')),
  import_id text not null,
  -- what came of it
  job_id text,
  collection_id text,
  created_at timestamptz not null default now()
);
create index intake_project on intake (project_id, created_at desc);
create index intake_import on intake (import_id);

create table intake_parcel (
  intake_id text not null references intake on delete cascade,
  parcel integer not null,
  kind text not null check (kind in ('file', 'tar')),
  name text collate "C" not null,
  bytes bigint not null,
  upload_id text,
  primary key (intake_id, parcel)
);

create table intake_file (
  intake_id text not null references intake on delete cascade,
  n integer not null,
  path text collate "C" not null,
  size bigint not null,
  modified bigint not null,
  parcel integer,
  -- why it is not taken
  problem jsonb,
  primary key (intake_id, n)
);
create index intake_file_parcel on intake_file (intake_id, parcel);
create index intake_file_path on intake_file (intake_id, path);
