-- Invitations to a plan, commitments to accept, mine that are late, plans of mine to read again or with new notes.
with mine as materialized (
  select c.id, c.key, c.name from people_circle c where c.kind = 'plan' and c.ended_at is null
), commitments as materialized (
  select o.*, c.key as circle_key, c.name from plans_commitment o join mine c on c.id = o.plan_id
  where o.person_id = me() and o.done_at is null and o.ended_at is null
)
select 'plan_invites' as kind, i.made_at as at, c.key::text as key, c.name::text as title_fr, '' as title_en,
  p.id as person_id, p.key::text as person_key, p.name::text as person_name, 0 as number, '' as words,
  null::jsonb as details
from plans_planinvitation i join mine c on c.id = i.plan_id join plans_plan l on l.circle_id = c.id
join people_person p on p.id = l.holder_id
where i.person_id = me()
union all
select 'plan_asked', o.made_at, o.circle_key, o.name, '', p.id, p.key::text, p.name::text, 0, '', null
from commitments o join people_person p on p.id = o.by_id where o.accepted_at is null
union all
select 'plan_late', o.until::timestamptz, o.circle_key, o.name, '', null::bigint, null, '', 0, '', null
from commitments o where o.accepted_at is not null and o.until < today()
union all
select 'plan_review', l.review_on::timestamptz, c.key, c.name, '', null::bigint, null, '', 0, '', null
from plans_plan l join mine c on c.id = l.circle_id where l.holder_id = me() and l.review_on <= today()
union all
select 'plan_note', min(n.told_at), c.key, c.name, '', null::bigint, null, '', count(*)::int, '', null
from notices_notice n join mine c on c.key = split_part(n.about, ':', 1)
where n.person_id = me() and n.kind = 'plan_note' and n.seen_at is null and n.due_at <= statement_timestamp()
group by c.key, c.name
union all
select 'plan_ended', n.told_at, '', '', '', null::bigint, null, '', 0, '', null
from notices_notice n
where n.person_id = me() and n.kind = 'plan_ended' and n.seen_at is null and n.due_at <= statement_timestamp()
