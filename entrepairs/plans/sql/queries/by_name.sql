-- My plans and those I am in, by name, by what is next in them: address, no person, name, when it is next and began,
-- what waits in it.
select coalesce(jsonb_agg(jsonb_build_array('/plans/' || c.key || '/', '', c.name,
  extract(epoch from c.at), extract(epoch from c.started_at), w.number)), '[]')
from my_circles_with_next('plan') c
join waiting_in_plans() w on w.circle_id = c.id
