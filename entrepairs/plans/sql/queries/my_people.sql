-- The people whom I meet in pairs that run, and those who invited me to their plan: one line a person, by what is next
-- in one or the other; with the notes of theirs that wait for my yes, meetings to fill in, and messages to read.
with circles as (
  select p.key, p.name, p.folded, c.id, c.kind,
    case c.kind when 'plan' then '/plans/' else '/pairs/' end || c.key || '/' as path, soon.at,
    (select count(distinct n.meeting_id) from meetings_contribution n
     where n.circle_id = c.id and c.kind = 'pair' and n.confirmed_at is null and n.noted_by_id <> me()
       and me() in (n.giver_id, n.receiver_id)) as to_confirm,
    (select count(*) from meetings_meeting t where t.circle_id = c.id and c.kind = 'pair' and t.held
       and t.uncounted_at is null and t.starts_at > statement_timestamp() - interval '30 days'
       and not exists (select from meetings_contribution n where n.meeting_id = t.id)) as to_note,
    (select count(*) from (select from conversations_message m where m.circle_id = c.id and m.author_id <> me()
       and m.taken_back_at is null and m.id > (select my_mark(c.id)) limit 9) newer) as unread
  from people_circle c
  left join plans_plan l on l.circle_id = c.id
  join people_membership o on o.circle_id = c.id and o.person_id <> me() and is_current(o.since, o.until)
  join people_person p on p.id = o.person_id
  left join lateral next_meeting(c.id) soon on true
  where c.id = any((select my_circles())::bigint[]) and c.ended_at is null
    and (c.kind = 'pair' or c.kind = 'plan' and o.person_id = l.holder_id)
)
select key::text, max(name)::text, array_agg(path order by kind, id), array_agg(kind::text order by kind, id), min(at),
  sum(to_confirm)::int, sum(to_note)::int, sum(unread)::int
from circles group by key
order by min(at) nulls last, max(folded), key offset %(first)s limit %(many)s
