select jsonb_build_object(
  'decide', (select count(*) from safeguarding_rotaplace p
    where p.organisation_id = o.id and p.accepted_at is not null and p.ended_at is null),
  'on_call', (select count(distinct h.person_id) from safeguarding_callhours h
    where h.organisation_id = o.id and h.accepted_at is not null and h.ended_at is null),
  'waiting', count_without_readers(o.id))
from people_organisation o where o.id = %(organisation)s
