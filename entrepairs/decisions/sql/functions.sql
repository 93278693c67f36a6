-- Of a version that I may read: how many people have answered, and how many were asked (those who decide, or have
-- answered and left since, also those whose account is no more: nobody). Nobody reads who.
create function count_answered(a_version bigint) returns int language sql stable security definer
  set search_path = app, public, pg_temp as
$$ select count(*)::int from decisions_answered a join decisions_version v on v.id = a.version_id
   join decisions_decision d on d.id = v.decision_id
   where v.id = a_version and not d.hidden and reads_decisions_of(d.circle_id) $$;
create function count_asked(a_version bigint) returns int language sql stable security definer
  set search_path = app, public, pg_temp as
$$ select (count(distinct who) + count(*) filter (where who is null))::int from decisions_version v
   join decisions_decision d on d.id = v.decision_id
   cross join lateral (select a.person_id as who from decisions_answered a where a.version_id = v.id
     union all select unnest(deciders_of(d.circle_id, least(statement_timestamp(), v.closes_at, v.closed_at)))) w
   where v.id = a_version and not d.hidden and reads_decisions_of(d.circle_id) $$;

-- Where a version stands: withdrawn, questions, answers; then adopted, objection, or silence when too few answered.
create function stand_of(a_version bigint) returns text language sql stable security definer
  set search_path = app, public, pg_temp as
$$ select case
     when d.withdrawn_at < least(v.closes_at, v.closed_at) then 'withdrawn'
     when not is_closed(v) then case when statement_timestamp() < v.opens_at then 'questions' else 'answers' end
     when exists (select from decisions_answer a where a.version_id = v.id and a.choice = 'objection')
       or exists (select from decisions_namelessanswer a where a.version_id = v.id and a.choice = 'objection')
       then 'objection'
     when (select count(*) from decisions_answered a where a.version_id = v.id) < v.needed then 'silence'
     else 'adopted' end
   from decisions_version v join decisions_decision d on d.id = v.decision_id
   where v.id = a_version and not d.hidden and reads_decisions_of(d.circle_id) $$;

-- Locks a proposal of a group where I decide: who answers, closes, changes or takes it back does so one after the
-- other.
create function hold_decision(a_decision bigint) returns boolean language plpgsql security definer
  set search_path = app, public, pg_temp as $$
begin
  perform from decisions_decision d where d.id = a_decision and not d.hidden
    and d.circle_id = any(my_voting_circles()) for update;
  return found;
end $$;

-- A member answers a version, once, under their name or without. Says "done", or why not: "closed", "early", "answered"
-- (without a name: it stays), "named" (it may be changed under the name), or nothing to who may not.
--
-- Nothing that is kept links a nameless answer to a person. All those of the version are taken out and put back in an
-- order and with numbers that are drawn, so that the last one looks like the first: in the order of the rows, in their
-- numbers, and in the transaction that wrote them.
create function answer_version(a_version bigint, a_choice text, some_words text, by_name boolean) returns text
language plpgsql security definer set search_path = app, public, pg_temp as $$
declare
  asked decisions_version;
begin
  if not hold_decision((select decision_id from decisions_version where id = a_version)) then
    return null;
  end if;
  select v.* into asked from decisions_version v join decisions_decision d on d.id = v.decision_id
    where v.id = a_version and d.withdrawn_at is null;
  if asked.id is null or least(asked.closes_at, asked.closed_at) <= clock_timestamp() then
    return 'closed';
  elsif asked.opens_at > clock_timestamp() then
    return 'early';
  elsif exists (select from decisions_answer a where a.version_id = a_version and a.person_id = me()) then
    if not by_name then return 'named'; end if;
  elsif exists (select from decisions_answered a where a.version_id = a_version and a.person_id = me()) then
    return 'answered';
  end if;
  insert into decisions_answered (version_id, person_id) values (a_version, me()) on conflict do nothing;
  if by_name then
    insert into decisions_answer (version_id, person_id, choice, words) values (a_version, me(), a_choice, some_words)
      on conflict (version_id, person_id) do update set choice = excluded.choice, words = excluded.words;
  else
    with taken as (
      delete from decisions_namelessanswer where version_id = a_version returning choice, words
    ), all_of_them as (
      select choice, words from taken union all select a_choice, some_words
    )
    insert into decisions_namelessanswer (id, version_id, choice, words)
      select ('x' || translate(gen_random_uuid()::text, '-', ''))::bit(63)::bigint, a_version, choice, words
      from all_of_them order by gen_random_uuid();
  end if;
  return 'done';
end $$;

-- A member closes a version before its date: only once everybody who decides has answered. What came of it is then told
-- at once. Says "done", or why not: "closed", "early", "waiting".
create function close_version(a_version bigint) returns text language plpgsql security definer
  set search_path = app, public, pg_temp as $$
declare
  asked decisions_version;
  held decisions_decision;
begin
  if not hold_decision((select decision_id from decisions_version where id = a_version)) then
    return null;
  end if;
  select * into asked from decisions_version where id = a_version;
  select * into held from decisions_decision where id = asked.decision_id;
  if held.withdrawn_at is not null or least(asked.closes_at, asked.closed_at) <= clock_timestamp() then
    return 'closed';
  elsif asked.opens_at > clock_timestamp() then
    return 'early';
  elsif exists (select from unnest(deciders_of(held.circle_id, clock_timestamp())) who
      where not exists (select from decisions_answered a where a.version_id = a_version and a.person_id = who)) then
    return 'waiting';
  end if;
  update decisions_version set closed_at = clock_timestamp() where id = a_version;
  update notices_notice set due_at = clock_timestamp() where kind = 'decided' and seen_at is null
    and about = held.key || ':' || asked.number and due_at > clock_timestamp();
  return 'done';
end $$;

-- Who proposed takes it back, unless it was adopted once. Before the first answers are shown it is hidden, whatever
-- they are: nobody can tell from it whether there was an objection. Says "done", "adopted" or "closed".
create function withdraw_decision(a_decision bigint) returns text language plpgsql security definer
  set search_path = app, public, pg_temp as $$
begin
  if not hold_decision(a_decision) then
    return null;
  end if;
  if exists (select from decisions_decision d where d.id = a_decision
      and (d.proposed_by_id is distinct from me() or d.withdrawn_at is not null)) then
    return 'closed';
  elsif exists (select from decisions_version v where v.decision_id = a_decision and stand_of(v.id) = 'adopted') then
    return 'adopted';
  end if;
  update decisions_decision set withdrawn_at = clock_timestamp(),
    hidden = not exists (select from decisions_version v where v.decision_id = a_decision
      and least(v.closes_at, v.closed_at) <= clock_timestamp())
    where id = a_decision;
  return 'done';
end $$;

-- The newest version of what is asked in my groups, while it may be answered and I have not.
create function versions_to_answer(person bigint) returns setof decisions_version language sql stable as
$$ select v.* from decisions_version v join decisions_decision d on d.id = v.decision_id
   join people_circle c on c.id = d.circle_id
   where d.withdrawn_at is null and c.ended_at is null and v.opens_at <= statement_timestamp() and not is_closed(v)
     and not exists (select from decisions_answered a where a.version_id = v.id and a.person_id = person) $$;

-- Until when what this room told waits. `about` is the key of the decision, then the number of the version.
create function proposal_waits(person bigint, about text) returns boolean language sql stable as
$$ select exists (select from decisions_decision d join decisions_version v on v.decision_id = d.id
     join people_circle c on c.id = d.circle_id
     join people_membership m on m.circle_id = c.id and m.person_id = person and is_current(m.since, m.until)
     where d.key = split_part(proposal_waits.about, ':', 1) and v.number = split_part(proposal_waits.about, ':', 2)::int
       and d.withdrawn_at is null and c.ended_at is null and not is_closed(v)
       and not exists (select from decisions_answered a where a.version_id = v.id and a.person_id = person)) $$;
create function answer_soon_waits(person bigint, about text) returns boolean language sql stable as
$$ select proposal_waits(answer_soon_waits.person, answer_soon_waits.about) and person = any(deciders_of(
     (select circle_id from decisions_decision where key = split_part(answer_soon_waits.about, ':', 1)),
     statement_timestamp())) $$;
create function decided_waits(person bigint, about text) returns boolean language sql stable as
$$ select exists (select from decisions_decision d join decisions_version v on v.decision_id = d.id
     join people_circle c on c.id = d.circle_id
     join people_membership m on m.circle_id = c.id and m.person_id = person and is_current(m.since, m.until)
     where d.key = split_part(decided_waits.about, ':', 1) and v.number = split_part(decided_waits.about, ':', 2)::int
       and d.withdrawn_at is null and c.ended_at is null
       and not exists (select from decisions_version n where n.decision_id = d.id and n.number > v.number)) $$;

-- Locks a poll of a group where I am: who answers and who chooses do so one after the other. Says open, closed, chosen.
create function hold_poll(a_poll bigint) returns text language plpgsql security definer
  set search_path = app, public, pg_temp as $$
declare
  held decisions_poll;
begin
  select * into held from decisions_poll p where p.id = a_poll and p.circle_id = any(my_circles()) for update;
  return case when held.id is null then null when held.chosen_at is not null then 'chosen'
    when held.closes_at <= clock_timestamp() then 'closed' else 'open' end;
end $$;

-- A member chooses the date of a poll, for a meeting that they have just suggested on it: once it is closed, or every
-- member has answered. Who said that this date suits them has said yes to the meeting: it is planned at once. Says
-- "done", or why not: "chosen", "waiting", "past", or nothing to who may not.
create function choose_date(a_date bigint, a_meeting bigint) returns text language plpgsql security definer
  set search_path = app, public, pg_temp as $$
declare
  held decisions_poll;
  day decisions_date;
  yes bigint;
begin
  select * into day from decisions_date where id = a_date;
  select * into held from decisions_poll p where p.id = day.poll_id and p.circle_id = any(my_voting_circles())
    for update;
  if held.id is null or not exists (select from meetings_meeting m where m.id = a_meeting
      and m.circle_id = held.circle_id and m.proposed_by_id = me() and m.starts_at = day.starts_at
      and m.proposed_at >= now() and m.agreed_at is null) then
    return null;
  elsif held.chosen_at is not null then
    return 'chosen';
  elsif day.starts_at <= clock_timestamp() then
    return 'past';
  elsif held.closes_at > clock_timestamp() and exists (
      select from unnest(deciders_of(held.circle_id, clock_timestamp())) who where not exists (
        select from decisions_coming c where c.date_id = a_date and c.person_id = who)) then
    return 'waiting';
  end if;
  select c.person_id into yes from decisions_coming c join people_membership m on m.person_id = c.person_id
    and m.circle_id = held.circle_id and is_current(m.since, m.until)
    where c.date_id = a_date and c.fits = 'yes' and c.person_id <> me() order by c.person_id limit 1;
  update meetings_meeting set agreed_by_id = yes, agreed_at = clock_timestamp() where id = a_meeting
    and yes is not null;
  update decisions_poll set meeting_id = a_meeting, chosen_at = clock_timestamp() where id = held.id;
  return 'done';
end $$;

-- Polls that wait for this person's dates, in the groups where they are.
create function polls_to_answer(person bigint) returns setof decisions_poll language sql stable as
$$ select p.* from decisions_poll p join people_circle c on c.id = p.circle_id
   where c.ended_at is null and poll_is_open(p) and not exists (select from decisions_coming s
     join decisions_date d on d.id = s.date_id where d.poll_id = p.id and s.person_id = polls_to_answer.person) $$;

-- Until when what was told of a poll waits. `about` is its key.
create function dates_waits(person bigint, about text) returns boolean language sql stable as
$$ select exists (select from polls_to_answer(dates_waits.person) p
     join people_membership m on m.circle_id = p.circle_id and m.person_id = dates_waits.person
       and is_current(m.since, m.until)
     where p.key = dates_waits.about) $$;
create function dates_soon_waits(person bigint, about text) returns boolean language sql stable as
$$ select dates_waits(dates_soon_waits.person, dates_soon_waits.about) $$;

-- A group whose proposals I read runs, for the rest of the transaction. Who advises from outside may not hold its row
-- by themselves: nothing of it is theirs to change.
create function hold_group_of_advice(circle bigint) returns boolean language plpgsql security definer
  set search_path = app, public, pg_temp as $$
begin
  perform from people_circle c where c.id = circle and c.ended_at is null and reads_decisions_of(c.id) for share;
  return found;
end $$;

-- Who gave advice about a proposal that I read: under their name, as the form says, also to who sees them nowhere else.
-- Nobody whom I blocked.
create function advisers_of(a_decision bigint) returns table (id bigint, key varchar, name varchar)
language sql stable security definer set search_path = app, public, pg_temp as
$$ select distinct p.id, p.key, p.name from decisions_decision d join decisions_remark r on r.decision_id = d.id
     join people_person p on p.id = r.author_id
   where d.id = a_decision and not d.hidden and reads_decisions_of(d.circle_id) and r.advises
     and p.id <> all(blocked_by_me()) $$;

-- Who may call them; nobody else may.
grant execute on function
  count_answered, count_asked, stand_of, hold_decision, answer_version, close_version, withdraw_decision,
  versions_to_answer, hold_poll, choose_date, polls_to_answer,
  hold_group_of_advice, advisers_of to entrepairs_person;
