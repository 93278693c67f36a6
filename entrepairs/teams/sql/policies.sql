-- The teams of organisations that I coordinate.
create function my_coordinated_teams() returns bigint[] language sql stable security definer
  set search_path = app, public, pg_temp as
$$ select coalesce(array_agg(id), '{}') from people_circle
   where kind = 'team' and organisation_id = any(my_coordinations()) $$;

-- Whether what somebody said keeps these apart in a team: as in a plan (kept_out()), and the organisations for which
-- others work there. It is asked by the functions and triggers of this room alone: its answer tells who is cared for
-- where.
create function kept_out_of_team(who bigint, team bigint, of_organisation bigint) returns boolean language sql stable
  security definer set search_path = app, public, pg_temp as
$$ select kept_out(who, team, of_organisation) or exists (
     select from plans_keptapart k join teams_teamrole r on r.organisation_id = k.organisation_id
     join people_membership m on m.id = r.membership_id and is_current(m.since, m.until)
     where k.person_id = who and r.circle_id = team) $$;

-- The roles in teams that wait for my answer. One that would put two together who are kept apart is not among them: for
-- who offered it, it waits like any other that is not answered.
create function my_team_offers() returns bigint[] language sql stable security definer
  set search_path = app, public, pg_temp as
$$ select coalesce(array_agg(r.id), '{}') from teams_teamrole r join people_circle c on c.id = r.circle_id
   where r.person_id = me() and c.ended_at is null and team_offer_waits(r)
     and (r.offered_by_id is null or r.offered_by_id <> all(my_blocks()))
     and not exists (select from teams_declinedteamrole d where d.offer_id = r.id)
     and not kept_out_of_team(me(), r.circle_id, r.organisation_id) $$;
create function team_offer_waits(r teams_teamrole) returns boolean language sql stable as
$$ select r.accepted_at is null and r.withdrawn_at is null
     and r.made_at > statement_timestamp() - interval '30 days' $$;
create function teams_that_ask_me() returns bigint[] language sql stable security definer
  set search_path = app, public, pg_temp as
$$ select coalesce(array_agg(circle_id), '{}') from teams_teamrole where id = any(my_team_offers()) $$;

-- A role in a team is seen by who is in it now, by its person, and by those who coordinate its organisation, who see
-- who is in it and never what is said there. An offer, by these, and by whom they ask while it waits. Those who
-- coordinate offer one to somebody they see, across no block; and take it back. The yes is written by enter_team().
grant select, insert, update (withdrawn_at) on teams_teamrole to entrepairs_person;
create policy seen on teams_teamrole for select to entrepairs_person using (
  circle_id = any((select my_coordinated_teams())::bigint[])
  or accepted_at is not null and (person_id = (select me()) or circle_id = any((select my_circles())::bigint[]))
  or id = any((select my_team_offers())::bigint[]));
create policy offer on teams_teamrole for insert to entrepairs_person with check (
  offered_by_id = (select me()) and accepted_at is null and withdrawn_at is null and membership_id is null
  and circle_id = any((select my_coordinated_teams())::bigint[]) and person_id <> all((select my_blocks())::bigint[])
  and exists (select from people_circle c where c.id = circle_id and c.ended_at is null)
  and exists (select from people_person p where p.id = teams_teamrole.person_id));
create policy withdraw on teams_teamrole for update to entrepairs_person
  using (accepted_at is null and withdrawn_at is null and circle_id = any((select my_coordinated_teams())::bigint[]))
  with check (accepted_at is null and withdrawn_at is not null);

-- A no is known to the person who said it, and to nobody else.
grant select, insert on teams_declinedteamrole to entrepairs_person;
create policy mine on teams_declinedteamrole for select to entrepairs_person using (person_id = (select me()));
create policy decline on teams_declinedteamrole for insert to entrepairs_person with check (
  person_id = (select me()) and offer_id = any((select my_team_offers())::bigint[]));

-- Names that teams show: of who is in one, or is asked, to those who coordinate it; of who asks me.
create function people_of_teams() returns bigint[] language sql stable security definer
  set search_path = app, public, pg_temp as
$$ select coalesce(array_agg(id), '{}') from (
     select m.person_id as id from people_membership m
       where m.circle_id = any(my_coordinated_teams()) and is_current(m.since, m.until)
     union select r.person_id from teams_teamrole r
       where r.circle_id = any(my_coordinated_teams()) and team_offer_waits(r)
     union select r.offered_by_id from teams_teamrole r where r.id = any(my_team_offers())) n $$;

-- Who may call them; nobody else may.
grant execute on function
  my_coordinated_teams, my_team_offers, team_offer_waits, teams_that_ask_me, people_of_teams to entrepairs_person;
