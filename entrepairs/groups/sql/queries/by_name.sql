-- My groups by name, at most eight: their address, no person, their name.
select coalesce(jsonb_agg(jsonb_build_array('/groups/' || c.key || '/', '', c.name)), '[]') from (
  select c.key, c.name from people_circle c
  where c.kind = 'group' and c.ended_at is null and c.id = any((select my_circles())::bigint[])
  order by c.folded limit 8) c
