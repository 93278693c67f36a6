-- Tells somebody of a report: also for who has no account, and without naming anyone.
create function tell_of_report(persons bigint[], a_kind text, an_about text, a_path text) returns void language sql
  volatile security definer set search_path = app, public, pg_temp as
$$ insert into notices_notice (person_id, kind, about, path, due_at)
   select told, a_kind, an_about, a_path, statement_timestamp() from unnest(persons) told
   on conflict (person_id, kind, about) do update set told_at = statement_timestamp(), due_at = excluded.due_at,
     seen_at = null, sent_at = null where notices_notice.seen_at is not null $$;

-- Chooses who rules, as many as are missing of two, and tells them: of the rota of its organisation, else of the
-- network's; who has the fewest to read, else by lot. Never its author, nor who sent it, nor anybody who is or was in
-- that circle, is in a circle of any kind with the author or in a pair with the sender, is across a block from one of
-- them, has paused or is suspended, or has ruled on it before.
create function choose_readers(a_report bigint) returns void language plpgsql volatile security definer
  set search_path = app, public, pg_temp as $$
declare
  r safeguarding_report;
  the_turn smallint;
  sides bigint[];
  chosen bigint[];
begin
  select * into r from safeguarding_report where id = a_report for update;
  the_turn := case when exists (select from safeguarding_appeal where report_id = r.id) then 2 else 1 end;
  if exists (select from safeguarding_ruling where report_id = r.id and turn = the_turn and agreed_at is not null) then
    return;
  end if;
  sides := array_remove(array[r.author_id, (select person_id from safeguarding_sentreport where report_id = r.id)],
    null);
  with free as (
    select distinct on (p.person_id) p.person_id, p.organisation_id is null as of_network,
      (select count(*) from safeguarding_reportreader o where o.person_id = p.person_id and not exists (
        select from safeguarding_ruling d where d.report_id = o.report_id and d.turn = o.turn
          and d.agreed_at is not null)) as waiting
    from safeguarding_rotaplace p join people_person who on who.id = p.person_id and who.paused_at is null
    where p.accepted_at is not null and p.ended_at is null
      and (p.organisation_id is null or p.organisation_id = r.organisation_id)
      and p.person_id <> all(sides)
      and not exists (select from safeguarding_reportreader o where o.report_id = r.id and o.person_id = p.person_id)
      and not exists (select from people_membership m where m.circle_id = r.circle_id and m.person_id = p.person_id)
      and not exists (select from people_membership a join people_membership b on b.circle_id = a.circle_id
        join people_circle c on c.id = a.circle_id
        where a.person_id = any(sides) and b.person_id = p.person_id and is_current(a.since, a.until)
          and is_current(b.since, b.until) and c.kind not in ('event', 'course')
          and (a.person_id is not distinct from r.author_id or c.kind = 'pair'))
      and not exists (select from people_block b where b.person_id = p.person_id and b.blocked_id = any(sides)
        or b.blocked_id = p.person_id and b.person_id = any(sides))
      and not exists (select from people_restriction s where s.person_id = p.person_id and s.kind = 'suspend'
        and s.until > statement_timestamp())
      and (r.author_id is not null or not exists (select from people_affiliation f where f.person_id = p.person_id
        and f.organisation_id = r.organisation_id and f.coordinator and is_current(f.since, f.until)))
    order by p.person_id, of_network),
  picked as (
    select person_id from free order by of_network, waiting, random()
    limit greatest(0,
      2 - (select count(*) from safeguarding_reportreader o where o.report_id = r.id and o.turn = the_turn))),
  made as (
    insert into safeguarding_reportreader (report_id, person_id, turn) select r.id, person_id, the_turn from picked
    returning person_id)
  select coalesce(array_agg(person_id), '{}') into chosen from made;
  perform tell_of_report(chosen, 'to_rule', r.key, '/reports/read/' || r.key || '/');
end $$;

-- What is reported, as it is and not as a page says: who wrote it, where, in which words. One function a kind, named
-- for it, also in the rooms above (on_safeguarding.sql); nothing for what is not there, or not theirs to read. Where
-- words are not one column, the page tells them.
create function reported_message(thing text) returns table (author bigint, circle bigint, organisation bigint,
    stood text, said_at timestamptz) language sql stable as
$$ select m.author_id, m.circle_id, c.organisation_id, m.body, m.sent_at
   from conversations_message m join people_circle c on c.id = m.circle_id
   where m.once = case when thing ~ '^[0-9a-f-]{36}$' then thing::uuid end and m.taken_back_at is null
     and m.circle_id = any(my_circles_ever()) and i_was_in(m.circle_id, m.sent_at) $$;
create function reported_entry(thing text) returns table (author bigint, circle bigint, organisation bigint,
    stood text, said_at timestamptz) language sql stable as
$$ select e.author_id, e.circle_id, c.organisation_id, e.body, e.written_at
   from conversations_journalentry e join people_circle c on c.id = e.circle_id
   where e.key = thing and e.circle_id = any(my_circles_ever()) and i_was_in(e.circle_id, e.written_at) $$;
create function reported_person(thing text) returns table (author bigint, circle bigint, organisation bigint,
    stood text, said_at timestamptz) language sql stable as
$$ select p.id, null::bigint, null::bigint, null::text, null::timestamptz from people_person p
   where p.key = thing and page_is_open(p.id) $$;
create function reported_resource(thing text) returns table (author bigint, circle bigint, organisation bigint,
    stood text, said_at timestamptz) language sql stable as
$$ select (select o.person_id from library_resourceowner o where o.resource_id = l.id order by o.id limit 1),
     l.circle_id, l.organisation_id, null::text, l.published_at
   from library_resource l where l.key = thing and l.state = 'published' $$;

-- Somebody reports something, as it stands now: the words, why, who sent it apart, and what they show of what was
-- before, by its names. Says its number; nothing when it is not there; 0 when the words are one's own.
create function file_report(a_key text, told jsonb, shown text[], a_door text) returns bigint language plpgsql volatile
  security definer set search_path = app, public, pg_temp as $$
declare
  report bigint;
  it record;
  there integer;
begin
  if (me() is null) = (a_door is null) then
    raise insufficient_privilege using message = 'a report is of a person, or has a door';
  end if;
  if to_regprocedure(format('app.%I(text)', 'reported_' || (told ->> 'kind'))) is null then
    return null;
  end if;
  execute format('select * from %I($1)', 'reported_' || (told ->> 'kind')) into it using told ->> 'thing';
  get diagnostics there = row_count;
  if there = 0 then
    return null;
  elsif it.author = me() then
    return 0;
  end if;
  insert into safeguarding_report (key, kind, thing, path, place, author_id, circle_id, organisation_id, stood, said_at,
      why, more, wants_removed, wants_talk)
    values (a_key, told ->> 'kind', told ->> 'thing', told ->> 'path', told ->> 'place', it.author, it.circle,
      it.organisation, coalesce(it.stood, told ->> 'stood'), it.said_at, told ->> 'why', told ->> 'more',
      (told ->> 'wants_removed')::boolean, (told ->> 'wants_talk')::boolean)
    returning id into report;
  insert into safeguarding_sentreport (report_id, person_id, door) values (report, me(), a_door);
  insert into safeguarding_shownwords (report_id, author_id, stood, said_at)
    select report, m.author, m.stood, m.said_at from unnest(shown) s cross join lateral reported_message(s) m
    where m.circle = it.circle and m.said_at <= it.said_at and s <> told ->> 'thing';
  perform choose_readers(report);
  return report;
end $$;

-- Somebody who was asked to rule is there now: what waits for readers is given out.
create function give_out_waiting() returns void language plpgsql volatile security definer
  set search_path = app, public, pg_temp as $$
declare
  waiting bigint;
begin
  if current_setting('role') = 'entrepairs_person' and not exists (
      select from safeguarding_rotaplace p where p.person_id = me()
        and p.accepted_at is not null and p.ended_at is null) then
    return;
  end if;
  for waiting in
    select r.id from safeguarding_report r cross join lateral (
      select case when exists (select from safeguarding_appeal a where a.report_id = r.id) then 2 else 1 end as turn) t
    where not exists (select from safeguarding_ruling d where d.report_id = r.id and d.turn = t.turn
        and d.agreed_at is not null)
      and (select count(*) from safeguarding_reportreader o where o.report_id = r.id and o.turn = t.turn) < 2
    order by r.id
  loop
    perform choose_readers(waiting);
  end loop;
end $$;

-- What a decision does, in place of what an earlier one about the same words did.
create function apply_ruling(a_ruling bigint) returns void language plpgsql volatile security definer
  set search_path = app, public, pg_temp as $$
declare
  d safeguarding_ruling;
  r safeguarding_report;
  over timestamptz;
begin
  select * into d from safeguarding_ruling where id = a_ruling;
  select * into r from safeguarding_report where id = d.report_id;
  over := (d.until + 1)::timestamp at time zone zone_here();
  update people_restriction set until = greatest(since, statement_timestamp())
    where about = r.key and until > statement_timestamp();
  if d.outcome <> 'return' and exists (select from safeguarding_ruling e where e.report_id = r.id
      and e.outcome = 'return' and e.turn < d.turn) then
    update conversations_message set body = r.stood, taken_back_at = null
      where r.kind = 'message' and once::text = r.thing and circle_id = r.circle_id and body = '';
    insert into conversations_journalentry (key, circle_id, author_id, body, written_at)
      select left(r.thing, 14), r.circle_id, r.author_id, r.stood, r.said_at
      where r.kind = 'entry' and r.circle_id is not null
      on conflict (key) do nothing;
  elsif d.outcome = 'return' then
    update conversations_message set body = '', taken_back_at = statement_timestamp()
      where r.kind = 'message' and once::text = r.thing and circle_id = r.circle_id and taken_back_at is null;
    delete from conversations_journalentry where r.kind = 'entry' and key = r.thing;
  elsif d.outcome = 'exclude' then
    update people_membership set until = statement_timestamp()
      where circle_id = r.circle_id and person_id = r.author_id and (until is null or until > statement_timestamp());
  end if;
  if d.outcome in ('mute', 'exclude', 'suspend') then
    insert into people_restriction (person_id, circle_id, kind, about, until)
      select r.author_id, case when d.outcome <> 'suspend' then r.circle_id end, d.outcome, r.key, over
      where r.author_id is not null;
  end if;
end $$;

-- The other of the two agrees: the decision holds, does what it says, and is told to both sides. What each of the two
-- opened is a look that its authors see from then on.
create function agree_ruling(a_ruling bigint) returns boolean language plpgsql volatile security definer
  set search_path = app, public, pg_temp as $$
declare
  d safeguarding_ruling;
  r safeguarding_report;
begin
  update safeguarding_ruling set agreed_by_id = me(), agreed_at = statement_timestamp()
    where id = a_ruling and agreed_at is null and proposed_by_id <> me()
      and (report_id, turn) in (select report, t.turn from turns_i_rule() t)
    returning * into d;
  if d.id is null then
    return false;
  end if;
  select * into r from safeguarding_report where id = d.report_id;
  perform apply_ruling(d.id);
  insert into ledger_look (viewer, owner, what, at)
    select o.person_id, seen.owner, 'reported', seen.at from safeguarding_reportreader o
    cross join lateral (
      select r.author_id as owner, o.opened_at as at
      union select s.author_id, o.context_opened_at from safeguarding_shownwords s where s.report_id = r.id) seen
    where o.report_id = r.id and o.turn = d.turn and seen.owner <> o.person_id and seen.at is not null;
  perform tell_of_report(
    case when r.author_id is not null then array[r.author_id]
      else array(select f.person_id from people_affiliation f where f.organisation_id = r.organisation_id
        and f.coordinator and is_current(f.since, f.until)) end
    || array(select s.person_id from safeguarding_sentreport s where s.report_id = r.id and s.person_id is not null),
    'ruling', d.key, '/reports/decisions/' || d.key || '/');
  return true;
end $$;

-- One of both sides asks that others read it again, while there is time and no second decision.
create function appeal_ruling(a_ruling bigint, some_words text) returns boolean language plpgsql volatile
  security definer set search_path = app, public, pg_temp as $$
declare
  d safeguarding_ruling;
begin
  select * into d from safeguarding_ruling where id = a_ruling and turn = 1
    and today() <= last_day_of_rule('report_appeal', day_of(agreed_at))
    and (report_id = any(my_reports()) or report_id = any(decided_about_me()));
  if d.id is null or exists (select from safeguarding_ruling e where e.report_id = d.report_id and e.turn = 2
      and e.agreed_at is not null) then
    return false;
  end if;
  insert into safeguarding_appeal (report_id, person_id, words) values (d.report_id, me(), some_words);
  perform choose_readers(d.report_id);
  return true;
end $$;

-- What was decided about words of mine, as they stood; not when they were reported, nor by whom.
create function words_decided(a_report bigint) returns table (kind text, path text, place text, stood text,
    said_at timestamptz, mine boolean) language sql stable security definer set search_path = app, public, pg_temp as
$$ select r.kind, r.path, r.place, r.stood, r.said_at, r.author_id is not distinct from me()
   from safeguarding_report r where r.id = a_report
     and (r.id = any(decided_about_me()) or r.id = any(my_reports()) or r.id = any(my_readings())) $$;

-- The names of those who rule on what I may read of it.
create function names_of_readers(a_report bigint) returns table (name varchar, turn smallint) language sql stable
  security definer set search_path = app, public, pg_temp as
$$ select p.name, o.turn from safeguarding_reportreader o join people_person p on p.id = o.person_id
   where o.report_id = a_report and (o.report_id = any(my_readings()) or o.report_id = any(my_reports())
     or o.report_id = any(decided_about_me())) $$;

-- How many reports of an organisation that I coordinate wait for somebody to rule on them.
create function count_without_readers(organisation bigint) returns bigint language sql stable security definer
  set search_path = app, public, pg_temp as
$$ select count(*) from safeguarding_report r where r.organisation_id = organisation
     and organisation = any(my_coordinations()) and (r.author_id is distinct from me())
     and (select count(*) from safeguarding_reportreader o where o.report_id = r.id) < 2 $$;

-- Until when what this room told waits: a report, until it is decided; a decision, until it is seen; a question to be
-- on a rota or on call, until it is answered. `about` is the key of the report, of the decision, of the place.
create function to_rule_waits(person bigint, about text) returns boolean language sql stable as
$$ select exists (select from safeguarding_report r join safeguarding_reportreader o on o.report_id = r.id
     where r.key = about and o.person_id = person and not exists (select from safeguarding_ruling d
       where d.report_id = r.id and d.turn = o.turn and d.agreed_at is not null)) $$;
create function ruling_waits(person bigint, about text) returns boolean language sql stable as
$$ select exists (select from safeguarding_ruling d where d.key = about) $$;
create function rota_waits(person bigint, about text) returns boolean language sql stable as
$$ select exists (select from safeguarding_rotaplace p where p.key = about and p.person_id = person
     and p.accepted_at is null and p.ended_at is null) $$;

create function on_call_waits(person bigint, about text) returns boolean language sql stable as
$$ select exists (select from safeguarding_callhours h where h.key = about and h.person_id = person
     and h.accepted_at is null and h.ended_at is null) $$;

-- Who may call them; nobody else may.
grant execute on function file_report, give_out_waiting, agree_ruling, appeal_ruling, words_decided, names_of_readers,
  count_without_readers to entrepairs_person;
