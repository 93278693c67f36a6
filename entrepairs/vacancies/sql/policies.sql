-- The calls to which I answered: I see them also once they are closed. The calls of what I coordinate.
create function my_answered_calls() returns bigint[] language sql stable security definer
  set search_path = app, public, pg_temp as
$$ select coalesce(array_agg(call_id), '{}') from vacancies_candidacy where person_id = me() $$;
create function my_opened_calls() returns bigint[] language sql stable security definer
  set search_path = app, public, pg_temp as
$$ select coalesce(array_agg(id), '{}') from vacancies_vacancycall where organisation_id = any(my_coordinations()) $$;

-- An open call is public. Once closed or over it is seen by who coordinates the association, and by who answered it.
-- Coordinators open one in the name of their association, for a seat that nobody holds, change it and close it.
grant select, insert, update (words, until, approved, approval, mail, closed_at) on vacancies_vacancycall
  to entrepairs_person;
create policy seen on vacancies_vacancycall for select to entrepairs_person using (
  closed_at is null and until >= today()
  or organisation_id = any((select my_coordinations())::bigint[])
  or id = any((select my_answered_calls())::bigint[]));
create policy open on vacancies_vacancycall for insert to entrepairs_person with check (
  closed_at is null and until >= today() and organisation_id = any((select my_coordinations())::bigint[])
  and exists (select from mandates_seat s, vacant_seats(array[s.body_id], today()) v
    where s.id = vacancies_vacancycall.seat_id and v.seat_id = s.id));
create policy keep on vacancies_vacancycall for update to entrepairs_person using (
  closed_at is null and organisation_id = any((select my_coordinations())::bigint[]))
  with check (organisation_id = any((select my_coordinations())::bigint[]));

-- A candidacy is seen by its person, and by those who coordinate the association that calls, until it is withdrawn;
-- never across a block. One offers oneself, and nobody else, to an association of which one is, while the call is open.
grant select, insert, update (given, family, email, telephone, words, withdrawn_at)
  on vacancies_candidacy to entrepairs_person;
create policy seen on vacancies_candidacy for select to entrepairs_person using (
  person_id = (select me()) or withdrawn_at is null and person_id <> all((select my_blocks())::bigint[])
    and call_id = any((select my_opened_calls())::bigint[]));
create policy offer on vacancies_candidacy for insert to entrepairs_person with check (
  person_id = (select me()) and withdrawn_at is null and exists (select from vacancies_vacancycall c
    where c.id = call_id and c.closed_at is null and c.until >= today()
      and c.organisation_id = any((select my_organisations())::bigint[])));
create policy withdraw on vacancies_candidacy for update to entrepairs_person
  using (person_id = (select me()) and withdrawn_at is null) with check (withdrawn_at is not null);

-- Who may call them; nobody else may.
grant execute on function my_answered_calls, my_opened_calls to entrepairs_person;
