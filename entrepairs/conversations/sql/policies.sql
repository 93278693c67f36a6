-- A message is seen by anyone who was a member of its circle when it was sent. It is written by anyone who may write in
-- that circle, in their own name, at the present time; it is not changed, but its author may empty it within ten
-- minutes, also when one of them has left meanwhile.
grant select, insert, update (body, taken_back_at) on conversations_message to entrepairs_person;
create policy seen on conversations_message for select to entrepairs_person using (
  circle_id = any((select my_circles_ever())::bigint[]) and i_was_in(circle_id, sent_at));
create policy write on conversations_message for insert to entrepairs_person with check (
  author_id = (select me()) and sent_at between now() and clock_timestamp()
  and circle_id = any((select my_open_circles())::bigint[]));
create policy take_back on conversations_message for update to entrepairs_person
  using (author_id = (select me()) and taken_back_at is null
    and sent_at > statement_timestamp() - interval '10 minutes'
    and circle_id = any((select my_circles_ever())::bigint[]))
  with check (author_id = (select me()) and body = ''
    and taken_back_at between now() and clock_timestamp());

-- How far each has read: the members of the circle; one moves one's own mark.
grant select, insert, update (message_id, at) on conversations_reading to entrepairs_person;
create policy seen on conversations_reading for select to entrepairs_person
  using (circle_id = any((select my_circles())::bigint[]));
create policy mark on conversations_reading for insert to entrepairs_person
  with check (person_id = (select me()) and circle_id = any((select my_circles())::bigint[]));
create policy move on conversations_reading for update to entrepairs_person using (person_id = (select me()))
  with check (person_id = (select me()));

-- The journal: as messages; its author may change a line while they may write there, and remove it while they are a
-- member.
grant select, insert, update (body, changed_at), delete on conversations_journalentry to entrepairs_person;
create policy seen on conversations_journalentry for select to entrepairs_person using (
  circle_id = any((select my_circles_ever())::bigint[]) and i_was_in(circle_id, written_at));
create policy write on conversations_journalentry for insert to entrepairs_person with check (
  author_id = (select me()) and written_at between now() and clock_timestamp()
  and circle_id = any((select my_open_circles())::bigint[]));
create policy change_mine on conversations_journalentry for update to entrepairs_person
  using (author_id = (select me()) and circle_id = any((select my_open_circles())::bigint[]))
  with check (author_id = (select me()));
create policy remove_mine on conversations_journalentry for delete to entrepairs_person
  using (author_id = (select me()) and circle_id = any((select my_circles())::bigint[]));
