-- A proposal is made to somebody of the organisation: it is taken back with their time there. A mandate that is held is
-- a public duty, and stays until its term ends or somebody ends it. This runs with the rights of the owner.
create function take_back_proposals() returns trigger language plpgsql security definer
  set search_path = app, public, pg_temp as $$
begin
  update mandates_mandate set withdrawn_at = statement_timestamp()
    where person_id = new.person_id and organisation_id = new.organisation_id and accepted_at is null
      and withdrawn_at is null;
  return null;
end $$;
create trigger takes_back_proposals after update of until on people_affiliation for each row
  when (new.until is distinct from old.until and new.until <= clock_timestamp())
  execute function take_back_proposals();
