-- Who holds a role in an organisation is known by name to those who coordinate it: that is what their yes says.
create policy by_role on people_person for select to entrepairs_person using (
  id = any((select people_in_my_roles())::bigint[]) and id <> all((select my_blocks())::bigint[]));

-- Roles and offers in that organisation end with somebody's time there; in the group of one in which they are not, with
-- that. This runs with the rights of the owner.
create function end_roles_of() returns trigger language plpgsql security definer
  set search_path = app, public, pg_temp as $$
declare
  left_there bigint;
begin
  if tg_table_name = 'people_affiliation' then
    left_there := new.organisation_id;
  else
    select c.organisation_id into left_there from people_circle c where c.id = new.circle_id and c.kind = 'group';
    if left_there is null or is_of_organisation(new.person_id, left_there) then return null; end if;
  end if;
  update roles_heldrole h set
    withdrawn_at = case when h.accepted_at is null or h.since > today() then statement_timestamp() end,
    until = case when h.accepted_at is null or h.since > today() then h.until else today() end,
    ended_at = case when h.accepted_at is null or h.since > today() then null else statement_timestamp() end
  where h.person_id = new.person_id and h.organisation_id = left_there and h.withdrawn_at is null
    and h.ended_at is null and (h.accepted_at is null or h.until is null or h.until >= today());
  return null;
end $$;
create trigger ends_roles after update of until on people_affiliation for each row
  when (new.until is distinct from old.until and new.until <= clock_timestamp()) execute function end_roles_of();
create trigger ends_roles after update of until on people_membership for each row
  when (new.until is distinct from old.until and new.until <= clock_timestamp()) execute function end_roles_of();
