-- My pairs by name, by what is next in them: their address, the key of the other person, the name, when it is next,
-- when it began, and what waits in it. One more than are shown, so that the page knows whether there are more.
select coalesce(jsonb_agg(jsonb_build_array('/pairs/' || c.key || '/', c.person_key, c.name,
  extract(epoch from c.at), extract(epoch from c.started_at), w.number)), '[]') from (
  select c.id, c.key, p.key as person_key, p.name, c.at, c.started_at from my_circles_with_next('pair') c
  join people_membership m on m.circle_id = c.id and m.person_id <> me()
  join people_person p on p.id = m.person_id
  order by c.at nulls last, c.started_at desc, c.id limit 9) c
join waiting_in_pairs() w on w.circle_id = c.id
