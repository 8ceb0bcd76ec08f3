create table account (
  id text primary key,
  name text not null,
  -- the owner of the machine on which everything runs in one process
  local boolean not null default false,
  admin boolean not null default false,
  -- scrypt$<salt>$<hash>, both in base64; null: this account has no password
  password_hash text,
  created_at timestamptz not null default now()
);
create unique index account_name on account (lower(name));
create unique index account_local on account (local) where local;

create table project (
  id text primary key,
  name text not null,
  owner_id text not null references account,
  settings jsonb not null default '{}',
  created_at timestamptz not null default now(),
  deleted_at timestamptz
);
create unique index project_name on project (owner_id, name) where deleted_at is null;

create table token (
  id text primary key,
  account_id text not null references account on delete cascade,
  -- session: a browser; api: made by a person for a program; local: for commands on the same data folder
  kind text not null check (kind in ('session', 'api', 'local')),
  name text not null,
  -- SHA-256 of the secret; the secret itself is shown once and never stored
  hash bytea not null unique,
  -- null: every project of the account; a token for a program always has one
  project_id text references project,
  role text not null default 'owner' check (role in ('viewer', 'annotator', 'editor', 'owner')),
  -- whether its holder sits at the machine: shown the sign-in code or the file with the local token
  local boolean not null default false,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  revoked_at timestamptz,
  check (kind <> 'api' or project_id is not null)
);
create index token_account on token (account_id);

create table sign_in_code (
  hash bytea primary key,
  account_id text not null references account on delete cascade,
  expires_at timestamptz not null,
  used_at timestamptz
);

create table member (
  project_id text not null references project on delete cascade,
  account_id text not null references account on delete cascade,
  role text not null check (role in ('viewer', 'annotator', 'editor', 'owner')),
  primary key (project_id, account_id)
);
create index member_account on member (account_id);

-- Each row's hash covers the row and the hash before it: a row that is changed, removed or put between others shows.
create table audit (
  position bigint primary key,
  at timestamptz not null,
  account_id text not null,
  project_id text,
  operation text not null,
  target text,
  trace text not null,
  previous bytea not null,
  hash bytea not null
);
create function audit_is_append_only() returns trigger language plpgsql as $$
begin
  raise exception 'the audit is append-only';
end $$;
create trigger audit_append_only before update or delete or truncate on audit for each statement execute function audit_is_append_only();

create view read.project as select id, name, owner_id, settings, created_at from project where deleted_at is null;
