create trigger moments_are_now before insert or update on learning_step for each row
  execute function moments_are_now('asked_at');
create trigger moments_are_now before insert on learning_declinedstep for each row
  execute function moments_are_now('at');
create trigger moments_are_now before insert or update on learning_attestation for each row
  execute function moments_are_now('issued_at', 'withdrawn_at');
-- What somebody is asked to confirm stays as they read it: its person takes the question back, and changes it then.
create function step_stays_as_asked() returns trigger language plpgsql set search_path = app, public, pg_temp as $$
begin
  if current_user = 'entrepairs_person' and (new.asked_of_id is distinct from old.asked_of_id
    or (new.title, new.place, new.minutes, new.first_day, new.last_day) is distinct from
       (old.title, old.place, old.minutes, old.first_day, old.last_day)
    or (new.level, new.together, new.pay, new.amount, new.way, new.path_id) is distinct from
       (old.level, old.together, old.pay, old.amount, old.way, old.path_id)) then
    raise insufficient_privilege using message = 'it is asked already';
  end if;
  return new;
end $$;
create trigger stays_as_asked before update on learning_step for each row
  when (old.asked_at is not null and new.asked_at is not null) execute function step_stays_as_asked();
-- Whatever answers or takes back closes what was told.
create trigger closes_notices after update or delete on learning_step for each row
  execute function close_notices('step_asked', 'array[($1).key]');
create trigger closes_notices_of_yes after delete on learning_step for each row
  execute function close_notices('step_yes', 'array[($1).key]');
create trigger closes_notices after insert on learning_declinedstep for each row
  execute function close_notices('step_asked', 'array(select key from learning_step where id = ($1).step_id)');

-- The number of an attestation that is withdrawn, or goes with its step or its person, is withdrawn for good. This runs
-- with the rights of the owner.
create function withdraw_place() returns trigger language plpgsql security definer
  set search_path = app, public, pg_temp as $$
begin
  update learning_listplace set withdrawn = true where number = old.number;
  return null;
end $$;
create trigger withdraws_place after update of withdrawn_at or delete on learning_attestation for each row
  execute function withdraw_place();
