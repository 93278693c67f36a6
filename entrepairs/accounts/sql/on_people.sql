create policy gate on people_person for select to entrepairs_gate using (
  exists (select from accounts_account a where a.person_id = people_person.id)
  or exists (select from accounts_entrycode c where c.person_id = people_person.id));
