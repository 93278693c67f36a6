-- A notice is its person's: read, and marked as seen. Notices are written under the system hat.
grant select, update (seen_at) on notices_notice to entrepairs_person;
create policy mine on notices_notice for select to entrepairs_person using (person_id = (select me()));
create policy see_mine on notices_notice for update to entrepairs_person using (person_id = (select me()));

-- Preferences are their person's.
grant select, insert, delete on notices_preference to entrepairs_person;
create policy mine on notices_preference to entrepairs_person using (person_id = (select me()))
  with check (person_id = (select me()));

-- By which ways, and at which hours not, is each person's own to say.
grant select, insert, update, delete on notices_chosenways to entrepairs_person;
create policy mine on notices_chosenways to entrepairs_person using (person_id = (select me()))
  with check (person_id = (select me()));

-- Devices are their person's: turned on and off. When one was last reached is not theirs to write.
grant select, insert, delete on notices_device to entrepairs_person;
create policy mine on notices_device to entrepairs_person using (person_id = (select me()))
  with check (person_id = (select me()) and reached_at is null);

-- A number is its person's, and nobody else's to read: no audience opens it. It is given unproved, and proved by the
-- code that was sent there alone (functions.sql).
grant select, insert, delete on notices_phonenumber to entrepairs_person;
create policy mine on notices_phonenumber to entrepairs_person using (person_id = (select me()))
  with check (person_id = (select me()) and proved_at is null and given_at >= now());

-- When someone was last sent something, and what left by which way: the system hat alone.
