-- The last day until which somebody may be in the circle of the delegation of a body: they hold a seat of it today, in
-- full or as a deputy, or coordinate an organisation that proposed somebody who does. Nothing when they may not. It is
-- asked by the functions and triggers of this room alone.
create function delegation_until(who bigint, a_body bigint) returns date language sql stable security definer
  set search_path = app, public, pg_temp as
$$ select max(m.until) from mandates_mandate m where m.body_id = a_body and mandate_is_held(m, today())
     and (m.person_id = who or exists (select from people_affiliation a where a.organisation_id = m.organisation_id
       and a.person_id = who and a.coordinator and is_current(a.since, a.until))) $$;
-- Two can meet: a full seat of the body and the seat of a deputy of it are both held today.
create function delegation_is_two(a_body bigint) returns boolean language sql stable security definer
  set search_path = app, public, pg_temp as
$$ select exists (select from mandates_seat d join mandates_mandate m on m.seat_id = d.id
     and mandate_is_held(m, today()) join mandates_mandate h on h.seat_id = d.deputy_of_id
     and mandate_is_held(h, today()) where d.body_id = a_body) $$;

-- Which circle is of which body, for those who are or were in it. The circle is made by enter_delegation(): nobody
-- else writes here.
grant select on delegations_delegation to entrepairs_person;
create policy seen on delegations_delegation for select to entrepairs_person using (
  circle_id = any((select my_circles_ever())::bigint[]));

-- A position in preparation is read by those who are in the circle now, and the words of each by who wrote them, also
-- afterwards. All of them begin one and write the next version, under their own name; a version never changes. Who
-- began a draft deletes it.
grant select, insert, delete on delegations_draft to entrepairs_person;
create policy ours on delegations_draft for select to entrepairs_person using (
  circle_id = any((select my_circles())::bigint[]) or begun_by_id = (select me()));
create policy begin on delegations_draft for insert to entrepairs_person with check (
  begun_by_id = (select me()) and circle_id = any((select my_open_circles())::bigint[])
  and exists (select from delegations_delegation d where d.circle_id = delegations_draft.circle_id));
create policy take_off on delegations_draft for delete to entrepairs_person using (
  begun_by_id = (select me()) and circle_id = any((select my_circles())::bigint[]));
grant select, insert, delete on delegations_draftversion to entrepairs_person;
create policy ours on delegations_draftversion for select to entrepairs_person using (
  author_id = (select me()) or exists (select from delegations_draft d where d.id = draft_id
    and d.circle_id = any((select my_circles())::bigint[])));
create policy write on delegations_draftversion for insert to entrepairs_person with check (
  author_id = (select me()) and exists (select from delegations_draft d where d.id = draft_id
    and d.circle_id = any((select my_open_circles())::bigint[])));
create policy take_off on delegations_draftversion for delete to entrepairs_person using (
  exists (select from delegations_draft d where d.id = draft_id and d.begun_by_id = (select me())
    and d.circle_id = any((select my_circles())::bigint[])));
