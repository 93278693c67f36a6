select jsonb_build_object('own', w.id is not null, 'suggested', w.suggested is not null)
from (select 1) one left join suggestions_weights w on w.organisation_id = %(organisation)s
