-- A team is seen by whom it asks: it has the name.
create policy by_team on people_circle for select to entrepairs_person using (
  kind = 'team' and id = any((select teams_that_ask_me())::bigint[]));
-- Who coordinates its organisation changes and ends it, by the functions of this room; who is in it, nothing of it.
create policy team_is_coordinated on people_circle as restrictive for update to entrepairs_person
  using (kind <> 'team');

-- Names that teams show, never of somebody whom the reader blocked.
create policy by_team on people_person for select to entrepairs_person using (
  id = any((select people_of_teams())::bigint[]) and id <> all((select blocked_by_me())::bigint[]));

-- Those who coordinate the organisation end somebody's time in its team; who is in it ends their own.
create policy end_in_team on people_membership for update to entrepairs_person
  using ((until is null or until > clock_timestamp()) and circle_id = any((select my_coordinated_teams())::bigint[]))
  with check (until <= clock_timestamp());

-- Into a team comes nobody who keeps apart from an organisation for which somebody works there, whatever hat writes it.
create function refuse_kept_apart_in_team() returns trigger language plpgsql security definer
  set search_path = app, public, pg_temp as $$
begin
  if exists (select from people_circle where id = new.circle_id and kind = 'team')
     and kept_out_of_team(new.person_id, new.circle_id, null) then
    raise insufficient_privilege using message = 'this is not possible now';
  end if;
  return new;
end $$;
create trigger kept_apart_in_team before insert on people_membership for each row
  when (new.until is null or new.until > clock_timestamp()) execute function refuse_kept_apart_in_team();

-- Who leaves an organisation leaves the teams in which they work for it.
create function leaves_teams() returns trigger language plpgsql security definer
  set search_path = app, public, pg_temp as $$
begin
  update people_membership m set until = statement_timestamp() from teams_teamrole r
    where r.membership_id = m.id and r.person_id = new.person_id and r.organisation_id = new.organisation_id
      and is_current(m.since, m.until);
  return null;
end $$;
create trigger leaves_teams after update of until on people_affiliation for each row
  when (old.until is null and new.until is not null) execute function leaves_teams();

create trigger closes_notices_of_teams after update of ended_at on people_circle for each row
  when (new.ended_at is not null and new.kind = 'team') execute function close_notices('team', 'array[($1).key]');
create trigger closes_notices_of_teams after insert on people_block for each row
  execute function close_notices('team', 'array(select c.key from people_circle c join teams_teamrole r on '
    'r.circle_id = c.id where r.person_id in (($1).person_id, ($1).blocked_id))');
