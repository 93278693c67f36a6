-- A file of a sitting is read by the delegation of its body, as all of that sitting is, once it has been checked. Until
-- then, and when it was refused, it is its sender's alone. Anybody of the delegation sends one, in their own name; what
-- it is, and that it may be read, is written by the check alone. What can be read is deleted by anybody of the
-- delegation; the rest, by who sent it.
grant select, insert, delete, update (received, replaces_id) on minutes_sittingfile to entrepairs_person;
create policy seen on minutes_sittingfile for select to entrepairs_person using (
  sent_by_id = (select me()) or state = 'ready' and sitting_id = any((select my_delegated_sittings())::bigint[]));
create policy send on minutes_sittingfile for insert to entrepairs_person with check (
  sent_by_id = (select me()) and state = 'coming' and received = 0 and media_type = '' and sha256 = ''
  and duration is null and replaces_id is null and sitting_id = any((select my_delegated_sittings())::bigint[]));
create policy receive on minutes_sittingfile for update to entrepairs_person
  using (sent_by_id = (select me()) and state = 'coming') with check (replaces_id is null);
create policy take_off on minutes_sittingfile for delete to entrepairs_person using (
  sent_by_id = (select me()) and state <> 'ready'
  or state = 'ready' and sitting_id = any((select my_delegated_sittings())::bigint[]));
