select jsonb_build_object('groups', count(*)) from people_circle c
where c.organisation_id = %(organisation)s and c.kind not in ('pair', 'event') and c.ended_at is null
