-- A seat that somebody takes is called for no more. This runs with the rights of the owner.
create function close_vacancy_calls() returns trigger language plpgsql security definer
  set search_path = app, public, pg_temp as $$
begin
  update vacancies_vacancycall set closed_at = statement_timestamp() where seat_id = new.seat_id and closed_at is null;
  return null;
end $$;
create trigger closes_vacancy_calls after update of accepted_at on mandates_mandate for each row
  when (old.accepted_at is null and new.accepted_at is not null) execute function close_vacancy_calls();
-- A seat that nobody ever held may be taken off; its calls go with it. This runs with the rights of the owner.
create function remove_calls_of_seat() returns trigger language plpgsql security definer
  set search_path = app, public, pg_temp as $$
begin
  delete from vacancies_candidacy o using vacancies_vacancycall c where c.id = o.call_id and c.seat_id = old.id;
  delete from vacancies_vacancycall where seat_id = old.id;
  return old;
end $$;
create trigger removes_calls_of_seat before delete on mandates_seat for each row
  execute function remove_calls_of_seat();
