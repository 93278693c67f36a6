-- My meetings of these days: suggested, planned, held. Of circles I left, what took place while I was there. What was
-- cancelled, what did not take place and what nobody answered in time is not in a calendar.
select 'meeting' as kind, 'meeting:' || m.key as thing, m.key::text as key, m.starts_at,
  m.starts_at + make_interval(mins => m.minutes) as ends_at, null::date as first_day, null::date as last_day,
  c.name::text as title_fr, '' as title_en, m.title as secret_title, coalesce(o.name, '')::text as person_name,
  case m."where" when '' then m.means else '' end::text as place, m."where" as secret_place,
  case when m.agreed_at is not null then '' when m.proposed_by_id = me() then 'asked' else 'to_answer' end as state,
  null::double precision as latitude, null::double precision as longitude, false as online
from meetings_meeting m join people_circle c on c.id = m.circle_id
left join lateral (
  select p.name from people_membership b join people_person p on p.id = b.person_id
  where c.kind = 'pair' and b.circle_id = c.id and b.person_id <> me() limit 1) o on true
where m.starts_at < %(end)s and m.starts_at > %(start)s - interval '1 day'
  and m.starts_at + make_interval(mins => m.minutes) > %(start)s
  and m.circle_id = any((select my_circles_ever())::bigint[])
  and m.cancelled_at is null and m.uncounted_at is null and m.held is distinct from false
  and (m.agreed_at is not null or m.starts_at + make_interval(mins => m.minutes) > statement_timestamp())
  and (m.starts_at <= statement_timestamp() or m.circle_id = any((select my_circles())::bigint[]))
