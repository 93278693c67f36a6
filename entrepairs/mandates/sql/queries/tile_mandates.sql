select jsonb_build_object(
  'bodies', (select count(*) from mandates_body b where b.kept_by_id = o.id),
  'held', (select count(*) from mandates_mandate m where m.organisation_id = o.id and mandate_is_held(m, today())),
  'waiting', (select count(*) from mandates_mandate m where m.organisation_id = o.id and m.accepted_at is null
    and m.withdrawn_at is null and m.until >= today()))
from people_organisation o where o.id = %(organisation)s
