create policy shelve_segment on search_entry for insert to entrepairs_person with check (may_shelve_segment(kind, key, path));
create policy reshelve_segment on search_entry for update to entrepairs_person using (may_shelve_segment(kind, key, path))
  with check (may_shelve_segment(kind, key, path));
