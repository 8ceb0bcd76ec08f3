-- how often the process that had the task in hand ended without a word
alter table task add column lost integer not null default 0;
