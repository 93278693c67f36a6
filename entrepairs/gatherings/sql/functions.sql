-- One time of a rhythm becomes a meeting, for somebody who decides there or, once it has begun, who is there: as the
-- rule has it, agreed by it. Made once: the next who asks has the same. Its number, or nothing where it may not be.
create function make_gathering(a_rhythm bigint, a_day date, a_key text, a_start timestamptz) returns bigint
language plpgsql security definer set search_path = app, public, pg_temp as $$
declare
  held gatherings_rhythm;
  made bigint;
begin
  select * into held from gatherings_rhythm r where r.id = a_rhythm and r.circle_id = any(my_open_circles())
    and (a_start <= statement_timestamp() or r.circle_id = any(my_voting_circles())) for update;
  if held.id is null or a_day < held.starts_on or a_day > held.until
      or (a_start at time zone held.time_zone) is distinct from a_day + held.clock then
    return null;
  end if;
  select meeting_id into made from gatherings_gathering where rhythm_id = a_rhythm and day = a_day;
  if made is null then
    insert into meetings_meeting (key, circle_id, title, starts_at, minutes, time_zone, means, "where", asked_by_id,
        proposed_by_id, proposed_at, agreed_at, sequence)
      values (a_key, held.circle_id, held.title, a_start, held.minutes, held.time_zone, held.means, held."where", me(),
        me(), statement_timestamp(), statement_timestamp(), held.sequence)
      returning id into made;
    insert into gatherings_gathering (rhythm_id, day, meeting_id, starts_at, minutes, cancelled)
      values (a_rhythm, a_day, made, a_start, held.minutes, false);
  end if;
  return made;
end $$;

-- Deals the turns of those of these days that nobody has, among those who take turns and still decide there, by one of
-- them: drawn by lot, or in the order in which they began, after the person who has the day before. How many; nothing
-- where one may not. What was agreed stays.
create function deal_turns(a_rhythm bigint, days date[], by_lot boolean) returns bigint language plpgsql volatile
  security definer set search_path = app, public, pg_temp as $$
declare
  takers bigint[];
  begin_at bigint := 0;
  dealt bigint;
begin
  perform from gatherings_rhythm where id = a_rhythm for update;
  if not coalesce(a_rhythm = any(my_turns()), false) or coalesce(cardinality(days), 0) not between 1 and 60 then
    return null;
  end if;
  days := array(select d from unnest(days) d where d >= today() and not exists (select from gatherings_turn t
    where t.rhythm_id = a_rhythm and t.day = d and t.person_id is not null) order by d);
  select array_agg(t.person_id order by case when by_lot then random() end, t.since, t.id) into takers
  from gatherings_turntaker t join gatherings_rhythm r on r.id = t.rhythm_id
  where t.rhythm_id = a_rhythm and exists (select from people_membership m where m.circle_id = r.circle_id
    and m.person_id = t.person_id and m.role_id is null and is_current(m.since, m.until));
  if takers is null then return null; end if;
  if not by_lot then
    begin_at := coalesce(array_position(takers, (select t.person_id from gatherings_turn t
      where t.rhythm_id = a_rhythm and t.day < days[1] and t.person_id is not null order by t.day desc limit 1)), 0);
  end if;
  delete from gatherings_turn where rhythm_id = a_rhythm and (day < today() - 1 or day = any(days));
  insert into gatherings_turn (rhythm_id, day, person_id)
    select a_rhythm, d.day, takers[1 + ((begin_at + d.place - 1) % cardinality(takers))]
    from unnest(days) with ordinality d(day, place);
  get diagnostics dealt = row_count;
  return dealt;
end $$;

-- The two turns of a swap that I am asked for change hands, if both are still as they were. Says whether they did.
create function swap_turns(a_swap bigint) returns boolean language plpgsql volatile security definer
  set search_path = app, public, pg_temp as $$
declare
  asked gatherings_swap;
begin
  select * into asked from gatherings_swap s where s.id = a_swap and s.to_id = me() and s.by_id <> all(my_blocks());
  perform from gatherings_turn where id in (asked.turn_id, asked.other_id) order by id for update;
  if not exists (select from gatherings_swap s where s.id = asked.id) or not exists (
      select from gatherings_turn a join gatherings_turn b on b.id = asked.other_id where a.id = asked.turn_id
        and a.person_id = asked.by_id and b.person_id = me() and a.day >= today() and b.day >= today()
        and a.rhythm_id = any(my_turns()))
    or exists (select from gatherings_declinedswap d where d.swap_id = asked.id) then
    return false;
  end if;
  update gatherings_turn set person_id = me() where id = asked.turn_id;
  update gatherings_turn set person_id = asked.by_id where id = asked.other_id;
  return true;
end $$;

-- Nobody takes turns any more, by one of those who do: all turns to come are gone. How many took turns; nothing for the
-- one who comes second.
create function end_turns(a_rhythm bigint) returns bigint language plpgsql volatile security definer
  set search_path = app, public, pg_temp as $$
declare
  ended bigint;
begin
  perform from gatherings_rhythm where id = a_rhythm for update;
  if not coalesce(a_rhythm = any(my_turns()), false) then return null; end if;
  delete from gatherings_turn where rhythm_id = a_rhythm;
  delete from gatherings_turntaker where rhythm_id = a_rhythm;
  get diagnostics ended = row_count;
  return ended;
end $$;

-- A regular meeting that goes on with another rule keeps those who take turns there, to be dealt again. By those who
-- keep the page of the group.
create function carry_turns(from_rhythm bigint, to_rhythm bigint) returns void language sql volatile security definer
  set search_path = app, public, pg_temp as
$$ update gatherings_turntaker t set rhythm_id = to_rhythm from gatherings_rhythm a join gatherings_rhythm b
     on b.circle_id = a.circle_id and b.circle_id = any(my_kept_groups())
   where t.rhythm_id = from_rhythm and a.id = from_rhythm and b.id = to_rhythm $$;

-- A visit that waits for the answer of the group that is invited.
create function visit_stands(v gatherings_visit) returns boolean language sql stable as
$$ select v.accepted_at is null and v.withdrawn_at is null
     and not exists (select from gatherings_declinedvisit d where d.visit_id = v.id) $$;
-- Who decides in the group that is invited says yes, and not who invited: the meeting is one of that group too, the
-- same. Its number, or nothing where it may not be.
create function accept_visit(a_visit bigint, a_key text) returns bigint language plpgsql security definer
  set search_path = app, public, pg_temp as $$
declare
  asked gatherings_visit;
  made bigint;
begin
  select * into asked from gatherings_visit v where v.id = a_visit and v.guest_id = any(my_voting_circles())
    and v.guest_id = any(my_open_circles()) and v.asked_by_id is distinct from me() and visit_stands(v) for update;
  perform from meetings_meeting m where m.id = asked.meeting_id and m.agreed_at is not null and m.cancelled_at is null
    and m.starts_at > statement_timestamp() for share;
  if asked.id is null or not found then
    return null;
  end if;
  insert into meetings_meeting (key, circle_id, title, starts_at, minutes, time_zone, means, "where", asked_by_id,
      proposed_by_id, proposed_at, agreed_at, sequence, same_as_id)
    select a_key, asked.guest_id, m.title, m.starts_at, m.minutes, m.time_zone, m.means, m."where", me(), me(),
      statement_timestamp(), statement_timestamp(), 0, m.id from meetings_meeting m where m.id = asked.meeting_id
    returning id into made;
  update gatherings_visit set accepted_at = statement_timestamp() where id = asked.id;
  perform tell_notice(array[asked.asked_by_id], 'group_visits', m.key || ':' || asked.key || ':yes',
      '/gatherings/' || m.key || '/', null, null, false)
    from meetings_meeting m where m.id = asked.meeting_id and asked.asked_by_id is not null;
  return made;
end $$;
-- Tells who decides in the group that I invite: who they are is theirs to know.
create function tell_guests(a_visit bigint) returns void language sql volatile security definer
  set search_path = app, public, pg_temp as
$$ select tell_notice(array(select distinct m.person_id from people_membership m
       left join vocabulary_concept r on r.id = m.role_id
       where m.circle_id = v.guest_id and is_current(m.since, m.until)
         and not coalesce((r.data ->> 'advises')::boolean, false)),
     'group_visits', t.key || ':' || v.key, '/gatherings/visits/' || v.key || '/', null, me(), false)
   from gatherings_visit v join meetings_meeting t on t.id = v.meeting_id
   where v.id = a_visit and v.asked_by_id = me() and visit_stands(v) $$;
create function group_visits_waits(person bigint, about text) returns boolean language sql stable as
$$ select exists (select from gatherings_visit v join meetings_meeting m on m.id = v.meeting_id
     where v.key = split_part(group_visits_waits.about, ':', 2) and m.cancelled_at is null and v.withdrawn_at is null
       and case when split_part(group_visits_waits.about, ':', 3) = 'yes' then v.accepted_at is not null
         else visit_stands(v) and m.starts_at > statement_timestamp() end) $$;
-- When, where and what is the meeting to which a group of mine is invited: until it says yes it is in the other alone.
create function meeting_of_visit(a_visit bigint) returns setof meetings_meeting language sql stable security definer
  set search_path = app, public, pg_temp as
$$ select m.* from gatherings_visit v join meetings_meeting m on m.id = v.meeting_id
   where v.id = a_visit and v.guest_id = any(my_voting_circles()) and visit_stands(v) $$;

-- A meeting of a group took place, says who was there and notes what was brought in it. Whether it may be noted.
create function say_met(a_meeting bigint) returns boolean language sql volatile security definer
  set search_path = app, public, pg_temp as
$$ update meetings_meeting m set held = true from people_circle c
   where m.id = a_meeting and c.id = m.circle_id and c.kind = 'group' and c.id = any(my_open_circles())
     and i_was_in(c.id, m.starts_at) and m.agreed_at is not null and m.cancelled_at is null and m.uncounted_at is null
     and m.starts_at <= statement_timestamp()
   returning true $$;

-- The days on which groups of co-reflection met that tell it to an organisation which I coordinate: since they do, and
-- nothing else of them.
create function met_in_co_reflection(organisation bigint) returns table (name text, day date) language sql stable
  security definer set search_path = app, public, pg_temp as
$$ select c.name::text, (m.starts_at at time zone m.time_zone)::date
   from gatherings_toldorganisation t join people_circle c on c.id = t.circle_id
   join meetings_meeting m on m.circle_id = c.id and m.held and m.cancelled_at is null
     and m.starts_at >= t.since and m.starts_at > statement_timestamp() - interval '1 year'
   where t.organisation_id = organisation and organisation = any(my_coordinations()) $$;
create function group_apart_waits(person bigint, about text) returns boolean language sql stable as
$$ select not exists (select from people_circle c join people_membership m on m.circle_id = c.id
     where c.key = group_apart_waits.about and m.person_id = group_apart_waits.person
       and is_current(m.since, m.until)) $$;

-- Who else was there at that moment and is still in the group: they may confirm what somebody noted for all.
create function others_who_were_there(circle bigint, moment timestamptz, who bigint) returns bigint[]
  language sql stable as
$$ select coalesce(array_agg(distinct m.person_id), '{}') from people_membership m
   where m.circle_id = circle and m.person_id <> who and is_current(m.since, m.until)
     and exists (select from people_membership w where w.circle_id = circle and w.person_id = m.person_id
       and w.since <= moment and (w.until is null or moment < w.until)) $$;
-- How many of them have to: two, or the one there is. For those in the group.
create function yes_needed(circle bigint, moment timestamptz, who bigint) returns int language sql stable
  security definer set search_path = app, public, pg_temp as
$$ select case when circle = any(my_circles())
     then greatest(1, least(2, cardinality(others_who_were_there(circle, moment, who)))) end $$;

-- What was noted of that person in a group, and waits for their yes: the same asks Today and the notices.
create function brought_to_confirm(person bigint) returns setof meetings_contribution language sql stable as
$$ select c.* from contributions_to_confirm(person) c join people_circle k on k.id = c.circle_id and k.kind = 'group'
   where not exists (select from gatherings_noteanswer a
       where a.meeting_id = c.meeting_id and a.noter_id = c.noted_by_id and a.person_id = person and not a.yes)
     and exists (select from people_membership m
       where m.circle_id = c.circle_id and m.person_id = person and is_current(m.since, m.until))
     and not exists (select from people_block b
       where (b.person_id, b.blocked_id) in ((person, c.noted_by_id), (c.noted_by_id, person))) $$;
-- Until when it waits. `about` is the key of the meeting, then the moment of the note.
create function brought_waits(person bigint, about text) returns boolean language sql stable as
$$ select exists (select from brought_to_confirm(person) c join meetings_meeting m on m.id = c.meeting_id
     where m.key = split_part(about, ':', 1)
       and to_char(c.noted_at at time zone 'UTC', 'YYYYMMDDHH24MISSUS') = split_part(about, ':', 2)) $$;

-- Until when a suggested swap waits. `about` is the key of the regular meeting, then the swap.
create function turn_swap_waits(person bigint, about text) returns boolean language sql stable as
$$ select exists (select from gatherings_swap s join gatherings_turn t on t.id = s.other_id
     where s.id = split_part(about, ':', 2)::bigint and s.to_id = person and t.day >= today()
     and not exists (select from people_block b
       where (b.person_id, b.blocked_id) in ((s.by_id, s.to_id), (s.to_id, s.by_id)))
     and not exists (select from gatherings_declinedswap d where d.swap_id = s.id)) $$;

-- Who may call them; nobody else may.
grant execute on function
  yes_needed, make_gathering, deal_turns, swap_turns, end_turns, carry_turns, say_met, brought_to_confirm,
  visit_stands, accept_visit, tell_guests, meeting_of_visit,
  met_in_co_reflection to entrepairs_person;
