-- Objects as shapes, for programs that ask where things lie. Coordinates are those of the upright image: x to the right, y downwards, the
-- first pixel from (0, 0) to (1, 1). They have no place on Earth (SRID 0). In micrometres only where the size of a pixel is known.
create view object as
  select o.id, o.project_id, i.collection_id, o.image_id, o.task_id, o.step, o.name, o.label, o.inner_object, o.area,
         st_makeenvelope(o.x, o.y, o.x + o.width, o.y + o.height) as box_px,
         st_makepoint(o.centroid_x, o.centroid_y) as centroid_px,
         case when i.pixel_width is not null and i.pixel_height is not null then
           st_makeenvelope(o.x * i.pixel_width, o.y * i.pixel_height, (o.x + o.width) * i.pixel_width, (o.y + o.height) * i.pixel_height)
         end as box_um,
         case when i.pixel_width is not null and i.pixel_height is not null then
           st_makepoint(o.centroid_x * i.pixel_width, o.centroid_y * i.pixel_height)
         end as centroid_um
    from read.object o join read.image i on i.id = o.image_id
   where o.replaced_by is null;
comment on view object is 'Objects with their boxes and centroids as geometries, in pixels and, where the size of a pixel is known, in micrometres.';
