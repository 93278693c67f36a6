select jsonb_build_object('kind', o.kind <> '', 'telephone', o.telephone <> '', 'address', o.address <> '',
  'opening', exists (select from people_opening p where p.organisation_id = o.id))
from people_organisation o where o.id = %(organisation)s
