create policy shelve_event on search_entry for insert to entrepairs_person with check (may_shelve_event(kind, key, path));
create policy reshelve_event on search_entry for update to entrepairs_person using (may_shelve_event(kind, key, path)) with check (may_shelve_event(kind, key, path));
