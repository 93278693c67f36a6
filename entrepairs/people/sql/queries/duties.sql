-- Asked to coordinate an organisation.
select 'coordinate' as kind, a.asked_to_coordinate_at as at, o.key::text as key, o.name::text as title_fr,
  '' as title_en, null::bigint as person_id, '' as person_key, '' as person_name, 0 as number, '' as words,
  null::jsonb as details
from people_affiliation a join people_organisation o on o.id = a.organisation_id
where a.person_id = me() and a.until is null and not a.coordinator and a.asked_to_coordinate_at is not null
  and not exists (select from people_coordinationrefusal r
    where r.affiliation_id = a.id and r.at >= a.asked_to_coordinate_at)
