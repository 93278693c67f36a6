-- A meeting is seen by whoever was a member of its circle when it was proposed or when it took place; current members plan and change it.
grant select, insert, update (title, starts_at, minutes, time_zone, means, "where", proposed_by_id, proposed_at, agreed_by_id, agreed_at,
  cancelled_by_id, cancelled_at, held, uncounted_by_id, uncounted_at, sequence) on meetings_meeting to entrepairs_person;
create policy seen on meetings_meeting for select to entrepairs_person using (
  circle_id = any((select my_circles_ever())::bigint[]) and (i_was_in(circle_id, proposed_at) or i_was_in(circle_id, starts_at)));
create policy plan on meetings_meeting for insert to entrepairs_person with check (
  proposed_by_id = (select me()) and agreed_by_id is null and circle_id = any((select my_circles())::bigint[])
  and exists (select from people_circle c where c.id = circle_id and c.paused_at is null and c.ended_at is null));
-- Nobody says yes, cancels or stops the counting in another's name; what is not counted stays so.
create policy change on meetings_meeting for update to entrepairs_person
  using (circle_id = any((select my_circles())::bigint[]) and uncounted_at is null)
  with check (circle_id = any((select my_circles())::bigint[]));

-- A contribution is seen by the members of the circle at that time. It is noted by one of the two, confirmed by the
-- other, and can be taken back until then; of a meeting that is not counted there is none.
grant select, insert, update (confirmed_by_id, confirmed_at), delete on meetings_contribution to entrepairs_person;
create policy seen on meetings_contribution for select to entrepairs_person using (
  circle_id = any((select my_circles_ever())::bigint[]) and i_was_in(circle_id, at));
create policy note on meetings_contribution for insert to entrepairs_person with check (
  noted_by_id = (select me()) and confirmed_by_id is null and circle_id = any((select my_circles())::bigint[])
  and exists (select from meetings_meeting m where m.id = meeting_id and m.circle_id = meetings_contribution.circle_id
              and m.starts_at = at and m.held and m.uncounted_at is null));
create policy confirm on meetings_contribution for update to entrepairs_person
  using (confirmed_by_id is null and noted_by_id <> (select me()) and (select me()) in (giver_id, receiver_id)
         and circle_id = any((select my_circles())::bigint[]))
  with check (confirmed_by_id = (select me()));
create policy take_back on meetings_contribution for delete to entrepairs_person
  using (confirmed_by_id is null and (select me()) in (giver_id, receiver_id) and circle_id = any((select my_circles())::bigint[]));

-- The address of a calendar feed is its person's.
grant select, insert, update (digest, made_at), delete on meetings_calendarfeed to entrepairs_person;
create policy mine on meetings_calendarfeed to entrepairs_person using (person_id = (select me())) with check (person_id = (select me()));
