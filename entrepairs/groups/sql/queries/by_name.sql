-- My groups by name, by what is next in them: their address, no person, their name, when it is next, when it began,
-- what waits in it.
select coalesce(jsonb_agg(jsonb_build_array('/groups/' || c.key || '/', '', c.name,
  extract(epoch from c.at), extract(epoch from c.started_at), w.number)), '[]')
from my_circles_with_next('group') c
join waiting_in_groups() w on w.circle_id = c.id
