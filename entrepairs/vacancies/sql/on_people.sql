create trigger closes_notices_of_candidacies after update of until, coordinator on people_affiliation for each row
  when (new.until is distinct from old.until or not new.coordinator)
  execute function close_notices('candidacy', 'array(select o.key from vacancies_candidacy o
    join vacancies_vacancycall c on c.id = o.call_id where c.organisation_id = ($1).organisation_id)',
    '($1).person_id');
-- Who leaves the association offers nothing to it any more. This runs with the rights of the owner.
create function withdraw_candidacies() returns trigger language plpgsql security definer
  set search_path = app, public, pg_temp as $$
begin
  update vacancies_candidacy o set withdrawn_at = statement_timestamp(), given = '', family = '', email = '',
    telephone = '', words = ''
  from vacancies_vacancycall c where c.id = o.call_id and c.organisation_id = new.organisation_id
    and o.person_id = new.person_id and o.withdrawn_at is null;
  return null;
end $$;
create trigger withdraws_candidacies after update of until on people_affiliation for each row
  when (new.until is distinct from old.until and new.until <= clock_timestamp())
  execute function withdraw_candidacies();
