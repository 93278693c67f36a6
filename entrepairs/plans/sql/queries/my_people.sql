-- The people whom I meet in pairs that run, and those who invited me to their plan: one line a circle, by what is next;
-- with the notes of theirs that wait for my yes, meetings to fill in, and messages to read. Somebody who is in both is
-- named twice: the plan is not the pair.
select p.key::text, p.name::text, case c.kind when 'plan' then '/plans/' else '/pairs/' end || c.key || '/',
  c.kind::text, soon.at,
  (select count(distinct n.meeting_id) from meetings_contribution n
   where n.circle_id = c.id and n.confirmed_at is null and n.noted_by_id <> me() and me() in (n.giver_id, n.receiver_id)
  )::int,
  (select count(*) from meetings_meeting t where t.circle_id = c.id and c.kind = 'pair' and t.held
     and t.uncounted_at is null and t.starts_at > statement_timestamp() - interval '30 days'
     and not exists (select from meetings_contribution n where n.meeting_id = t.id))::int,
  (select count(*) from (select from conversations_message m where m.circle_id = c.id and m.author_id <> me()
     and m.taken_back_at is null and m.id > (select my_mark(c.id)) limit 9) newer)::int
from people_circle c
left join plans_plan l on l.circle_id = c.id
join people_membership o on o.circle_id = c.id and o.person_id <> me() and is_current(o.since, o.until)
join people_person p on p.id = o.person_id
left join lateral next_meeting(c.id) soon on true
where c.id = any((select my_circles())::bigint[]) and c.ended_at is null
  and (c.kind = 'pair' or c.kind = 'plan' and o.person_id = l.holder_id)
order by soon.at nulls last, p.folded, c.id offset %(first)s limit %(many)s
