-- "Now" is the moment of the statement, not of the transaction: who joins or leaves does so at once, in the same
-- request. The planner writes this one out where it is called, so that indexes are used; `current()` says it in Python.
create function is_current(since timestamptz, until timestamptz) returns boolean language sql stable parallel safe as
$$ select since <= statement_timestamp() and (until is null or until > statement_timestamp()) $$;

-- I was a member of that circle at that moment. For few rows, after `circle_id = any(...)`.
create function i_was_in(circle bigint, moment timestamptz) returns boolean language sql stable security definer
  set search_path = app, public, pg_temp as
$$ select exists (select from people_membership where person_id = me() and circle_id = circle
                  and since <= moment and (until is null or moment < until)) $$;

-- I was there for a part of that time. For few rows, likewise.
create function i_was_in_between(circle bigint, since_then timestamptz, until_then timestamptz) returns boolean
language sql stable security definer set search_path = app, public, pg_temp as
$$ select exists (select from people_membership where person_id = me() and circle_id = circle
                  and (until is null or since_then < until) and (until_then is null or since < until_then)) $$;

-- What the person looking belongs to. These run as the owner of the tables, once a statement: policies use them as `=
-- any((select f())::bigint[])`, so that the planner runs them once and then uses an index.
create function my_circles() returns bigint[] language sql stable security definer
  set search_path = app, public, pg_temp as
$$ select coalesce(array_agg(distinct circle_id), '{}') from people_membership
   where person_id = me() and is_current(since, until) $$;
create function my_circles_ever() returns bigint[] language sql stable security definer
  set search_path = app, public, pg_temp as
$$ select coalesce(array_agg(distinct circle_id), '{}') from people_membership
   where person_id = me() and (is_current(since, until) or leaves_its_past(circle_id)) $$;

-- What was said in a circle stays with those who were there, save in a plan: it is its holder's, and who is out of it
-- sees nothing of it any more, nor what they had seen.
create function leaves_its_past(circle bigint) returns boolean language sql stable as
$$ select exists (select from people_circle c where c.id = circle and c.kind <> 'plan') $$;

-- Where I decide with the others: as a member, or in a role that does not only advise (roles.yaml says which do).
create function my_voting_circles() returns bigint[] language sql stable security definer
  set search_path = app, public, pg_temp as
$$ select coalesce(array_agg(distinct m.circle_id), '{}') from people_membership m
   left join vocabulary_concept r on r.id = m.role_id
   where m.person_id = me() and is_current(m.since, m.until)
     and not coalesce((r.data ->> 'advises')::boolean, false) $$;
create function my_pairs() returns bigint[] language sql stable security definer
  set search_path = app, public, pg_temp as
$$ select coalesce(array_agg(distinct m.person_id), '{}') from people_membership m
  join people_circle c on c.id = m.circle_id
   where c.kind = 'pair' and m.circle_id = any((select my_circles())::bigint[]) and m.person_id <> me()
     and is_current(m.since, m.until) $$;

-- A plan opens to its members what its holder wrote for them, and nothing that anybody tells to their circles.
create function my_mates() returns bigint[] language sql stable security definer
  set search_path = app, public, pg_temp as
$$ select coalesce(array_agg(distinct person_id), '{}') from people_membership
   where circle_id = any((select my_circles())::bigint[]) and person_id <> me()
     and is_current(since, until) and leaves_its_past(circle_id) $$;

-- People who were in a circle with me when I was: their name still stands under what they wrote then.
create function my_mates_ever() returns bigint[] language sql stable security definer
  set search_path = app, public, pg_temp as
$$ select coalesce(array_agg(distinct o.person_id), '{}') from people_membership m
  join people_membership o on o.circle_id = m.circle_id
   where m.person_id = me() and o.person_id <> me()
     and (m.until is null or o.since < m.until) and (o.until is null or m.since < o.until)
     and (is_current(m.since, m.until) and is_current(o.since, o.until) or leaves_its_past(m.circle_id)) $$;
create function my_organisations() returns bigint[] language sql stable security definer
  set search_path = app, public, pg_temp as
$$ select coalesce(array_agg(organisation_id), '{}') from people_affiliation
   where person_id = me() and is_current(since, until) $$;
create function my_coordinations() returns bigint[] language sql stable security definer
  set search_path = app, public, pg_temp as
$$ select coalesce(array_agg(organisation_id), '{}') from people_affiliation
   where person_id = me() and coordinator and is_current(since, until) $$;

-- Whom I blocked: nothing of theirs is shown to me.
create function blocked_by_me() returns bigint[] language sql stable security definer
  set search_path = app, public, pg_temp as
$$ select coalesce(array_agg(blocked_id), '{}') from people_block where person_id = me() $$;

-- Both directions: neither of two people sees the other, and only the one who blocked knows why. Where somebody knows
-- already that the other is there (an invitation, a circle, a look), a block of the other's must change nothing, or it
-- would be told: ask blocked_by_me() there.
create function my_blocks() returns bigint[] language sql stable security definer
  set search_path = app, public, pg_temp as
$$ select coalesce(array_agg(other), '{}') from (
     select blocked_id as other from people_block where person_id = me()
     union select person_id from people_block where blocked_id = me()) b $$;

-- They show their name, or something of theirs, to the people of their organisations.
create function tells_organisations(who bigint) returns boolean language sql stable security definer
  set search_path = app, public, pg_temp as
$$ select exists (select from people_person where id = who and audience >= 3 and paused_at is null)
     or exists (select from people_facet where person_id = who and audience >= 3) $$;

-- The pairs of mine in which one has blocked the other: nothing new is written there.
create function my_blocked_pairs() returns bigint[] language sql stable security definer
  set search_path = app, public, pg_temp as
$$ select coalesce(array_agg(distinct m.circle_id), '{}') from people_membership m
  join people_circle c on c.id = m.circle_id
   where c.kind = 'pair' and m.circle_id = any((select my_circles_ever())::bigint[])
     and m.person_id = any((select my_blocks())::bigint[]) $$;

-- A decision keeps me from writing, until its day: in a circle, or, when I am suspended, in all of mine.
create function am_suspended() returns boolean language sql stable security definer
  set search_path = app, public, pg_temp as
$$ select exists (select from people_restriction where person_id = me() and kind = 'suspend'
     and until > statement_timestamp()) $$;
create function my_muted_circles() returns bigint[] language sql stable security definer
  set search_path = app, public, pg_temp as
$$ select case when am_suspended() then my_circles() else (
     select coalesce(array_agg(circle_id), '{}') from people_restriction
     where person_id = me() and kind = 'mute' and until > statement_timestamp()) end $$;

-- Where something may be added now: I am in it, it is neither paused nor ended, no block is across it, no decision
-- keeps me from it. Every policy that lets somebody write in a circle asks this one; hold_circle() asks it again
-- once nobody can change the answer.
create function my_open_circles() returns bigint[] language sql stable security definer
  set search_path = app, public, pg_temp as
$$ select coalesce(array_agg(id), '{}') from people_circle
   where id = any((select my_circles())::bigint[]) and id <> all((select my_blocked_pairs())::bigint[])
     and id <> all((select my_muted_circles())::bigint[]) and paused_at is null and ended_at is null $$;

-- They are in one of these organisations. It runs once a row: ask the cheaper questions first, and give it an array
-- that is worked out once a statement, as `is_in_any(person_id, (select my_organisations())::bigint[])`. Of
-- organisations that are not mine it tells nothing, whatever array it is given: one of them may tell an illness. Nor
-- does it tell those who are in one with me that somebody is, who tells nothing there.
create function is_in_any(who bigint, organisations bigint[]) returns boolean language sql stable security definer
  set search_path = app, public, pg_temp as
$$ select exists (select from people_affiliation a
  join people_affiliation mine on mine.organisation_id = a.organisation_id
                  where a.person_id = who and a.organisation_id = any(organisations)
                  and is_current(a.since, a.until)
                  and mine.person_id = me() and is_current(mine.since, mine.until)
                  and (mine.coordinator or tells_organisations(who))) $$;

-- The same two questions, whole. For one row.
create function in_my_organisations(who bigint) returns boolean language sql stable security definer
  set search_path = app, public, pg_temp as
$$ select is_in_any(who, my_organisations()) $$;
create function i_coordinate(who bigint) returns boolean language sql stable security definer
  set search_path = app, public, pg_temp as
$$ select is_in_any(who, my_coordinations()) $$;

-- A person (name, key) is seen by themselves, by anyone who shares or shared a circle with them at the time, by the
-- coordinators of their organisations, and, unless they paused, by the audience they chose for their name. Never
-- across a block, save that the name stays under words written together before it. One changes oneself only; persons
-- are made under the system hat and never deleted here.
grant select, update (name, audience, language, time_zone, paused_at, welcome_step, welcomed_at, first_steps_hidden_at)
  on people_person to entrepairs_person;
create policy seen on people_person for select to entrepairs_person using (
  id = (select me())
  or id = any((select my_mates_ever())::bigint[])
  or (id <> all((select my_blocks())::bigint[]) and (
    (paused_at is null and (audience >= 5 or (audience >= 4 and (select me()) is not null)))
    -- What one coordinates is among one's organisations: one question is enough.
    or ((select my_organisations())::bigint[] <> '{}' and is_in_any(id, case when audience >= 3 and paused_at is null
        then (select my_organisations())::bigint[] else (select my_coordinations())::bigint[] end)))));
create policy change_self on people_person for update to entrepairs_person using (id = (select me()))
  with check (id = (select me()));

-- The page of a person is open to anyone who sees the person, and closed across a block. It closes to the same people
-- when the person pauses, so that nobody who knows the name from elsewhere can tell one from the other. Those who are
-- in a group with them now see who is in it, paused or not: to these it stays open across a block, and tells nothing.
-- It runs under the hat of the person who asks: of somebody whom they do not see, it tells nothing.
create function page_is_open(who bigint) returns boolean language sql stable as
$$ select case
    when who = any(blocked_by_me()) then false
    when who = any(my_blocks()) then exists (select from people_membership m join people_circle c on c.id = m.circle_id
      where m.person_id = who and c.kind <> 'pair' and c.id = any(my_circles())
        and is_current(m.since, m.until))
    else who = me() or who = any(my_mates()) or i_coordinate(who)
      or not exists (select from people_person where id = who and paused_at is not null) end $$;

-- Whether somebody may be asked by me to take something on: across no block.
create function may_be_asked(who bigint) returns boolean language sql stable as
$$ select who <> all(my_blocks()) $$;

-- A facet is seen by its owner and by its audience; never across a block.
grant select, insert, update, delete on people_facet to entrepairs_person;
create policy seen on people_facet for select to entrepairs_person using (
  person_id = (select me())
  or (person_id <> all((select my_blocks())::bigint[]) and (
    audience >= 5
    or (audience >= 4 and (select me()) is not null)
    or (audience >= 1 and person_id = any((select my_pairs())::bigint[]))
    or (audience >= 2 and person_id = any((select my_mates())::bigint[]))
    or (audience >= 3 and (select my_organisations())::bigint[] <> '{}'
      and is_in_any(person_id, (select my_organisations())::bigint[])))));
create policy tell on people_facet for insert to entrepairs_person with check (person_id = (select me()));
create policy change_mine on people_facet for update to entrepairs_person using (person_id = (select me()))
  with check (person_id = (select me()));
create policy untell on people_facet for delete to entrepairs_person using (person_id = (select me()));

-- Organisations are public, with their opening hours. Their coordinators change the words about them.
grant select on people_organisation to entrepairs_person, entrepairs_gate;
grant update (about, place_id, kind, address, telephone, how_to_get_card, languages, time_zone, closes_on_holidays)
  on people_organisation to entrepairs_person;
create policy public on people_organisation for select to entrepairs_person, entrepairs_gate using (true);
create policy coordinated on people_organisation for update to entrepairs_person
  using (id = any((select my_coordinations())::bigint[]));

grant select, insert, delete on people_opening to entrepairs_person;
create policy public on people_opening for select to entrepairs_person using (true);
create policy coordinated on people_opening for insert to entrepairs_person with check (
  organisation_id = any((select my_coordinations())::bigint[]));
create policy withdrawn on people_opening for delete to entrepairs_person
  using (organisation_id = any((select my_coordinations())::bigint[]));

-- Who is in an organisation: seen by the person, and by its coordinators. Who coordinates: seen by its people. One
-- may leave, stop coordinating, and start coordinating when asked to; a coordinator may end anybody's time there save
-- another coordinator's. What has ended stays as it was.
grant select, update (until, coordinator) on people_affiliation to entrepairs_person;
create policy seen on people_affiliation for select to entrepairs_person using (
  person_id = (select me())
  or organisation_id = any((select my_coordinations())::bigint[])
  or (coordinator and organisation_id = any((select my_organisations())::bigint[])));
-- A no to coordinating is read by its person alone; decline_to_coordinate() writes it.
grant select on people_coordinationrefusal to entrepairs_person;
create policy mine on people_coordinationrefusal for select to entrepairs_person using (
  exists (select from people_affiliation a where a.id = affiliation_id and a.person_id = (select me())));
create policy change_mine on people_affiliation for update to entrepairs_person
  using (person_id = (select me()) and (until is null or until > clock_timestamp()))
  with check (person_id = (select me()) and (until <= clock_timestamp()
              or until is null and (not coordinator or asked_to_coordinate_at is not null)));
create policy finish on people_affiliation for update to entrepairs_person
  using (organisation_id = any((select my_coordinations())::bigint[]) and (until is null or until > clock_timestamp())
    and not coordinator)
  with check (organisation_id = any((select my_coordinations())::bigint[]) and until <= clock_timestamp()
    and not coordinator);

-- A circle is seen by anyone who is or was in it; open ones are listed to the network; a coordinator sees that a circle
-- of the organisation exists. Members pause and end it (which circles, and how, is for the actions of the upper
-- rooms).
grant select, update (about, paused_at, ended_at) on people_circle to entrepairs_person;
create policy seen on people_circle for select to entrepairs_person using (
  id = any((select my_circles_ever())::bigint[])
  or (open and (select me()) is not null)
  or organisation_id = any((select my_coordinations())::bigint[]));
create policy change on people_circle for update to entrepairs_person using (id = any((select my_circles())::bigint[]))
  with check (id = any((select my_circles_ever())::bigint[]));

-- Memberships are seen by the members of the circle; anyone who has left still sees who was there with them; the
-- coordinators of the organisation see those of circles that are not a pair. How one comes in is for the upper rooms;
-- one ends one's own membership, and in a pair both. What has ended stays as it was.
grant select, update (until) on people_membership to entrepairs_person;
create policy seen on people_membership for select to entrepairs_person using (
  person_id = (select me())
  or circle_id = any((select my_circles())::bigint[])
  or (circle_id = any((select my_circles_ever())::bigint[]) and i_was_in_between(circle_id, since, until))
  or exists (select from people_circle c where c.id = circle_id and c.kind <> 'pair'
             and c.organisation_id = any((select my_coordinations())::bigint[])));
create policy leave on people_membership for update to entrepairs_person
  using ((until is null or until > clock_timestamp())
    and (person_id = (select me()) or exists (select from people_circle c where c.id = circle_id and c.kind = 'pair'
         and c.id = any((select my_circles())::bigint[]))))
  with check (until <= clock_timestamp());

-- A block is known to the person who set it, and to nobody else.
grant select, insert, delete on people_block to entrepairs_person;
create policy mine on people_block for select to entrepairs_person using (person_id = (select me()));
create policy set_mine on people_block for insert to entrepairs_person with check (person_id = (select me()));
create policy lift_mine on people_block for delete to entrepairs_person using (person_id = (select me()));

-- What a decision keeps somebody from is read by that person alone. Nobody writes it but the database.
grant select on people_restriction to entrepairs_person;
create policy mine on people_restriction for select to entrepairs_person using (person_id = (select me()));

-- Clues are read by those they may lead to a person: the network, or the people of that organisation; never across a
-- block. Nobody writes them: they follow what the person tells, at once.
grant select on people_searchterm to entrepairs_person;
create policy seen on people_searchterm for select to entrepairs_person using (
  (select me()) is not null and scope = any((select array_append(my_organisations(), 0::bigint))::bigint[])
  and (until is null or until > statement_timestamp()) and person_id <> all((select my_blocks())::bigint[]));

-- Who may call them; nobody else may.
grant execute on function
  is_current, i_was_in, i_was_in_between, my_circles, my_circles_ever, my_voting_circles, my_pairs, my_mates,
  my_mates_ever, my_blocked_pairs, my_muted_circles, am_suspended, my_open_circles,
  my_organisations, my_coordinations, my_blocks, blocked_by_me,
  may_be_asked, is_in_any, in_my_organisations, i_coordinate, page_is_open to entrepairs_person;
