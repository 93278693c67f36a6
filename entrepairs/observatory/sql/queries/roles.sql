-- Roles that people accepted and held in the period: whose, and whether its statute is without pay.
select r.person_id, not (k.data ->> 'paid')::boolean
from roles_heldrole r join vocabulary_concept k on k.id = r.statute_id
where r.accepted_at is not null and r.withdrawn_at is null and k.data ->> 'paid' is not null
  and r.since < %(until)s::date and (r.until is null or r.until >= %(since)s::date)
order by r.id
