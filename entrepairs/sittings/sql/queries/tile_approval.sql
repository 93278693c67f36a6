select jsonb_build_object('until', (select max(a.until) from sittings_approval a where a.organisation_id = o.id))
from people_organisation o where o.id = %(organisation)s
