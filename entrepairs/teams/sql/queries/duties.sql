-- Roles in teams that I am offered; teams that somebody ended, or in which somebody ended my role.
select 'team_offered' as kind, r.made_at as at, c.key::text as key, c.name::text as title_fr, '' as title_en,
  p.id as person_id, p.key::text as person_key, p.name::text as person_name, 0 as number, '' as words,
  null::jsonb as details
from teams_teamrole r join people_circle c on c.id = r.circle_id join people_person p on p.id = r.offered_by_id
where r.id = any((select my_team_offers())::bigint[])
union all
select 'team_ended', n.told_at, c.key::text, c.name::text, '', null::bigint, null, '', 0, '', null
from notices_notice n join people_circle c on c.key = split_part(n.about, ':', 1)
where n.person_id = me() and n.kind = 'team' and split_part(n.about, ':', 2) = 'ended' and n.seen_at is null
  and n.due_at <= statement_timestamp()
