-- A notice is its person's: read, and marked as seen. Notices are written under the system hat.
grant select, update (seen_at) on notices_notice to entrepairs_person;
create policy mine on notices_notice for select to entrepairs_person using (person_id = (select me()));
create policy see_mine on notices_notice for update to entrepairs_person using (person_id = (select me()));

-- Preferences are their person's.
grant select, insert, delete on notices_preference to entrepairs_person;
create policy mine on notices_preference to entrepairs_person using (person_id = (select me())) with check (person_id = (select me()));

-- When someone was last sent a mail: the system hat alone.
