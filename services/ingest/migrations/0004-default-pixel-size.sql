alter table intake add column default_pixel_size float8 not null default 0;
