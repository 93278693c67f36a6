-- What somebody tells about themselves, when a decision hides their profile, is read by them alone, until its day.
create function hidden_profiles() returns bigint[] language sql stable security definer
  set search_path = app, public, pg_temp as
$$ select coalesce(array_agg(id), '{}') from people_person where key = any(hidden_things('person')) $$;
create policy hidden_by_decision on people_facet as restrictive for select to entrepairs_person using (
  person_id = (select me()) or person_id <> all((select hidden_profiles())::bigint[]));
-- Nor is that person found by it, but by their name.
create policy hidden_by_decision on people_searchterm as restrictive for select to entrepairs_person using (
  person_id <> all((select hidden_profiles())::bigint[]) or person_id = (select me()) or starts_with(word, 'name:'));
grant execute on function hidden_profiles to entrepairs_person, entrepairs_system;
