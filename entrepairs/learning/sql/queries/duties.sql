-- What I am asked to confirm, and what was confirmed to me.
select 'step_asked' as kind, s.asked_at as at, s.key::text as key, '' as title_fr, '' as title_en,
  p.id as person_id, p.key::text as person_key, p.name::text as person_name, 0 as number, '' as words,
  null::jsonb as details
from learning_step s join people_person p on p.id = s.person_id
where s.asked_of_id = me() and step_is_asked(s)
union all
select 'step_yes', n.told_at, s.key::text, '', '', null::bigint, '', '', 0, '', null::jsonb
from notices_notice n join learning_step s on s.key = n.about and s.person_id = me()
where n.person_id = me() and n.kind = 'step_yes' and n.seen_at is null and n.due_at <= statement_timestamp()
