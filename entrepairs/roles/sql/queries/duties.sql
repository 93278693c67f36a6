-- Roles offered to me, and those that somebody ended.
select 'role_offered' as kind, h.made_at as at, h.key::text as key, o.name::text as title_fr, '' as title_en,
  null::bigint as person_id, '' as person_key, '' as person_name, 0 as number, '' as words, null::jsonb as details
from roles_heldrole h join people_organisation o on o.id = h.organisation_id
where h.person_id = me() and role_is_offered(h)
union all
select 'role_ended', n.told_at, h.key::text, o.name::text, '', null::bigint, '', '', 0, '', null::jsonb
from notices_notice n join roles_heldrole h on h.key = split_part(n.about, ':', 1) and h.person_id = me()
join people_organisation o on o.id = h.organisation_id
where n.person_id = me() and n.kind = 'role' and split_part(n.about, ':', 2) = 'ended' and n.seen_at is null
  and n.due_at <= statement_timestamp()
