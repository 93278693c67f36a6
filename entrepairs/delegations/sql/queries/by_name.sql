-- Circles of my delegations by name, by what is next in them: address, no person, name, when it is next and began, what
-- waits in it.
select coalesce(jsonb_agg(jsonb_build_array('/delegations/' || c.key || '/', '', c.name,
  extract(epoch from c.at), extract(epoch from c.started_at), w.unread)), '[]')
from my_circles_with_next('delegation') c
join unread_by_circle('delegation') w on w.circle_id = c.id
