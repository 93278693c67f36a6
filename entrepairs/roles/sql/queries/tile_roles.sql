select role_sums(o.id, (statement_timestamp() at time zone o.time_zone)::date) || jsonb_build_object(
  'waiting', (select count(*) from roles_heldrole h
              where h.organisation_id = o.id and h.accepted_at is null and h.withdrawn_at is null))
from people_organisation o where o.id = %(organisation)s
