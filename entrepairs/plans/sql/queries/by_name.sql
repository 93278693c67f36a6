-- My plans and those I am in, by name, by what is next in them: address, no person, name, when it is next and began,
-- what waits in it. One more than are shown, so that the page knows whether there are more.
select coalesce(jsonb_agg(jsonb_build_array('/plans/' || c.key || '/', '', c.name,
  extract(epoch from c.at), extract(epoch from c.started_at), w.number)), '[]') from (
  select c.id, c.key, c.name, coming.at, c.started_at from people_circle c
  left join lateral (
    select min(t.starts_at) as at from meetings_meeting t
    where t.circle_id = c.id and t.agreed_at is not null and t.cancelled_at is null and t.held is null
      and t.starts_at > statement_timestamp()) coming on true
  where c.kind = 'plan' and c.ended_at is null and c.id = any((select my_circles())::bigint[])
  order by coming.at nulls last, c.started_at desc, c.id limit 9) c
join waiting_in_plans() w on w.circle_id = c.id
