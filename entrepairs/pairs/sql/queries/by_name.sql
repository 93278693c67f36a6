-- My circles by name, at most eight: their address, the key of the other person, the name.
select coalesce(jsonb_agg(jsonb_build_array('/pairs/' || c.key || '/', c.person_key, c.name)), '[]') from (
  select c.key, p.key as person_key, p.name from people_circle c
  join people_membership m on m.circle_id = c.id and m.person_id <> me()
  join people_person p on p.id = m.person_id
  where c.kind = 'pair' and c.ended_at is null and c.id = any((select my_circles())::bigint[])
  order by c.started_at desc limit 8) c
