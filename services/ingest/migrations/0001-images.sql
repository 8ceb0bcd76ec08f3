create table collection (
  id text primary key,
  project_id text not null,
  name text collate "C" not null,
  names_pattern text not null default '',
  -- what it was first made from, so that the same folder is the same collection
  source text collate "C",
  metadata jsonb not null default '{}',
  created_at timestamptz not null default now(),
  unique (project_id, name)
);
create unique index collection_source on collection (project_id, source);

create table upload (
  id text primary key,
  project_id text not null,
  name text collate "C" not null,
  kind text not null check (kind in ('file', 'tar')),
  size bigint not null check (size >= 0),
  position bigint not null default 0,
  state text not null default 'receiving' check (state in ('receiving', 'complete', 'imported')),
  -- [{key, offset, length}] in order
  parts jsonb not null default '[]',
  created_at timestamptz not null default now(),
  expires_at timestamptz not null
);

create table file (
  id text primary key,
  project_id text not null,
  collection_id text not null references collection on delete cascade,
  path text collate "C" not null,
  size bigint not null,
  sha256 text,
  kind text not null default 'other' check (kind in ('image', 'table', 'other')),
  format text,
  state text not null check (state in ('received', 'sniffed', 'decoded', 'ready', 'refused')),
  -- {code, reason, detail, details} of a refused file
  problem jsonb,
  -- what the header says: pages with size, type, colour; exif
  header jsonb,
  -- joined from the name, the table and the form
  metadata jsonb not null default '{}',
  pixel_width float8,
  pixel_height float8,
  pixel_size_provenance text,
  notes jsonb not null default '[]',
  -- the import that received it last
  import_id text not null,
  -- counts how often it was received with another content, or again after it was refused
  revision integer not null default 1,
  -- [{key, offset, length}]: where the original lies; empty when it was not kept
  parts jsonb not null default '[]',
  kept boolean not null default true,
  created_at timestamptz not null default now(),
  unique (collection_id, path)
);

create table image (
  id text primary key,
  project_id text not null,
  collection_id text not null references collection on delete cascade,
  file_id text not null references file on delete cascade,
  page integer not null,
  name text collate "C" not null,
  task_id text not null,
  array_id text not null,
  t integer not null,
  width integer not null,
  height integer not null,
  channels integer not null,
  dtype text not null,
  colour text not null check (colour in ('grey', 'rgb', 'multi')),
  pixel_width float8,
  pixel_height float8,
  pixel_size_provenance text,
  metadata jsonb not null default '{}',
  notes jsonb not null default '[]',
  created_at timestamptz not null default now(),
  unique (collection_id, name)
);
create index image_array on image (array_id, t);
create index image_task on image (task_id);

create view read.collection as select id, project_id, name, names_pattern, metadata, created_at from collection;
create view read.file as select id, project_id, collection_id, path, size, sha256, kind, format, state, problem, header, parts, kept from file;
create view read.image as
  select i.id, i.project_id, i.collection_id, i.file_id, i.page, i.name, i.task_id, i.array_id, i.t, i.width, i.height, i.channels, i.dtype, i.colour,
         i.pixel_width, i.pixel_height, i.pixel_size_provenance, i.metadata, i.notes
    from image i;
create view read.upload as select id, project_id, name, kind, size, position, state, parts, expires_at from upload;
