select jsonb_build_object('people', count(*), 'coordinators', count(*) filter (where a.coordinator))
from people_affiliation a where a.organisation_id = %(organisation)s and is_current(a.since, a.until)
  and a.person_id <> all((select my_blocks())::bigint[])
