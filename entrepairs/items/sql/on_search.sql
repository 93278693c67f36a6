-- What the delegation shares of an item is found by everyone: the entry says what stands on its public page.
create function may_shelve_outcome(a_kind text, a_key text, a_path text) returns boolean language sql stable as
$$ select a_kind = 'outcome' and exists (select from items_outcome o where o.key = a_key
     and a_path = '/outcomes/' || o.key || '/' and o.body_id = any((select my_delegations())::bigint[])) $$;
grant execute on function may_shelve_outcome to entrepairs_person;
create policy shelve_outcome on search_entry for insert to entrepairs_person
  with check (may_shelve_outcome(kind, key, path));
create policy reshelve_outcome on search_entry for update to entrepairs_person
  using (may_shelve_outcome(kind, key, path)) with check (may_shelve_outcome(kind, key, path));
