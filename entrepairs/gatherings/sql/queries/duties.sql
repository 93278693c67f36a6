-- What gatherings ask of people: swaps of turns to answer, and what others noted that they brought each other.
select 'turn_swap' as kind, s.made_at as at, c.key::text as key, c.name::text as title_fr, '' as title_en,
  p.id as person_id, p.key::text as person_key, p.name::text as person_name, 0 as number, '' as words,
  null::jsonb as details
from gatherings_swap s join gatherings_turn t on t.id = s.other_id join gatherings_rhythm r on r.id = t.rhythm_id
join people_circle c on c.id = r.circle_id join people_person p on p.id = s.by_id
where s.to_id = (select me()) and t.day >= today()
  and not exists (select from gatherings_declinedswap d where d.swap_id = s.id)
union all
select 'brought', min(n.noted_at), m.key::text, c.name::text, '', p.id, p.key::text, p.name::text, 0, '', null
from brought_to_confirm(me()) n join meetings_meeting m on m.id = n.meeting_id
join people_circle c on c.id = n.circle_id join people_person p on p.id = n.noted_by_id
group by m.key, c.name, p.id, p.key, p.name
union all
select 'group_apart', n.told_at, '', '', '', null::bigint, null, '', 0, '', null
from notices_notice n
where n.person_id = me() and n.kind = 'group_apart' and n.seen_at is null and n.due_at <= statement_timestamp()
union all
select 'group_visits', v.asked_at, v.key::text, v.host_name::text, '', null::bigint, null, '', 0, '', null
from gatherings_visit v where v.guest_id = any((select my_voting_circles())::bigint[]) and visit_stands(v)
  and v.asked_by_id is distinct from me() and exists (select from meeting_of_visit(v.id) m
    where m.cancelled_at is null and m.starts_at > statement_timestamp())
