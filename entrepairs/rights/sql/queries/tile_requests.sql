select jsonb_build_object('open', (select count(*) from rights_datarequest r
  where r.noted_by_id = (select me()) and r.answered_at is null and r.called_off_at is null
    and is_in_any(r.person_id, array[o.id])))
from people_organisation o where o.id = %(organisation)s
