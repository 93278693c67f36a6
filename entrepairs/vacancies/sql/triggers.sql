create trigger moments_are_now before insert or update on vacancies_vacancycall for each row
  execute function moments_are_now('closed_at');
create trigger moments_are_now before insert or update on vacancies_candidacy for each row
  execute function moments_are_now('withdrawn_at');
-- What is withdrawn or closed waits no more.
create trigger closes_notices after update on vacancies_candidacy for each row
  execute function close_notices('candidacy', 'array[($1).key]');
create trigger closes_notices after update on vacancies_vacancycall for each row
  execute function close_notices('candidacy', 'array(select key from vacancies_candidacy where call_id = ($1).id)');
