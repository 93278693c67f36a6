create policy shelve on search_entry for insert to entrepairs_person with check (may_shelve_resource(kind, key, path));
create policy reshelve on search_entry for update to entrepairs_person using (may_shelve_resource(kind, key, path))
  with check (may_shelve_resource(kind, key, path));
create policy unshelve on search_entry for delete to entrepairs_person using (
  exists (select from library_resource r where r.key = search_entry.key and r.kind = search_entry.kind and may_change_resource(r.id)));
