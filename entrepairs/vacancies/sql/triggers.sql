create trigger moments_are_now before insert or update on vacancies_vacancycall for each row
  execute function moments_are_now('closed_at');
create trigger moments_are_now before insert or update on vacancies_candidacy for each row
  execute function moments_are_now('withdrawn_at');
-- What is withdrawn or closed waits no more.
create trigger closes_notices after update on vacancies_candidacy for each row
  execute function close_notices('candidacy', 'array[($1).key]');
create trigger closes_notices_of_calls after update on vacancies_candidacy for each row
  execute function close_notices('call_ended',
    'array(select key from vacancies_vacancycall where id = ($1).call_id)', '($1).person_id');
create trigger closes_notices after update on vacancies_vacancycall for each row
  execute function close_notices('candidacy', 'array(select key from vacancies_candidacy where call_id = ($1).id)');
create trigger closes_notices_of_ends after update on vacancies_vacancycall for each row
  execute function close_notices('call_ended', 'array[($1).key]');
create trigger closes_notices_when_erased after delete on vacancies_vacancycall for each row
  execute function close_notices('call_ended', 'array[($1).key]');

-- Who answered is told that the call has ended: at once when it is closed, be it because somebody holds the seat; else
-- the day after its last day, which is set in advance and again when that day changes. The association tells it, across
-- any block; who holds the seat, or why it is closed, is not told. These run with the rights of the owner.
create function tell_of_ended_call(c vacancies_vacancycall, persons bigint[]) returns void language sql volatile as
$$ select tell_notice(persons, 'call_ended',
     c.key || ':' || case when c.closed_at is null then c.until::text else 'closed' end,
     '/vacancies/' || c.key || '/', case when c.closed_at is null then (c.until + 1)::timestamptz end, null, false) $$;
create function call_tells_its_end() returns trigger language plpgsql security definer
  set search_path = app, public, pg_temp as $$
begin
  perform tell_of_ended_call(new, array(select o.person_id from vacancies_candidacy o
    where o.call_id = new.id and o.withdrawn_at is null and o.person_id is distinct from me()));
  return null;
end $$;
create trigger tells_its_end after update of closed_at, until on vacancies_vacancycall for each row
  when (new.closed_at is distinct from old.closed_at or new.until <> old.until) execute function call_tells_its_end();
create function candidacy_awaits_end() returns trigger language plpgsql security definer
  set search_path = app, public, pg_temp as $$
begin
  perform tell_of_ended_call(c, array[new.person_id]) from vacancies_vacancycall c where c.id = new.call_id;
  return null;
end $$;
create trigger awaits_end after insert on vacancies_candidacy for each row execute function candidacy_awaits_end();
