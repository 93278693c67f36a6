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

-- Who is of an organisation no more is on call for it no more, and their number goes.
create function hours_follow_affiliation() returns trigger language plpgsql security definer
  set search_path = app, public, pg_temp as $$
begin
  update safeguarding_callhours h set ended_at = statement_timestamp()
    where h.person_id = new.person_id and h.organisation_id = new.organisation_id and h.ended_at is null
      and not exists (select from people_affiliation a where a.person_id = new.person_id
        and a.organisation_id = new.organisation_id and is_current(a.since, a.until));
  return null;
end $$;
create trigger ends_hours_on_call after update of until on people_affiliation for each row
  when (new.until is not null) execute function hours_follow_affiliation();
