-- Invitations and words of an agreement to answer; then what was told: a yes to my invitation, a pair that paused, went
-- on or ended, words that were accepted or set aside. Of an invitation, `details` says which reasons may not be given,
-- and whether no yes is possible: `mine` for want of my room, else `untold`.
with waiting as materialized (
  select * from invitations_to_answer(me())
), told as materialized (
  select told_at, split_part(about, ':', 1) as circle_key,
    case kind when 'yes' then 'yes' else split_part(about, ':', 2) end as what
  from notices_notice
  where person_id = me() and kind in ('yes', 'agreement') and seen_at is null and due_at <= statement_timestamp()
)
select 'invitation' as kind, w.made_at as at, w.key::text as key, coalesce(o.name, '')::text as title_fr,
  '' as title_en, p.id as person_id, p.key::text as person_key, p.name::text as person_name, 0 as number, w.words,
  jsonb_build_object('unspoken', l.unspoken, 'no_times', l.no_times, 'no_yes',
    case when r.mine_is_full then 'mine' when r.invitation_id is not null then 'untold' end) as details
from waiting w join people_person p on p.id = w.by_id
left join people_organisation o on o.id = w.organisation_id
left join limits_with((select array_agg(by_id) from waiting)) l on l.person_id = w.by_id
left join invitations_not_possible() r on r.invitation_id = w.id
union all
select case t.what when 'yes' then 'yes' when 'pause' then 'pause' when 'resume' then 'resume' when 'end' then 'end'
  when 'accepted' then 'accepted' else 'aside' end,
  t.told_at, c.key, '', '', p.id, p.key, p.name, 0, '', null
from told t join people_circle c on c.key = t.circle_key
join people_membership m on m.circle_id = c.id and m.person_id <> me() join people_person p on p.id = m.person_id
where t.what <> 'words'
union all
select 'agreement', a.proposed_at, c.key, '', '', p.id, p.key, p.name, 0, '', null
from pairs_agreement a join people_circle c on c.id = a.circle_id
join people_membership m on m.circle_id = c.id and m.person_id <> me() join people_person p on p.id = m.person_id
where a.proposed_by_id <> me() and a.accepted_at is null and a.closed_at is null
  and a.circle_id = any((select my_open_circles())::bigint[])
