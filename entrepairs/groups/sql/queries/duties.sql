-- Invitations and asks to answer, agreements to read, those to talk about again, a visit that ends soon, organisations
-- asked to back a group; then what was told: I am in, a group may open, a group has ended.
with mine as materialized (
  select c.id, c.key, c.name from people_circle c where c.kind = 'group' and c.ended_at is null
), told as materialized (
  select kind, told_at, about from notices_notice
  where person_id = me() and kind in ('group_door', 'group_ended', 'group_wider') and seen_at is null
    and due_at <= statement_timestamp()
)
select case when e.by_id is null then 'group_asks' when e.role = 'keeper' then 'group_keeper' else 'group_invites'
  end as kind, e.made_at as at, c.key::text as key, c.name::text as title_fr, '' as title_en, p.id as person_id,
  p.key::text as person_key, p.name::text as person_name, 0 as number, '' as words, null::jsonb as details
from entries_to_answer() e join mine c on c.id = e.circle_id
join people_person p on p.id = case when e.by_id is null then e.person_id else e.by_id end
union all
select 'group_agreement', a.made_at, c.key, c.name, '', null::bigint, null, '', a.number, '', null
from agreements_to_read() a join mine c on c.id = a.circle_id
union all
select 'agreement_due', a.review_on::timestamptz, c.key, c.name, '', null::bigint, null, '', 0, '', null
from groups_agreement a join mine c on c.id = a.circle_id
where a.review_on <= today() and c.id = any((select my_kept_groups())::bigint[])
  and not exists (select from groups_agreement n where n.circle_id = a.circle_id and n.number > a.number)
union all
select 'group_visit', m.until - interval '7 days', c.key, c.name, '', null::bigint, null, '', 0, '', null
from people_membership m join mine c on c.id = m.circle_id
where m.person_id = me() and m.role_id = (select role_named('visitor')) and is_current(m.since, m.until)
  and m.until < statement_timestamp() + interval '7 days'
union all
select 'group_backing', b.since, c.key, c.name, '', null::bigint, null, '', 0, '', null
from groups_backing b join people_circle c on c.id = b.circle_id and c.ended_at is null
where b.accepted_at is null and b.until is null and b.organisation_id = any((select my_coordinations())::bigint[])
union all
select case t.kind when 'group_door' then 'group_in' else t.kind end, t.told_at, c.key, c.name, '',
  null::bigint, null, '', 0, '', null
from told t join people_circle c on c.key = split_part(t.about, ':', 1)
where t.kind <> 'group_door' or split_part(t.about, ':', 3) = 'yes'
