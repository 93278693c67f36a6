-- A wish is seen by its person and, while it stands, by its audience; never across a block. Its words with it.
grant select, insert, update (words, audience, room_for, closed_at) on pairs_wish to entrepairs_person;
create policy seen on pairs_wish for select to entrepairs_person using (
  person_id = (select me())
  or (closed_at is null and room_for > 0 and (select me()) is not null and person_id <> all((select my_blocks())::bigint[])
      and (audience >= 4 or in_my_organisations(person_id))));
create policy make_mine on pairs_wish for insert to entrepairs_person with check (person_id = (select me()));
create policy change_mine on pairs_wish for update to entrepairs_person using (person_id = (select me())) with check (person_id = (select me()));

-- Whoever wishes to meet someone shows their name to the audience of that wish.
create policy wishes on people_person for select to entrepairs_person using (
  exists (select from pairs_wish w where w.person_id = people_person.id and w.closed_at is null));

-- A proposal is seen by the two it is about; never across a block. Whoever proposed may withdraw it. A yes is written
-- under the system hat, because it makes a circle for both.
grant select, insert, update (withdrawn_at) on pairs_proposal to entrepairs_person;
create policy seen on pairs_proposal for select to entrepairs_person using (
  (by_id = (select me()) and to_id <> all((select my_blocks())::bigint[]))
  or (to_id = (select me()) and withdrawn_at is null and by_id <> all((select my_blocks())::bigint[])));
create policy propose on pairs_proposal for insert to entrepairs_person with check (
  by_id = (select me()) and accepted_at is null and to_id <> all((select my_blocks())::bigint[])
  and exists (select from pairs_wish w where w.person_id = to_id and w.closed_at is null));
create policy withdraw on pairs_proposal for update to entrepairs_person using (by_id = (select me()) and accepted_at is null)
  with check (by_id = (select me()) and accepted_at is null);

-- The names of the two stand on a proposal.
create or replace function my_proposals() returns bigint[] language sql stable security definer set search_path = public, pg_temp as
$$ select coalesce(array_agg(case by_id when me() then to_id else by_id end), '{}') from pairs_proposal
   where by_id = me() or (to_id = me() and withdrawn_at is null) $$;
create policy proposed on people_person for select to entrepairs_person using (
  id = any((select my_proposals())::bigint[]) and id <> all((select my_blocks())::bigint[]));

-- A refusal is known to whoever refused, and to nobody else.
grant select, insert on pairs_refusal to entrepairs_person;
create policy mine on pairs_refusal for select to entrepairs_person using (person_id = (select me()));
create policy refuse on pairs_refusal for insert to entrepairs_person with check (person_id = (select me())
  and exists (select from pairs_proposal p where p.id = proposal_id and p.to_id = (select me())));

-- An agreement is seen by the members of the pair. Either proposes new words; only the other accepts them.
grant select, insert, update (accepted_by_id, accepted_at, replaced_at) on pairs_agreement to entrepairs_person;
create policy seen on pairs_agreement for select to entrepairs_person using (circle_id = any((select my_circles_ever())::bigint[]));
create policy propose on pairs_agreement for insert to entrepairs_person with check (
  proposed_by_id = (select me()) and accepted_by_id is null and circle_id = any((select my_circles())::bigint[]));
create policy answer on pairs_agreement for update to entrepairs_person using (circle_id = any((select my_circles())::bigint[]))
  with check (circle_id = any((select my_circles())::bigint[]) and (accepted_by_id is null or accepted_by_id = (select me()) or replaced_at is not null));
