-- What somebody asked me to confirm, and is not across a block.
create function step_is_asked(s learning_step) returns boolean language sql stable as
$$ select s.asked_of_id is not null and s.confirmed_at is null
     and not exists (select from learning_declinedstep d where d.step_id = s.id and d.person_id = s.asked_of_id) $$;
-- Who asks me to confirm something is known to me by name, while it waits for me.
create function people_who_ask_me() returns bigint[] language sql stable security definer
  set search_path = app, public, pg_temp as
$$ select coalesce(array_agg(distinct s.person_id), '{}') from learning_step s
   where s.asked_of_id = me() and step_is_asked(s) $$;

-- Something learned or taught is seen by its person, and by the one person whom they asked to confirm it; never across
-- a block. Its person writes it, and changes it until they ask; once confirmed nobody changes it. They ask in their own
-- name somebody whom they see. The answer, and its end, are written by the functions of this room.
grant select, insert,
  update (title, place, way, path_id, first_day, last_day, minutes, level, together, pay, amount, asked_of_id, asked_at)
  on learning_step to entrepairs_person;
create policy seen on learning_step for select to entrepairs_person using (
  person_id = (select me())
  or asked_of_id = (select me()) and person_id <> all((select my_blocks())::bigint[]));
create policy write on learning_step for insert to entrepairs_person with check (
  person_id = (select me()) and asked_of_id is null and asked_at is null and confirmed_at is null and confirmed_as = ''
  and asked_again is null);
create policy change on learning_step for update to entrepairs_person
  using (person_id = (select me()) and confirmed_at is null)
  with check (person_id = (select me()) and (asked_of_id is null) = (asked_at is null)
    and (asked_of_id is null or asked_of_id <> (select me()) and may_be_asked(asked_of_id) and minutes is not null
      and first_day is not null and exists (select from people_person p where p.id = asked_of_id)));

-- A no is known to the person who said it, and to nobody else.
grant select, insert on learning_declinedstep to entrepairs_person;
create policy mine on learning_declinedstep for select to entrepairs_person using (person_id = (select me()));
create policy decline on learning_declinedstep for insert to entrepairs_person with check (
  person_id = (select me()) and exists (select from learning_step s where s.id = step_id
    and s.asked_of_id = (select me()) and s.confirmed_at is null));

-- An attestation is seen by its person, who makes it of what was confirmed to them, and withdraws it; by who holds its
-- code, through a function. Nobody else sees that there is one.
grant select, insert, update (withdrawn_at) on learning_attestation to entrepairs_person;
create policy mine on learning_attestation for select to entrepairs_person using (person_id = (select me()));
create policy make on learning_attestation for insert to entrepairs_person with check (
  person_id = (select me()) and withdrawn_at is null and exists (select from learning_step s where s.id = step_id
    and s.person_id = (select me()) and s.confirmed_at is not null));
create policy withdraw on learning_attestation for update to entrepairs_person
  using (person_id = (select me()) and withdrawn_at is null) with check (withdrawn_at is not null);

-- The numbers that were withdrawn are public: that is the list. It names nobody.
grant select on learning_listplace to entrepairs_person;
create policy seen on learning_listplace for select to entrepairs_person using (withdrawn);

-- The public halves of the keys are public; the other half is read by nobody but the site, when it signs.
grant select (id, key, public, made_at, given_up_at) on learning_signingkey to entrepairs_person;
create policy seen on learning_signingkey for select to entrepairs_person using (true);

-- Who may call them; nobody else may.
grant execute on function step_is_asked, people_who_ask_me to entrepairs_person;
