-- What stands around my day, in the columns of duties: my peers by their next meeting; who coordinates an organisation
-- of mine, with the telephone number that they share; how widely my answers are seen; where I would meet somebody.
(select 'face' as kind, coalesce(soon.starts_at, statement_timestamp()) as at, c.key::text as key, '' as title_fr,
  '' as title_en, p.id as person_id, p.key::text as person_key, p.name::text as person_name,
  (soon.starts_at is not null)::int as number, '' as words, null::jsonb as details
from people_membership mine join people_circle c on c.id = mine.circle_id
join people_membership other on other.circle_id = c.id and other.person_id <> me()
join people_person p on p.id = other.person_id
left join lateral (select min(e.starts_at) as starts_at from meetings_meeting e where e.circle_id = c.id
  and e.agreed_at is not null and e.cancelled_at is null and e.starts_at > statement_timestamp()) soon on true
where mine.person_id = me() and c.kind = 'pair' and c.ended_at is null and c.paused_at is null
  and is_current(mine.since, mine.until)
order by soon.starts_at nulls last, p.folded, p.id limit 12)
union all
(select 'someone_to_ask', statement_timestamp(), '', o.name::text, o.name::text, p.id, p.key::text, p.name::text, 0,
  coalesce(f.note::text, ''), null
from people_affiliation a join people_organisation o on o.id = a.organisation_id
join people_person p on p.id = a.person_id
left join people_facet f on f.person_id = p.id and f.kind = 'contact' and f.means = 'phone'
where a.organisation_id = any((select my_organisations())::bigint[]) and a.coordinator and a.person_id <> me()
  and is_current(a.since, a.until)
order by f.id is null, a.since, a.id limit 1)
union all
select 'seen_by', statement_timestamp(), '', '', '', null, '', '', coalesce(max(f.audience), 0), '', null
from people_facet f where f.person_id = me()
union all
select 'near_place', statement_timestamp(), '', '', '', null, '', '', 0, '',
  jsonb_build_object('latitude', v.latitude, 'longitude', v.longitude)
from people_facet f join vocabulary_place v on v.geoname_id = f.place_id where f.person_id = me() and f.kind = 'place'
