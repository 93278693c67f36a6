create policy gate on people_person for select to entrepairs_gate using (
  exists (select from accounts_account a where a.person_id = people_person.id)
  or exists (select from accounts_entrycode c where c.person_id = people_person.id));

-- Of persons, the gate sees what a page says to the person who gets in: name and language, of those who have an account
-- or a code.
grant select (id, key, name, language, time_zone, welcomed_at) on people_person to entrepairs_gate;

-- Who leaves an organisation has no mark there any more.
create trigger mark_is_forgotten after update of until on people_affiliation for each row
  when (new.until is not null) execute function mark_is_forgotten();
