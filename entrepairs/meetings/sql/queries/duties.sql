-- Meetings to answer, to say whether they were held, to note, and notes to confirm. After thirty days a meeting left
-- unanswered or unnoted waits no more; a note waits however old it is.
with mine as materialized (
  select c.id, c.kind, c.name from people_circle c where c.id = any((select my_voting_circles())::bigint[])
), lately as materialized (
  select m.*, c.kind as circle_kind, m.starts_at + make_interval(mins => m.minutes) as ends_at
  from mine c join meetings_meeting m on m.circle_id = c.id
  where m.starts_at >= statement_timestamp() - interval '30 days' and m.cancelled_at is null and m.uncounted_at is null
), waiting as (
  select case when m.starts_at + make_interval(mins => m.minutes) <= statement_timestamp() then 'lapsed' else 'answer'
    end as kind,
    m.proposed_at as at, m.id
  from meetings_to_answer(me()) m
  where m.circle_id in (select id from mine) and m.starts_at >= statement_timestamp() - interval '30 days'
  union all
  select 'say_held', m.ends_at, m.id from lately m
  where m.agreed_at is not null and m.held is null and m.ends_at <= statement_timestamp()
  union all
  select 'note', greatest(m.ends_at, m.agreed_at), m.id from lately m
  where m.held and m.circle_kind = 'pair' and not exists (select from meetings_contribution n where n.meeting_id = m.id)
  union all
  select 'confirm', min(n.noted_at), n.meeting_id from contributions_to_confirm(me()) n
  where n.circle_id in (select id from mine where kind = 'pair') group by n.meeting_id
)
select w.kind, w.at, m.key::text as key, coalesce(c.name, '')::text as title_fr, '' as title_en, o.id as person_id,
  o.key::text as person_key, o.name::text as person_name, m.minutes::int as number, m.title as words,
  jsonb_build_object('starts_at', m.starts_at, 'means', m.means, 'where', m."where") as details
from waiting w join meetings_meeting m on m.id = w.id and m.cancelled_at is null and m.uncounted_at is null
join mine c on c.id = m.circle_id
left join lateral (
  select p.id, p.key, p.name from people_membership b join people_person p on p.id = b.person_id
  where c.kind = 'pair' and b.circle_id = c.id and b.person_id <> me() limit 1) o on true
