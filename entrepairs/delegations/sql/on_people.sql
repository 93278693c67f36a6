-- The circle of a delegation belongs to no organisation and stays as long as its body: nobody in it ends, pauses or
-- changes it.
create policy delegation_is_of_its_body on people_circle as restrictive for update to entrepairs_person
  using (kind <> 'delegation');

-- Who coordinates an organisation no more is in the circle for it no more.
create function delegations_follow_coordination() returns trigger language plpgsql security definer
  set search_path = app, public, pg_temp as $$
begin
  perform keep_delegation_in_step(d.body_id) from delegations_delegation d join people_membership m
    on m.circle_id = d.circle_id and m.person_id = new.person_id and is_current(m.since, m.until);
  return null;
end $$;
create trigger leaves_delegations after update on people_affiliation for each row
  when (old.coordinator and (new.until is distinct from old.until or not new.coordinator))
  execute function delegations_follow_coordination();

create trigger closes_notices_of_delegations after insert on people_membership for each row
  execute function close_notices('delegation', 'array(select b.key from delegations_delegation d join mandates_body b '
    'on b.id = d.body_id where d.circle_id = ($1).circle_id)', '($1).person_id');
