-- A departure is its person's: they leave, or ask to be erased, and are told when it is due; until then they come back.
-- A job settles it under the system hat.
grant select, insert, delete on rights_departure to entrepairs_person;
create policy mine on rights_departure for select to entrepairs_person using (person_id = (select me()));
create policy leave on rights_departure for insert to entrepairs_person with check (
  person_id = (select me()) and settled_at is null and asked_at between now() and clock_timestamp()
  and due_at = asked_at + case kind when 'leave' then interval '30 days' else interval '3 days' end);
create policy come_back on rights_departure for delete to entrepairs_person using (
  person_id = (select me()) and settled_at is null and due_at > statement_timestamp());

-- An export is its person's, and of anybody who holds its secret address, for seven days after it is ready. Where its
-- bytes are and how far it is, a job alone says.
grant select, insert, delete on rights_export to entrepairs_person;
create policy mine on rights_export for select to entrepairs_person using (person_id = (select me()));
create policy by_address on rights_export for select to entrepairs_person using (
  digest = nullif(current_setting('app.door', true), '') and until > statement_timestamp());
create policy ask on rights_export for insert to entrepairs_person with check (
  person_id = (select me()) and place = '' and size = 0 and done = 0 and asked_at between now() and clock_timestamp()
  and coalesce(ready_at, until, failed_at) is null);
create policy remove on rights_export for delete to entrepairs_person using (person_id = (select me()));

-- The certificate of an erasure is read by anybody who holds its secret address: its person has no account any more.
grant select on rights_erasure to entrepairs_person;
create policy by_address on rights_erasure for select to entrepairs_person using (
  door = nullif(current_setting('app.door', true), '') and until > statement_timestamp());

-- What was changed of retention periods, and why, everyone reads; the administrator alone writes it, at the terminal.
grant select on rights_retentionchange to entrepairs_person;
create policy public on rights_retentionchange for select to entrepairs_person using (true);
