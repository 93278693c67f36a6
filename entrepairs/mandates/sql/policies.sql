-- Proposed, and waiting for the yes of its person: not taken back, and not answered, as far as who asks may know.
create function mandate_is_proposed(m mandates_mandate) returns boolean language sql stable as
$$ select m.accepted_at is null and m.withdrawn_at is null and m.until >= today()
     and not exists (select from mandates_declinedmandate d where d.mandate_id = m.id) $$;
-- Held on that day, with a yes; a mandate that is ended today is not held any more.
create function mandate_is_held(m mandates_mandate, on_day date) returns boolean language sql immutable as
$$ select m.accepted_at is not null and m.withdrawn_at is null and m.since <= on_day
     and (m.until > on_day or m.until = on_day and m.ended_at is null) $$;
-- The delegation of a body: all who hold a seat of it today, full seats and those of deputies alike. Who holds one no
-- more, or not yet, is out of it.
create function my_delegations() returns bigint[] language sql stable security definer
  set search_path = app, public, pg_temp as
$$ select coalesce(array_agg(distinct m.body_id), '{}') from mandates_mandate m
   where m.person_id = me() and mandate_is_held(m, today()) $$;
-- A body whose page an organisation that I coordinate keeps.
create function my_kept_bodies() returns bigint[] language sql stable security definer
  set search_path = app, public, pg_temp as
$$ select coalesce(array_agg(id), '{}') from mandates_body where kept_by_id = any(my_coordinations()) $$;
-- A seat that nobody ever held, and that nobody was proposed for: it may be taken off. Of the bodies that I keep.
create function seat_is_unused(a_seat bigint) returns boolean language sql stable security definer
  set search_path = app, public, pg_temp as
$$ select exists (select from mandates_seat s where s.id = a_seat and s.body_id = any(my_kept_bodies()))
     and not exists (select from mandates_mandate m where m.seat_id = a_seat) $$;

-- What governs care is public: bodies, their terms and their seats. Who coordinates the organisation that keeps the
-- page of a body writes them; nobody hands a body to an organisation that they do not coordinate.
grant select, insert, update (name, place_id, finess) on mandates_body to entrepairs_person;
create policy seen on mandates_body for select to entrepairs_person using (true);
create policy keep on mandates_body for insert to entrepairs_person with check (
  kept_by_id = any((select my_coordinations())::bigint[]));
create policy change on mandates_body for update to entrepairs_person using (
  kept_by_id = any((select my_coordinations())::bigint[]));
grant select, insert, update (until, goes_on_since, goes_on_source) on mandates_term to entrepairs_person;
create policy seen on mandates_term for select to entrepairs_person using (true);
create policy add on mandates_term for insert to entrepairs_person with check (
  body_id = any((select my_kept_bodies())::bigint[]));
create policy change on mandates_term for update to entrepairs_person using (
  body_id = any((select my_kept_bodies())::bigint[]));
grant select, insert, delete on mandates_seat to entrepairs_person;
create policy seen on mandates_seat for select to entrepairs_person using (true);
create policy add on mandates_seat for insert to entrepairs_person with check (
  body_id = any((select my_kept_bodies())::bigint[]));
create policy take_off on mandates_seat for delete to entrepairs_person using (
  body_id = any((select my_kept_bodies())::bigint[]) and seat_is_unused(id));

-- A mandate is a public duty: with its yes it is seen by everyone with an account, and its past with it. A proposal is
-- seen by its person, whatever became of it, and by those who coordinate the organisation that proposes. Never across a
-- block. These propose somebody of the organisation, whom they see, for a seat of that body and in a term that is not
-- over; nobody says yes for another. What becomes of it is written by the functions of this room.
grant select, insert on mandates_mandate to entrepairs_person;
create policy seen on mandates_mandate for select to entrepairs_person using (
  person_id = (select me())
  or (person_id <> all((select my_blocks())::bigint[])
    and (organisation_id = any((select my_coordinations())::bigint[])
      or (select me()) is not null and accepted_at is not null and withdrawn_at is null)));
create policy propose on mandates_mandate for insert to entrepairs_person with check (
  proposed_by_id = (select me()) and accepted_at is null and withdrawn_at is null and ended_at is null
  and organisation_id = any((select my_coordinations())::bigint[])
  and person_id <> all((select my_blocks())::bigint[])
  and exists (select from people_person p where p.id = mandates_mandate.person_id)
  and is_in_any(person_id, array[organisation_id])
  and exists (select from mandates_seat s where s.id = seat_id and s.body_id = mandates_mandate.body_id)
  and exists (select from mandates_term t where t.id = term_id and t.body_id = mandates_mandate.body_id
    and t.until >= today()));

-- A no is known to the person who said it, and to nobody else.
grant select, insert on mandates_declinedmandate to entrepairs_person;
create policy mine on mandates_declinedmandate for select to entrepairs_person using (person_id = (select me()));
create policy decline on mandates_declinedmandate for insert to entrepairs_person with check (
  person_id = (select me()) and exists (select from mandates_mandate m where m.id = mandate_id
    and m.person_id = (select me()) and m.accepted_at is null and m.withdrawn_at is null));

-- Who may call them; nobody else may.
grant execute on function mandate_is_proposed, mandate_is_held, my_delegations, my_kept_bodies, seat_is_unused
  to entrepairs_person;
