create trigger moments_are_now before insert or update on teams_teamrole for each row
  execute function moments_are_now('withdrawn_at');

-- Nobody works in a team for an organisation from which somebody in it keeps apart, whatever hat writes it.
create function refuse_employer_kept_apart() returns trigger language plpgsql security definer
  set search_path = app, public, pg_temp as $$
begin
  if kept_out_of_team(new.person_id, new.circle_id, new.organisation_id) then
    raise insufficient_privilege using message = 'this is not possible now';
  end if;
  return new;
end $$;
create trigger kept_apart before update of membership_id on teams_teamrole for each row
  when (new.membership_id is not null) execute function refuse_employer_kept_apart();
create trigger kept_apart_at_once before insert on teams_teamrole for each row
  when (new.membership_id is not null) execute function refuse_employer_kept_apart();

-- Whatever answers closes what was told.
create trigger closes_notices after update on teams_teamrole for each row
  execute function close_notices('team', 'array(select key from people_circle where id = ($1).circle_id)',
    '($1).person_id');
create trigger closes_notices after insert on teams_declinedteamrole for each row
  execute function close_notices('team', 'array(select c.key from people_circle c join teams_teamrole r on '
    'r.circle_id = c.id where r.id = ($1).offer_id)', '($1).person_id');
