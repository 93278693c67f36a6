create trigger moments_are_now before insert on mandates_declinedmandate for each row
  execute function moments_are_now('at');
-- Whatever answers closes what was told.
create trigger closes_notices after update on mandates_mandate for each row
  execute function close_notices('mandate', 'array[($1).key]');
create trigger closes_notices after insert on mandates_declinedmandate for each row
  execute function close_notices('mandate', 'array(select key from mandates_mandate where id = ($1).mandate_id)');

-- A mandate lasts as long as its term, and never longer: its last day is that of the term, also when it begins in the
-- middle, and it begins on a day of it.
create function mandate_ends_with_term() returns trigger language plpgsql security definer
  set search_path = app, public, pg_temp as $$
declare
  of_term mandates_term;
begin
  select * into of_term from mandates_term where id = new.term_id for share;
  if new.since not between of_term.since and of_term.until then
    raise check_violation using message = 'it begins outside its term', constraint = 'mandate_in_its_term';
  end if;
  if tg_op = 'INSERT' and new.ended_at is null then
    new.until := of_term.until;
  end if;
  return new;
end $$;
create trigger ends_with_term before insert on mandates_mandate for each row execute function mandate_ends_with_term();

-- Another last day of a term is that of its mandates, save those that ended before.
create function term_moves_mandates() returns trigger language plpgsql security definer
  set search_path = app, public, pg_temp as $$
begin
  update mandates_mandate set until = new.until where term_id = new.id and ended_at is null and until = old.until;
  return null;
end $$;
create trigger moves_mandates after update of until on mandates_term for each row
  when (new.until is distinct from old.until) execute function term_moves_mandates();

-- The deputy of a seat is of the same body and of the same number as that seat, which is a full one.
create function deputy_is_of_its_seat() returns trigger language plpgsql security definer
  set search_path = app, public, pg_temp as $$
begin
  if not exists (select from mandates_seat s where s.id = new.deputy_of_id and s.body_id = new.body_id
      and s.number = new.number and s."order" = 0) then
    raise check_violation using message = 'a deputy of another seat', constraint = 'seat_deputy_of_its_own';
  end if;
  return new;
end $$;
create trigger is_of_its_seat before insert on mandates_seat for each row
  when (new.deputy_of_id is not null) execute function deputy_is_of_its_seat();
