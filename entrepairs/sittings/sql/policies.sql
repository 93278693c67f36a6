-- Sittings of the bodies where I sit today, in a full seat or as a deputy; who holds a seat no more is out of them.
create function my_delegated_sittings() returns bigint[] language sql stable security definer
  set search_path = app, public, pg_temp as
$$ select coalesce(array_agg(s.id), '{}') from sittings_sitting s where s.body_id = any(my_delegations()) $$;
-- The seats that I hold or held, with a yes of mine.
create function my_seats_ever() returns bigint[] language sql stable security definer
  set search_path = app, public, pg_temp as
$$ select coalesce(array_agg(distinct m.seat_id), '{}') from mandates_mandate m
   where m.person_id = me() and m.accepted_at is not null and m.withdrawn_at is null $$;
-- That mandate is held on the day of that sitting, of the same body.
create function is_of_sitting(a_mandate bigint, a_sitting bigint) returns boolean language sql stable as
$$ select exists (select from mandates_mandate m join sittings_sitting s on s.id = a_sitting and s.body_id = m.body_id
     where m.id = a_mandate and mandate_is_held(m, s.day)) $$;
-- Of a sitting nothing is written yet.
create function sitting_is_bare(a_sitting bigint) returns boolean language sql stable as
$$ select not exists (select from sittings_note n where n.sitting_id = a_sitting)
     and not exists (select from sittings_came c where c.sitting_id = a_sitting)
     and not exists (select from sittings_nextstep p where p.sitting_id = a_sitting) $$;
-- Offered, and waiting for the yes of its person: they are a deputy on that day, the sitting is to come, nobody else
-- has taken the seat, and they did not say no.
create function seat_offer_waits_for_yes(o sittings_seatoffer) returns boolean language sql stable as
$$ select o.taken_at is null and o.withdrawn_at is null
     and not exists (select from sittings_declinedoffer d where d.offer_id = o.id)
     and not exists (select from sittings_seatoffer t where t.sitting_id = o.sitting_id and t.seat_id = o.seat_id
       and t.taken_at is not null and t.withdrawn_at is null)
     and exists (select from sittings_sitting s where s.id = o.sitting_id and s.cancelled_at is null
       and s.starts_at > statement_timestamp()) and is_of_sitting(o.mandate_id, o.sitting_id) $$;

-- Hour and place of a sitting are for the delegation: they say where somebody will be. Everyone else is told the days,
-- by a function. Who is in the delegation adds a sitting, on a day of a term (triggers.sql), and calls it off; what
-- is moved or erased goes by functions, which know what hangs on it.
grant select, insert, update (cancelled_at, changed_at) on sittings_sitting to entrepairs_person;
create policy seen on sittings_sitting for select to entrepairs_person using (
  body_id = any((select my_delegations())::bigint[]));
create policy add on sittings_sitting for insert to entrepairs_person with check (
  added_by_id = (select me()) and cancelled_at is null and sequence = 0
  and body_id = any((select my_delegations())::bigint[]));
create policy call_off on sittings_sitting for update to entrepairs_person
  using (cancelled_at is null and body_id = any((select my_delegations())::bigint[]))
  with check (cancelled_at is not null);

-- Who comes, and to whom a seat is offered, is seen by the delegation, never across a block. Both are written by
-- functions.
grant select on sittings_seatanswer to entrepairs_person;
create policy seen on sittings_seatanswer for select to entrepairs_person using (
  sitting_id = any((select my_delegated_sittings())::bigint[])
  and exists (select from mandates_mandate m where m.id = mandate_id));
grant select on sittings_seatoffer to entrepairs_person;
create policy seen on sittings_seatoffer for select to entrepairs_person using (
  sitting_id = any((select my_delegated_sittings())::bigint[])
  and person_id <> all((select my_blocks())::bigint[])
  and (opens_at <= statement_timestamp() or person_id <> (select me())));

-- A no is known to the person who said it, and to nobody else.
grant select, insert on sittings_declinedoffer to entrepairs_person;
create policy mine on sittings_declinedoffer for select to entrepairs_person using (person_id = (select me()));
create policy decline on sittings_declinedoffer for insert to entrepairs_person with check (
  person_id = (select me()) and exists (select from sittings_seatoffer o where o.id = offer_id
    and o.person_id = (select me()) and o.opens_at <= statement_timestamp() and seat_offer_waits_for_yes(o)));

-- What the body was asked for and gave is of the delegation: all of it reads and writes it.
grant select, insert, update (received_on) on sittings_paper to entrepairs_person;
create policy ours on sittings_paper for select to entrepairs_person using (
  body_id = any((select my_delegations())::bigint[]));
create policy add on sittings_paper for insert to entrepairs_person with check (
  body_id = any((select my_delegations())::bigint[]));
create policy change on sittings_paper for update to entrepairs_person using (
  body_id = any((select my_delegations())::bigint[]));
grant select, insert on sittings_paperrequest to entrepairs_person;
create policy ours on sittings_paperrequest for select to entrepairs_person using (
  exists (select from sittings_paper p where p.id = paper_id));
create policy ask on sittings_paperrequest for insert to entrepairs_person with check (
  by_id = (select me()) and asked_on between today() - 1 and today() + 1
  and exists (select from sittings_paper p where p.id = paper_id));

-- What is written after a sitting is of the delegation too. It is written once the sitting has begun, of those who held
-- a seat that day. A note is never taken away, and its text can be.
grant select, insert, update (present, words, record, written_by_id, written_at) on sittings_note to entrepairs_person;
create policy ours on sittings_note for select to entrepairs_person using (
  sitting_id = any((select my_delegated_sittings())::bigint[]));
create policy write on sittings_note for insert to entrepairs_person with check (
  written_by_id = (select me()) and exists (select from sittings_sitting s where s.id = sitting_id
    and s.cancelled_at is null and s.starts_at <= statement_timestamp()));
create policy change on sittings_note for update to entrepairs_person
  using (sitting_id = any((select my_delegated_sittings())::bigint[])) with check (written_by_id = (select me()));
grant select, insert, delete on sittings_came to entrepairs_person;
create policy ours on sittings_came for select to entrepairs_person using (
  sitting_id = any((select my_delegated_sittings())::bigint[])
  and exists (select from mandates_mandate m where m.id = mandate_id));
create policy write on sittings_came for insert to entrepairs_person with check (
  is_of_sitting(mandate_id, sitting_id) and exists (select from sittings_sitting s where s.id = sitting_id
    and s.cancelled_at is null and s.starts_at <= statement_timestamp()));
create policy correct on sittings_came for delete to entrepairs_person using (
  sitting_id = any((select my_delegated_sittings())::bigint[]));
grant select, insert, update (done_on), delete on sittings_nextstep to entrepairs_person;
create policy ours on sittings_nextstep for select to entrepairs_person using (
  sitting_id = any((select my_delegated_sittings())::bigint[]));
create policy write on sittings_nextstep for insert to entrepairs_person with check (
  done_on is null and exists (select from sittings_sitting s where s.id = sitting_id)
  and (mandate_id is null or exists (select from mandates_mandate m join sittings_sitting s on s.id = sitting_id
    and s.body_id = m.body_id where m.id = mandate_id and mandate_is_held(m, today()))));
create policy tick on sittings_nextstep for update to entrepairs_person using (
  sitting_id = any((select my_delegated_sittings())::bigint[]));
create policy take_off on sittings_nextstep for delete to entrepairs_person using (
  sitting_id = any((select my_delegated_sittings())::bigint[]));

-- What the next must know is read by the delegation of the body, and by who wrote it, also afterwards. Each writes of a
-- seat that is or was theirs.
grant select, insert, update (words, written_at), delete on sittings_handover to entrepairs_person;
create policy read on sittings_handover for select to entrepairs_person using (
  person_id = (select me()) or exists (select from mandates_seat s where s.id = seat_id
    and s.body_id = any((select my_delegations())::bigint[])));
create policy write on sittings_handover for insert to entrepairs_person with check (
  person_id = (select me()) and seat_id = any((select my_seats_ever())::bigint[]));
create policy change on sittings_handover for update to entrepairs_person using (person_id = (select me()));
create policy take_off on sittings_handover for delete to entrepairs_person using (person_id = (select me()));

-- What a mandate costs, and the training of a person, are theirs alone: no deputy and no coordinator reads them.
grant select, insert, delete on sittings_cost to entrepairs_person;
create policy mine on sittings_cost for select to entrepairs_person using (person_id = (select me()));
create policy write on sittings_cost for insert to entrepairs_person with check (
  person_id = (select me()) and exists (select from mandates_mandate m where m.id = mandate_id
    and m.person_id = (select me()) and m.accepted_at is not null));
create policy take_off on sittings_cost for delete to entrepairs_person using (person_id = (select me()));
grant select, insert, update (done_on), delete on sittings_training to entrepairs_person;
create policy mine on sittings_training for all to entrepairs_person using (person_id = (select me()))
  with check (person_id = (select me()));

-- An approval is public, as the agencies publish it. Who coordinates the association writes it.
grant select, insert, delete on sittings_approval to entrepairs_person;
create policy seen on sittings_approval for select to entrepairs_person using (true);
create policy write on sittings_approval for insert to entrepairs_person with check (
  organisation_id = any((select my_coordinations())::bigint[]));
create policy take_off on sittings_approval for delete to entrepairs_person using (
  organisation_id = any((select my_coordinations())::bigint[]));

-- Who may call them; nobody else may.
grant execute on function my_delegated_sittings, my_seats_ever, is_of_sitting, sitting_is_bare,
  seat_offer_waits_for_yes to entrepairs_person;
