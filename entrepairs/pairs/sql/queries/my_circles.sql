-- The circles I am in that have not ended, but events, which are in the calendar; of each what is planned next.
select c.id, c.key::text as key, c.kind::text as kind, c.name::text as name, coming.key::text as meeting,
  coming.starts_at, coming.title, coming."where"
from people_circle c
left join lateral (
  select t.key, t.starts_at, t.title, t."where" from meetings_meeting t
  where t.circle_id = c.id and t.agreed_at is not null and t.cancelled_at is null and t.held is null
    and t.uncounted_at is null and t.starts_at + make_interval(mins => t.minutes) > statement_timestamp()
  order by t.starts_at, t.id limit 1) coming on true
where c.id = any((select my_circles())::bigint[]) and c.ended_at is null and c.kind <> 'event'
order by coming.starts_at nulls last, c.folded, c.started_at desc, c.id
