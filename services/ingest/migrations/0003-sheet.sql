-- A row of the metadata sheet: the images of one sample that were recorded in one way.
create table sheet_row (
  id text primary key,
  project_id text not null,
  collection_id text not null references collection on delete cascade,
  -- by what is known of the images; empty where it is the collection itself
  sample text collate "C" not null,
  acquisition text collate "C" not null,
  -- what a person said, by column of EcoTaxa
  cells jsonb not null default '{}',
  -- {how, note, author, at} of the pixel size that a person gave
  pixel_source jsonb,
  created_at timestamptz not null default now(),
  unique (collection_id, sample, acquisition)
);

create table sheet_change (
  id bigint generated always as identity primary key,
  project_id text not null,
  collection_id text not null references collection on delete cascade,
  row_id text not null,
  "column" text not null,
  before jsonb,
  after jsonb,
  note text not null default '',
  author text not null,
  at timestamptz not null default now()
);
create index sheet_change_row on sheet_change (collection_id, row_id, id desc);

alter table image add column sheet_row text references sheet_row, add column pixel_size_source jsonb;
create index image_sheet_row on image (sheet_row);
create index image_unplaced on image (collection_id, id) where sheet_row is null;

-- What a person said of a sample holds for each of its images.
create or replace view read.image as
  select i.id, i.project_id, i.collection_id, i.file_id, i.page, i.name, i.task_id, i.array_id, i.t, i.width, i.height, i.channels, i.dtype, i.colour,
         i.pixel_width, i.pixel_height, i.pixel_size_provenance, i.metadata || coalesce(s.cells - 'process_pixel', '{}') as metadata, i.notes
    from image i left join sheet_row s on s.id = i.sheet_row;
