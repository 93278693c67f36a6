-- Until when what was told waits: a question until it is answered or taken back; a yes until it is seen. `about` is the
-- key of the step.
create function step_asked_waits(person bigint, about text) returns boolean language sql stable as
$$ select exists (select from learning_step s where s.key = about and s.asked_of_id = person and step_is_asked(s)) $$;
create function step_yes_waits(person bigint, about text) returns boolean language sql stable as
$$ select exists (select from learning_step s where s.key = about and s.person_id = person
     and s.confirmed_at is not null) $$;

-- I saw it: my yes to what I was asked to confirm at that moment, and what I say I am. Gives whose it is; nothing when
-- nothing waits.
create function confirm_step(a_step bigint, since timestamptz, by_whom varchar, again boolean) returns bigint
  language sql volatile security definer set search_path = app, public, pg_temp as
$$ update learning_step s set confirmed_at = statement_timestamp(), confirmed_as = by_whom,
     asked_again = case when s.side = 'taught' then again end
   where s.id = a_step and s.asked_at = since and s.asked_of_id = me() and step_is_asked(s)
     and s.person_id <> all(my_blocks())
   returning s.person_id $$;

-- What I learned or taught goes, with its attestations, and with a no that I do not see. Says whether it was there.
create function remove_step(a_step bigint) returns boolean language plpgsql volatile security definer
  set search_path = app, public, pg_temp as $$
begin
  if not exists (select from learning_step where id = a_step and person_id = me()) then return false; end if;
  delete from learning_attestation where step_id = a_step;
  delete from learning_declinedstep where step_id = a_step;
  delete from learning_step where id = a_step;
  return true;
end $$;

-- The last day of what I learned on that path, once somebody has confirmed it. Under the hat of the person who asks.
create function learned_on_path(path varchar) returns date language sql stable as
$$ select max(coalesce(s.last_day, s.first_day)) from learning_step s join vocabulary_concept c on c.id = s.path_id
   where s.person_id = me() and s.side = 'learned' and s.confirmed_at is not null and c.scheme = 'path'
     and c.key = learned_on_path.path $$;

-- A number of the list that nobody had before, drawn by chance among at least twice as many: neighbours tell nothing.
create function take_place(list_size integer) returns integer language plpgsql volatile security definer
  set search_path = app, public, pg_temp as $$
declare
  drawn integer;
begin
  if me() is null then return null; end if;
  loop
    drawn := floor(random() * list_size * (1 + (select count(*) from learning_listplace) * 2 / list_size));
    insert into learning_listplace (number) values (drawn) on conflict do nothing;
    if found then return drawn; end if;
  end loop;
end $$;

-- For who holds the code, signed in or not: the attestation, and what it is about. Nothing is written.
create function attestation_named(name varchar) returns setof learning_attestation language sql stable
  security definer set search_path = app, public, pg_temp as
$$ select * from learning_attestation where code = attestation_named.name $$;
create function step_attested(name varchar) returns setof learning_step language sql stable
  security definer set search_path = app, public, pg_temp as
$$ select s.* from learning_step s join learning_attestation a on a.step_id = s.id where a.code = step_attested.name $$;

-- Who may call them; nobody else may.
grant execute on function
  confirm_step, remove_step, learned_on_path, take_place, attestation_named, step_attested to entrepairs_person;
