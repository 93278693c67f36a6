-- A deed is seen by the person who did it and by the person it is about. One writes one's own deeds only, and changes
-- none.
grant select, insert on ledger_deed to entrepairs_person;
create policy mine on ledger_deed for select to entrepairs_person
  using (by_person = (select me()) or about_person = (select me()));
create policy write_mine on ledger_deed for insert to entrepairs_person with check (by_person = (select me()));

-- A look is seen by the person looked at, and by the one who looked. One can only write that oneself has looked.
grant select, insert on ledger_look to entrepairs_person;
create policy mine on ledger_look for select to entrepairs_person
  using (owner = (select me()) or viewer = (select me()));
create policy write_mine on ledger_look for insert to entrepairs_person with check (viewer = (select me()));

-- A consent is its person's: given by them, withdrawn by them (the only column that changes), never erased by them.
grant select, insert, update (withdrawn_at) on ledger_consent to entrepairs_person;
create policy mine on ledger_consent for select to entrepairs_person using (person = (select me()));
create policy give_mine on ledger_consent for insert to entrepairs_person with check (person = (select me()));
create policy withdraw_mine on ledger_consent for update to entrepairs_person using (person = (select me()));

