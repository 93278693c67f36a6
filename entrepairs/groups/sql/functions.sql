-- What waits for my answer at the door of a group: an invitation, or somebody who asks.
create function entries_to_answer() returns setof groups_entry language sql stable as
$$ select e.* from groups_entry e where entry_stands(e) and case when e.by_id is null
     then e.person_id <> me() and e.circle_id = any(my_voting_circles()) else e.person_id = me() end $$;
-- The newest version of what a group of mine promises, when I have not said yes to it.
create function agreements_to_read() returns setof groups_agreement language sql stable as
$$ select a.* from groups_agreement a
   where a.circle_id = any(my_circles()) and a.made_by_id is distinct from me()
     and not exists (select from groups_agreement n where n.circle_id = a.circle_id and n.number > a.number)
     and not exists (select from groups_agreementyes y where y.agreement_id = a.id and y.person_id = me()) $$;

-- What waits for me in each of my groups: at its door, an agreement to read, something to read in its conversation.
create function waiting_in_groups() returns table (circle_id bigint, number int) language sql stable as
$$ with door as materialized (select e.circle_id from entries_to_answer() e),
   words as materialized (select a.circle_id from agreements_to_read() a)
   select r.circle_id,
     (select count(*) from door d where d.circle_id = r.circle_id)::int
     + (select count(*) from words w where w.circle_id = r.circle_id)::int + r.unread
   from unread_by_circle('group') r $$;

-- Until when what this room told waits. `about` is the key of the circle, then what it is about.
create function group_door_waits(person bigint, about text) returns boolean language sql stable as
$$ select exists (
     select from groups_entry e join people_circle c on c.id = e.circle_id
     join people_person p on p.id = coalesce(e.by_id, e.person_id)
     where e.key = split_part(group_door_waits.about, ':', 2) and c.ended_at is null and case
       -- I was let in, and am in
       when split_part(group_door_waits.about, ':', 3) = 'yes' then exists (select from people_membership m
         where m.circle_id = c.id and m.person_id = person and is_current(m.since, m.until))
       -- who is on a pause is not at the door
       when p.paused_at is not null then false
       -- somebody invites me whom I have not blocked
       when e.person_id = person then entry_stands(e) and not exists (
         select from people_block b where b.person_id = person and b.blocked_id = e.by_id)
       -- somebody asks, where I decide and across no block
       else entry_stands(e) and exists (select from people_membership m
           left join vocabulary_concept r on r.id = m.role_id
           where m.circle_id = c.id and m.person_id = person and is_current(m.since, m.until)
             and not coalesce((r.data ->> 'advises')::boolean, false))
         and not exists (select from people_block b where (b.person_id = person and b.blocked_id = e.person_id)
           or (b.person_id = e.person_id and b.blocked_id = person)) end) $$;
create function group_visit_waits(person bigint, about text) returns boolean language sql stable as
$$ select exists (select from people_circle c join people_membership m on m.circle_id = c.id
     join vocabulary_concept r on r.id = m.role_id and r.scheme = 'role' and r.key = 'visitor'
     where c.key = split_part(group_visit_waits.about, ':', 1) and m.person_id = person
       and is_current(m.since, m.until)) $$;
create function group_words_waits(person bigint, about text) returns boolean language sql stable as
$$ select exists (select from people_circle c join groups_agreement a on a.circle_id = c.id
     join people_membership m on m.circle_id = c.id and m.person_id = person and is_current(m.since, m.until)
     where c.key = split_part(group_words_waits.about, ':', 1)
       and a.number = split_part(group_words_waits.about, ':', 2)::int
       and not exists (select from groups_agreement n where n.circle_id = a.circle_id and n.number > a.number)
       and not exists (select from groups_agreementyes y where y.agreement_id = a.id and y.person_id = person)) $$;
create function group_asked_waits(person bigint, about text) returns boolean language sql stable as
$$ select exists (select from groups_backing b join people_circle c on c.id = b.circle_id
     where b.id = split_part(group_asked_waits.about, ':', 2)::bigint and b.accepted_at is null and b.until is null
       and c.ended_at is null) $$;
create function group_wider_waits(person bigint, about text) returns boolean language sql stable as
$$ select exists (select from people_circle c join groups_group g on g.circle_id = c.id
     join people_membership m on m.circle_id = c.id and m.person_id = group_wider_waits.person
       and is_current(m.since, m.until)
     where c.key = split_part(group_wider_waits.about, ':', 1) and c.ended_at is null
       and g.wider_from > statement_timestamp() - interval '30 days') $$;
create function group_ended_waits(person bigint, about text) returns boolean language sql stable as $$ select true $$;

-- A person starts a group: its circle, its page, and they are in it, keeping the page. Nobody else sees it yet. Nothing
-- comes back after three in a day.
create function start_group(a_key text, a_name text, some_words text) returns bigint language plpgsql security definer
  set search_path = app, public, pg_temp as $$
declare
  made bigint;
begin
  if me() is null then
    raise insufficient_privilege using message = 'a person starts a group';
  end if;
  if 3 <= (select count(*) from people_membership m where m.person_id = me() and m.role_id = role_named('keeper')
      and m.asked_by = 'self' and m.since > statement_timestamp() - interval '1 day') then
    return null;
  end if;
  insert into people_circle (key, kind, name, about, open, started_at)
    values (a_key, 'group', a_name, some_words, false, statement_timestamp()) returning id into made;
  insert into groups_group (circle_id, kind, audience, address, languages, phone, email, website, visit_days, unwell,
      time_zone, closes_on_holidays)
    values (made, 'self_help', 2, '', '{}', '', '', '', 61, '', zone_here(), false);
  insert into people_membership (circle_id, person_id, role_id, since, asked_by)
    values (made, me(), null, statement_timestamp(), 'self'),
      (made, me(), role_named('keeper'), statement_timestamp(), 'self');
  return made;
end $$;
create function role_named(a_key text) returns bigint language sql stable as
$$ select id from vocabulary_concept where scheme = 'role' and key = a_key $$;

-- Its keepers announce that more people may see the page, or come in: from that day. Nothing when it was announced.
create function announce_wider(circle bigint) returns date language sql volatile security definer
  set search_path = app, public, pg_temp as
$$ update groups_group set wider_from = statement_timestamp() + interval '7 days'
   where circle_id = circle and circle_id = any(my_kept_groups())
     and (wider_from is null or wider_from < statement_timestamp() - interval '30 days')
   returning day_of(wider_from) $$;
-- They call it off: nothing opens, and to open it then is announced again.
create function call_off_wider(circle bigint) returns boolean language sql volatile security definer
  set search_path = app, public, pg_temp as
$$ update groups_group set wider_from = null
   where circle_id = circle and circle_id = any(my_kept_groups())
     and wider_from > statement_timestamp() - interval '30 days'
   returning true $$;

-- How many decide in a group, and how many are in it at all: each once, and only those whom the reader may see.
create function count_in_group(circle bigint) returns bigint[] language sql stable as
$$ select array[count(distinct p.id) filter (where not coalesce((r.data ->> 'advises')::boolean, false)),
     count(distinct p.id)]
   from people_membership m join people_person p on p.id = m.person_id
   left join vocabulary_concept r on r.id = m.role_id
   where m.circle_id = circle and is_current(m.since, m.until) $$;

-- Something waits between me and that group: my request, or an invitation.
create function i_wait_at_door(circle bigint) returns boolean language sql stable as
$$ select exists (select from groups_entry e where e.circle_id = circle and e.person_id = me() and entry_stands(e)) $$;

-- Its keepers change the name and the words of a group, and whether anyone may come in without asking: not where its
-- page is hidden.
create function change_group(circle bigint, a_name text, some_words text, is_open boolean) returns boolean
language sql volatile security definer set search_path = app, public, pg_temp as
$$ update people_circle set name = a_name, about = some_words, open = is_open
     and (open or may_widen(circle)) and exists (
       select from groups_group g where g.circle_id = circle and g.audience >= 4)
   where id = circle and id = any(my_kept_groups()) returning true $$;

-- Before somebody asks or is invited again: takes back what stands between them and the group and can be answered no
-- more. Either side does: what is too old; what their own side said no to. For me, invitations of whom I blocked too.
-- Until then these stay as they are, for the others: neither a no nor a block can be told from silence.
create function clear_the_door(circle bigint, who bigint) returns void language sql volatile security definer
  set search_path = app, public, pg_temp as
$$ update groups_entry e set withdrawn_at = statement_timestamp()
   where e.circle_id = circle and e.person_id = who and e.accepted_at is null and e.withdrawn_at is null
     and (who = me() or circle = any(my_voting_circles()))
     and (e.made_at <= statement_timestamp() - interval '30 days'
       or (who = me()) = (e.by_id is not null) and (e.by_id = any(blocked_by_me())
         or exists (select from groups_refusal r where r.entry_id = e.id))) $$;

-- I come in, by my own act: where anyone may, where I am invited, or back within a day of leaving. As a member, as a
-- visitor until a day, or as one who keeps the page. Who comes back to a visit has what was left of it, so that it
-- ends. Says whether I am in.
create function enter_group(circle bigint, a_role text) returns boolean language plpgsql security definer
  set search_path = app, public, pg_temp as $$
declare
  held people_circle;
  days int;
  asked groups_entry;
  begun timestamptz := statement_timestamp();
begin
  select * into held from people_circle where id = circle and kind = 'group' and ended_at is null for share;
  select visit_days into days from groups_group where circle_id = circle;
  if held.id is null or days is null or me() is null or a_role not in ('member', 'visitor', 'keeper') then
    return false;
  end if;
  select * into asked from groups_entry e where e.circle_id = circle and e.person_id = me() and e.by_id is not null
    and entry_stands(e) and e.by_id <> all(blocked_by_me()) and e.id <> all(out_of_sight_at_doors()) for update;
  if a_role = 'keeper' then
    if asked.role is distinct from 'keeper' or not exists (select from people_membership m where m.circle_id = circle
        and m.person_id = me() and m.role_id is null and is_current(m.since, m.until)) then
      return false;
    end if;
  elsif exists (select from people_membership m where m.circle_id = circle and m.person_id = me()
      and is_current(m.since, m.until) and (a_role = 'visitor' or m.role_id is null))
    or not (held.open or asked.id is not null
      or exists (select from people_membership m where m.circle_id = circle and m.person_id = me()
        and m.role_id is not distinct from case a_role when 'visitor' then role_named('visitor') end
        and m.until > statement_timestamp() - interval '1 day')) then
    return false;
  end if;
  if a_role = 'visitor' and not held.open and asked.id is null then
    select min(m.since) into begun from people_membership m where m.circle_id = circle and m.person_id = me()
      and m.role_id = role_named('visitor') and m.since > statement_timestamp() - make_interval(days => days);
    if begun is null then return false; end if;
  end if;
  -- Before the visit ends: who leaves takes back what waits.
  update groups_entry e set accepted_at = statement_timestamp()
    where e.circle_id = circle and e.person_id = me() and e.accepted_at is null and e.withdrawn_at is null;
  update people_membership m set until = statement_timestamp() where m.circle_id = circle and m.person_id = me()
    and m.role_id = role_named('visitor') and is_current(m.since, m.until);
  insert into people_membership (circle_id, person_id, role_id, since, until, asked_by)
    values (circle, me(), case a_role when 'member' then null else role_named(a_role) end, statement_timestamp(),
      case a_role when 'visitor' then begun + make_interval(days => days) end,
      case when asked.id is null then 'self' else 'peer' end);
  return true;
end $$;

-- A member says yes to somebody who asks: they are in, as what they asked for; a visit ends with it. Says whether they
-- are.
create function let_in(an_entry bigint) returns boolean language plpgsql security definer
  set search_path = app, public, pg_temp as $$
declare
  asked groups_entry;
begin
  select * into asked from groups_entry e where e.id = an_entry and e.by_id is null and e.person_id <> me()
    and entry_stands(e) and e.circle_id = any(my_voting_circles()) and e.person_id <> all(my_blocks())
    and e.id <> all(out_of_sight_at_doors()) for update;
  if asked.id is null or exists (select from people_membership m where m.circle_id = asked.circle_id
      and m.person_id = asked.person_id and is_current(m.since, m.until)
      and (asked.role = 'visitor' or m.role_id is null)) then
    return false;
  end if;
  update groups_entry set accepted_at = statement_timestamp() where id = asked.id;
  update people_membership m set until = statement_timestamp() where m.circle_id = asked.circle_id
    and m.person_id = asked.person_id and m.role_id = role_named('visitor') and is_current(m.since, m.until);
  insert into people_membership (circle_id, person_id, role_id, since, until, asked_by)
    select asked.circle_id, asked.person_id, case asked.role when 'visitor' then role_named('visitor') end,
      statement_timestamp(),
      case asked.role when 'visitor' then statement_timestamp() + make_interval(days => g.visit_days) end, 'self'
    from groups_group g where g.circle_id = asked.circle_id;
  return true;
end $$;

-- Tells the members that I ask to come in: who they are is theirs to know.
create function tell_members_of_ask(an_entry bigint) returns void language sql volatile security definer
  set search_path = app, public, pg_temp as
$$ select tell_notice(array(select distinct m.person_id from people_membership m
       left join vocabulary_concept r on r.id = m.role_id
       where m.circle_id = e.circle_id and is_current(m.since, m.until)
         and not coalesce((r.data ->> 'advises')::boolean, false)),
     'group_door', c.key || ':' || e.key, '/groups/' || c.key || '/people/', null, me(), false)
   from groups_entry e join people_circle c on c.id = e.circle_id
   where e.id = an_entry and e.person_id = me() and e.by_id is null and entry_stands(e) $$;
-- Tells those who coordinate an organisation that I asked it to back a group of mine.
create function tell_coordinators_of_backing(a_backing bigint) returns void language sql volatile security definer
  set search_path = app, public, pg_temp as
$$ select tell_notice(array(select a.person_id from people_affiliation a
       where a.organisation_id = b.organisation_id and a.coordinator and is_current(a.since, a.until)),
     'group_asked', c.key || ':' || b.id, '/groups/' || c.key || '/organisations/', null, me(), false)
   from groups_backing b join people_circle c on c.id = b.circle_id
   where b.id = a_backing and b.asked_by_id = me() and b.accepted_at is null and b.until is null $$;

-- Who may call them; nobody else may.
grant execute on function
  waiting_in_groups, entries_to_answer, agreements_to_read, start_group, role_named, announce_wider, call_off_wider,
  change_group, clear_the_door, enter_group, let_in, count_in_group, i_wait_at_door,
  tell_members_of_ask, tell_coordinators_of_backing to entrepairs_person;
