-- Who coordinates an organisation starts a team of it. They are not in it: they see who is, and not what is said there.
create function start_team(a_key text, a_name text, some_words text, an_organisation bigint) returns bigint
language sql volatile security definer set search_path = app, public, pg_temp as
$$ insert into people_circle (key, kind, name, about, open, organisation_id, started_at)
   select a_key, 'team', a_name, some_words, false, an_organisation, statement_timestamp()
   where an_organisation = any(my_coordinations()) returning id $$;

-- They change its name and its words.
create function change_team(team bigint, a_name text, some_words text) returns boolean language sql volatile
  security definer set search_path = app, public, pg_temp as
$$ update people_circle set name = a_name, about = some_words
   where id = team and ended_at is null and id = any(my_coordinated_teams()) returning true $$;

-- They end it, for all in it. What was said stays with those who were there. Says whether it has ended now.
create function end_team(team bigint) returns boolean language plpgsql security definer
  set search_path = app, public, pg_temp as $$
begin
  perform from people_circle where id = team and ended_at is null and id = any(my_coordinated_teams()) for update;
  if not found then return false; end if;
  perform end_circle_for_all(team);
  return true;
end $$;

-- I hold the role that I am offered, from now on: for another organisation than the team's, while I am in that one.
-- People enter one team one after the other: what keeps two apart sees who has just entered. Says whether I am in.
create function enter_team(an_offer bigint) returns boolean language plpgsql security definer
  set search_path = app, public, pg_temp as $$
declare
  asked teams_teamrole;
  held bigint;
begin
  perform from people_circle c join teams_teamrole r on r.circle_id = c.id
    where r.id = an_offer and r.person_id = me() for update of c;
  select * into asked from teams_teamrole where id = an_offer and id = any(my_team_offers()) for update;
  if asked.id is null or asked.last_day < today()
     or asked.organisation_id is not null and asked.organisation_id <> all(my_organisations()) then
    return false;
  end if;
  -- The same role with other hours follows the one before.
  update people_membership set until = statement_timestamp() where circle_id = asked.circle_id and person_id = me()
    and role_id = asked.role_id and is_current(since, until);
  insert into people_membership (circle_id, person_id, role_id, statute_id, since, until, asked_by)
    select asked.circle_id, me(), asked.role_id, asked.statute_id, statement_timestamp(),
      (asked.last_day + 1) at time zone o.time_zone, 'organisation'
    from people_circle c join people_organisation o on o.id = c.organisation_id where c.id = asked.circle_id
    returning id into held;
  update teams_teamrole set accepted_at = statement_timestamp(), membership_id = held where id = asked.id;
  return held is not null;
end $$;

-- Tells whom I offer a role in a team; nobody of whom a setting keeps it away.
create function tell_of_team_role(an_offer bigint) returns void language sql volatile security definer
  set search_path = app, public, pg_temp as
$$ select tell_notice(array[r.person_id], 'team', c.key || ':' || r.key, '/teams/', null, me(), false)
   from teams_teamrole r join people_circle c on c.id = r.circle_id
   where r.id = an_offer and r.offered_by_id = me() and team_waits(r.person_id, c.key || ':' || r.key) $$;

-- Until when what this room told waits. `about` is the key of the circle, then what it is about: an offer until it is
-- answered or taken back, an end until it is seen.
create function team_waits(person bigint, about text) returns boolean language sql stable as
$$ select split_part(team_waits.about, ':', 2) = 'ended' or exists (
     select from teams_teamrole r join people_circle c on c.id = r.circle_id
     where r.key = split_part(team_waits.about, ':', 2) and r.person_id = person and team_offer_waits(r)
       and c.ended_at is null and not exists (select from teams_declinedteamrole d where d.offer_id = r.id)
       and not exists (select from people_block b
         where (b.person_id, b.blocked_id) in ((person, r.offered_by_id), (r.offered_by_id, person)))
       and not kept_out_of_team(person, r.circle_id, r.organisation_id)) $$;

-- Who may call them; nobody else may.
grant execute on function
  start_team, change_team, end_team, enter_team, tell_of_team_role to entrepairs_person;
