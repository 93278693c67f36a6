create policy shelve on search_entry for insert to entrepairs_person with check (may_shelve_resource(kind, key, path));
create policy reshelve on search_entry for update to entrepairs_person using (may_shelve_resource(kind, key, path))
  with check (may_shelve_resource(kind, key, path));
