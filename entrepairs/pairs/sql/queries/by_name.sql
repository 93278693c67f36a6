-- My pairs by name, by what is next in them: their address, the key of the other person, the name, when it is next,
-- when it began, and what waits in it.
select coalesce(jsonb_agg(jsonb_build_array('/pairs/' || c.key || '/', p.key, p.name,
  extract(epoch from c.at), extract(epoch from c.started_at), w.number)), '[]')
from my_circles_with_next('pair') c
left join (people_membership m join people_person p on p.id = m.person_id)
  on m.circle_id = c.id and m.person_id <> me()
join waiting_in_pairs() w on w.circle_id = c.id
