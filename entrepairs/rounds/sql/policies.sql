-- A round is seen by those who coordinate its organisation, now. They open it, have it worked out and cancel it; that
-- it is to read, and what it found, is written by the job; that it is released, by the action that asks everybody.
grant select, insert, update (state, attempt, percent, beat_at, trouble, ended_at) on rounds_round to entrepairs_person;
create policy coordinated on rounds_round for select to entrepairs_person
  using (organisation_id = any((select my_coordinations())::bigint[]));
create policy open on rounds_round for insert to entrepairs_person with check (
  organisation_id = any((select my_coordinations())::bigint[]) and opened_by_id = (select me()) and state = 'open'
    and figures = '{}' and gap is null
  and (circle_id is null
    or exists (select from people_circle c
      where c.id = circle_id and c.organisation_id = rounds_round.organisation_id and c.kind <> 'pair')));
create policy lead on rounds_round for update to entrepairs_person
  using (organisation_id = any((select my_coordinations())::bigint[])
    and state in ('open', 'computing', 'ready', 'failed'))
  with check (organisation_id = any((select my_coordinations())::bigint[])
    and state in ('open', 'computing', 'cancelled'));

-- What a round suggests is read by those coordinators while it is to read, never about someone across a block of
-- theirs. They set lines aside; the job writes them, and whatever ends the round deletes them.
create function rounds_to_read() returns bigint[] language sql stable security definer
  set search_path = app, public, pg_temp as
$$ select coalesce(array_agg(id), '{}') from rounds_round
  where state = 'ready' and organisation_id = any(my_coordinations()) $$;
grant select, update (set_aside_at) on rounds_suggestion to entrepairs_person;
create policy to_read on rounds_suggestion for select to entrepairs_person using (
  round_id = any((select rounds_to_read())::bigint[])
  and one_id <> all((select my_blocks())::bigint[]) and other_id <> all((select my_blocks())::bigint[]));
create policy set_aside on rounds_suggestion for update to entrepairs_person
  using (round_id = any((select rounds_to_read())::bigint[])
    and one_id <> all((select my_blocks())::bigint[]) and other_id <> all((select my_blocks())::bigint[]))
  with check (round_id = any((select rounds_to_read())::bigint[]));

-- What would have helped me, once the round is over; for nobody else.
create function my_released_rounds() returns bigint[] language sql stable security definer
  set search_path = app, public, pg_temp as
$$ select coalesce(array_agg(distinct r.id), '{}') from rounds_round r join rounds_hint h on h.round_id = r.id
   where h.person_id = me() and r.state = 'released' $$;
grant select on rounds_hint to entrepairs_person;
create policy mine on rounds_hint for select to entrepairs_person
  using (person_id = (select me()) and round_id = any((select my_released_rounds())::bigint[]));

-- Who may call them; nobody else may.
grant execute on function
  rounds_to_read, my_released_rounds to entrepairs_person;
