-- Key that gives the class to an object; empty: none.
alter table class add column key text not null default '' check (key ~ '^[a-z0-9]?$');
create unique index class_key on class (project_id, key) where key <> '';
