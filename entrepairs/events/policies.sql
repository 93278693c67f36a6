-- Whoever coordinates an organisation begins an event: a circle of that organisation, in which they are.
grant insert (key, kind, name, about, organisation_id, open, started_at) on people_circle to entrepairs_person;
create policy organise on people_circle for insert to entrepairs_person with check (
  kind = 'event' and not open and organisation_id = any((select my_coordinations())::bigint[]));
create policy organise on people_membership for insert to entrepairs_person with check (
  person_id = (select me()) and asked_by = 'self' and until is null and since >= now()
  and exists (select from people_circle c where c.id = circle_id and c.kind = 'event' and c.ended_at is null
              and c.organisation_id = any((select my_coordinations())::bigint[])));

-- An event, once published (and cancelled ones, so that nobody travels for nothing), is seen by everyone; before, by the
-- circle that prepares it. That circle writes it; none deletes it.
grant select, insert, update (series_id, kind, state, title_fr, title_en, about_fr, about_en, for_whom_fr, for_whom_en, starts_on, ends_on,
  time_zone, language, venue, place_id, link, online, sign_language, captions, step_free, quiet_room, registers, capacity, published_at, changed_at)
  on events_event to entrepairs_person;
create policy seen on events_event for select to entrepairs_person using (
  state <> 'draft' or circle_id = any((select my_circles())::bigint[]));
create policy prepare on events_event for insert to entrepairs_person with check (
  state = 'draft' and circle_id = any((select my_circles())::bigint[])
  and exists (select from people_circle c where c.id = circle_id and c.kind = 'event' and c.key = events_event.key));
create policy change on events_event for update to entrepairs_person using (circle_id = any((select my_circles())::bigint[]));
-- I prepare it. For single rows, and for those of one event.
create or replace function i_prepare(event bigint) returns boolean language sql stable security definer set search_path = public, pg_temp as
$$ select exists (select from events_event e where e.id = event and e.circle_id = any((select my_circles())::bigint[])) $$;

-- Who organises it is said with it: the organisation whose circle prepares it. The circle itself is seen by its members only.
create or replace function organised_by(event bigint) returns jsonb language sql stable security definer set search_path = public, pg_temp as
$$ select jsonb_build_object('key', o.key, 'name', o.name) from events_event e
   join people_circle c on c.id = e.circle_id join people_organisation o on o.id = c.organisation_id
   where e.id = event and (e.state <> 'draft' or e.circle_id = any((select my_circles())::bigint[])) $$;

-- What belongs to an event is seen by whoever sees the event, and written by whoever prepares it. The right to write is
-- never said "for all": it would be asked of each row that is read as well, by a function, before the cheap question.
do $$
declare t text;
begin
  foreach t in array array['events_room', 'events_track', 'events_session', 'events_speaker', 'events_talk', 'events_material'] loop
    execute format('grant select, insert, update, delete on %I to entrepairs_person', t);
    execute format('create policy seen on %I for select to entrepairs_person using (exists (select from events_event e where e.id = event_id))', t);
    execute format('create policy add on %I for insert to entrepairs_person with check (i_prepare(event_id))', t);
    execute format('create policy change on %I for update to entrepairs_person using (i_prepare(event_id)) with check (i_prepare(event_id))', t);
    execute format('create policy remove on %I for delete to entrepairs_person using (i_prepare(event_id))', t);
  end loop;
end $$;
-- Its rooms, tracks, sessions, talks and speakers are of one and the same event: what points from one to another is
-- checked below, because a policy would have to be said for each of them.
grant select, insert, update ("order"), delete on events_sessionchair, events_talkspeaker to entrepairs_person;
create policy seen on events_sessionchair for select to entrepairs_person using (exists (select from events_session s where s.id = session_id));
create policy add on events_sessionchair for insert to entrepairs_person with check (
  exists (select from events_session s where s.id = session_id and i_prepare(s.event_id)));
create policy change on events_sessionchair for update to entrepairs_person using (
  exists (select from events_session s where s.id = session_id and i_prepare(s.event_id))) with check (
  exists (select from events_session s where s.id = session_id and i_prepare(s.event_id)));
create policy remove on events_sessionchair for delete to entrepairs_person using (
  exists (select from events_session s where s.id = session_id and i_prepare(s.event_id)));
create policy seen on events_talkspeaker for select to entrepairs_person using (exists (select from events_talk t where t.id = talk_id));
create policy add on events_talkspeaker for insert to entrepairs_person with check (
  exists (select from events_talk t where t.id = talk_id and i_prepare(t.event_id)));
create policy change on events_talkspeaker for update to entrepairs_person using (
  exists (select from events_talk t where t.id = talk_id and i_prepare(t.event_id))) with check (
  exists (select from events_talk t where t.id = talk_id and i_prepare(t.event_id)));
create policy remove on events_talkspeaker for delete to entrepairs_person using (
  exists (select from events_talk t where t.id = talk_id and i_prepare(t.event_id)));

-- Nothing of one event hangs on something of another.
create or replace function of_one_event() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  new_row jsonb := to_jsonb(new);
  event bigint;
  known boolean := true;
begin
  if tg_table_name in ('events_session', 'events_talk', 'events_material') then
    event := (new_row->>'event_id')::bigint;
  elsif tg_table_name = 'events_sessionchair' then
    select s.event_id into event from events_session s where s.id = (new_row->>'session_id')::bigint;
  else
    select t.event_id into event from events_talk t where t.id = (new_row->>'talk_id')::bigint;
  end if;
  known := (new_row->>'room_id' is null or exists (select from events_room x where x.id = (new_row->>'room_id')::bigint and x.event_id = event))
    and (new_row->>'track_id' is null or exists (select from events_track x where x.id = (new_row->>'track_id')::bigint and x.event_id = event))
    and (new_row->>'session_id' is null or exists (select from events_session x where x.id = (new_row->>'session_id')::bigint and x.event_id = event))
    and (new_row->>'talk_id' is null or exists (select from events_talk x where x.id = (new_row->>'talk_id')::bigint and x.event_id = event))
    and (new_row->>'speaker_id' is null or exists (select from events_speaker x where x.id = (new_row->>'speaker_id')::bigint and x.event_id = event));
  if not known then
    raise insufficient_privilege using message = 'of another event';
  end if;
  return new;
end $$;
create or replace trigger of_one_event before insert or update on events_session for each row execute function of_one_event();
create or replace trigger of_one_event before insert or update on events_talk for each row execute function of_one_event();
create or replace trigger of_one_event before insert or update on events_sessionchair for each row execute function of_one_event();
create or replace trigger of_one_event before insert or update on events_talkspeaker for each row execute function of_one_event();
create or replace trigger of_one_event before insert or update on events_material for each row execute function of_one_event();

-- The hours of a talk are those of whoever speaks in it.
create or replace function hours_of_talk() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  select t.starts_at, t.ends_at into new.starts_at, new.ends_at from events_talk t where t.id = new.talk_id;
  return new;
end $$;
create or replace trigger takes_the_hours before insert or update on events_talkspeaker for each row execute function hours_of_talk();
create or replace function hours_of_speakers() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update events_talkspeaker set starts_at = new.starts_at, ends_at = new.ends_at where talk_id = new.id;
  return null;
end $$;
create or replace trigger tells_the_hours after update of starts_at, ends_at on events_talk for each row execute function hours_of_speakers();

-- A speaker says who they are here by their own yes: nobody is linked to a programme by another, and whoever is linked
-- chose their name. (A person hat writes there its own number, or nothing; or that of an author who said so when their
-- contribution was accepted.)
create or replace function speaker_is_linked_by_themselves() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if current_user = 'entrepairs_person' and new.person_id is not null and new.person_id is distinct from me()
     and (tg_op = 'INSERT' or new.person_id is distinct from old.person_id) and not said_yes_to_speak(new.event_id, new.person_id) then
    raise insufficient_privilege using message = 'nobody is linked to a programme by another';
  end if;
  if current_user = 'entrepairs_person' and tg_op = 'UPDATE' and old.person_id is distinct from me() and new.person_id is not null
     and new.name <> old.name then
    raise insufficient_privilege using message = 'whoever is linked chose their name';
  end if;
  return new;
end $$;
create or replace trigger by_themselves before insert or update on events_speaker for each row execute function speaker_is_linked_by_themselves();

-- My own programme is mine; of sessions that I may see.
grant select, insert, delete on events_bookmark to entrepairs_person;
create policy mine on events_bookmark to entrepairs_person using (person_id = (select me())) with check (
  person_id = (select me()) and exists (select from events_session s where s.id = session_id));

-- A registration is seen by its person and by those who prepare the event. One registers oneself, signed in or not, while
-- the event is to come. Those who prepare it note who came. Nothing else of it is changed, and nothing read, but through
-- the functions below.
grant select, insert (key, door, event_id, person_id, name, mail, language, needs, needs_agreed_at, told), update (came_at)
  on registrations_registration to entrepairs_person;
create policy seen on registrations_registration for select to entrepairs_person using (person_id = (select me()) or i_prepare(event_id));
create policy register on registrations_registration for insert to entrepairs_person with check (
  person_id is not distinct from (select me())
  and exists (select from events_event e where e.id = event_id and e.state = 'published' and e.registers
              and e.ends_on >= (statement_timestamp() at time zone e.time_zone)::date));
create policy came on registrations_registration for update to entrepairs_person using (i_prepare(event_id) and state = 'place');

-- Places are given one registration at a time: the row of the event is the lock.
create or replace function free_places(event bigint) returns integer language plpgsql security definer set search_path = public, pg_temp as $$
declare capacity integer;
begin
  select e.capacity into capacity from events_event e where e.id = event for update;
  return coalesce(capacity, 1000000) - (select count(*) from registrations_registration r where r.event_id = event and r.state = 'place');
end $$;
create or replace function give_a_place() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  new.state := case when free_places(new.event_id) > 0 then 'place' else 'waiting' end;
  if new.person_id is not null then
    new.told := new.state;  -- read on the next page
  end if;
  return new;
end $$;
create or replace trigger gives_a_place before insert on registrations_registration
  for each row when (new.state is distinct from 'cancelled') execute function give_a_place();
-- A place that becomes free goes to whoever has waited longest. The lock comes in a statement of its own: of two places given back
-- at once, the second sees to whom the first went.
create or replace function move_up(event bigint) returns void language plpgsql security definer set search_path = public, pg_temp as $$
declare places integer := free_places(event);
begin
  update registrations_registration set state = 'place' where id in (
    select r.id from registrations_registration r where r.event_id = move_up.event and r.state = 'waiting' order by r.id limit greatest(places, 0));
end $$;
create or replace function queue_moves_up() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform move_up(case tg_table_name when 'events_event' then new.id else (to_jsonb(new)->>'event_id')::bigint end);
  return null;
end $$;
create or replace trigger queue_moves_up after update of state on registrations_registration
  for each row when (old.state = 'place' and new.state = 'cancelled') execute function queue_moves_up();
create or replace trigger queue_moves_up after update of capacity on events_event
  for each row when (new.capacity is distinct from old.capacity) execute function queue_moves_up();
revoke execute on function free_places, move_up from public;

-- Whoever holds the key reads the registration, and cancels it until the event is over; their needs and address are then
-- forgotten at once.
create or replace function registration_named(name varchar) returns setof registrations_registration language sql stable security definer set search_path = public, pg_temp as
$$ select * from registrations_registration where key = registration_named.name $$;
create or replace function cancel_registration(name varchar) returns boolean language sql security definer set search_path = public, pg_temp as $$
  with done as (
    update registrations_registration r set state = 'cancelled', told = 'cancelled', cancelled_at = statement_timestamp(), needs = '', mail = '',
      needs_agreed_at = null
    from events_event e where r.key = cancel_registration.name and r.state <> 'cancelled' and e.id = r.event_id
      and e.ends_on >= (statement_timestamp() at time zone e.time_zone)::date returning 1)
  select exists (select from done)
$$;
-- How many wait before that registration; and whether an event has no place left. No other number is told.
create or replace function before_in_queue(name varchar) returns bigint language sql stable security definer set search_path = public, pg_temp as
$$ select count(*) from registrations_registration mine join registrations_registration r on r.event_id = mine.event_id and r.state = 'waiting' and r.id < mine.id
   where mine.key = before_in_queue.name $$;
create or replace function is_full(event bigint) returns boolean language sql stable security definer set search_path = public, pg_temp as
$$ select coalesce(e.capacity <= (select count(*) from registrations_registration r where r.event_id = e.id and r.state = 'place'), false)
   from events_event e where e.id = event and e.state = 'published' $$;

-- Whoever takes a session out of the programme takes it out of everybody's own one, without seeing whose.
create or replace function forget_kept() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  delete from events_bookmark where session_id = old.id;
  return old;
end $$;
create or replace trigger forgotten before delete on events_session for each row execute function forget_kept();

-- What a published event has to be found by is put on the library's shelf by those who prepare it, at its own address.
create or replace function may_shelve_event(a_kind text, a_key text, a_path text) returns boolean language sql stable security definer set search_path = public, pg_temp as
$$ select exists (select from events_event e where e.state <> 'draft' and e.circle_id = any((select my_circles())::bigint[]) and case a_kind
     when 'event' then e.key = a_key and a_path = '/events/' || a_key || '/'
     when 'session' then a_path = '/events/session/' || a_key || '/' and exists (select from events_session s where s.event_id = e.id and s.key = a_key)
     when 'talk' then a_path = '/events/talk/' || a_key || '/' and exists (select from events_talk t where t.event_id = e.id and t.key = a_key)
     else false end) $$;
create policy shelve_event on search_entry for insert to entrepairs_person with check (may_shelve_event(kind, key, path));
create policy reshelve_event on search_entry for update to entrepairs_person using (may_shelve_event(kind, key, path)) with check (may_shelve_event(kind, key, path));
-- What leaves a programme leaves the shelf, whoever removes it; so does an event that is not public any more.
create or replace function event_leaves_the_shelf() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  delete from search_entry where kind = tg_argv[0] and key = old.key;
  return null;
end $$;
create or replace trigger leaves_the_shelf after delete on events_event for each row execute function event_leaves_the_shelf('event');
create or replace trigger leaves_the_shelf after delete on events_session for each row execute function event_leaves_the_shelf('session');
create or replace trigger leaves_the_shelf after delete on events_talk for each row execute function event_leaves_the_shelf('talk');

-- The call for contributions of an event. It is seen, with its kinds and questions, by whoever sees the event, and written
-- by those who prepare it. What is sent to it is seen by whoever sent it, by those who prepare the event once it is sent,
-- and by those it was given to read. Names, and answers that are not for readers, live in tables of their own: whoever was
-- asked to read for the call and did not say no sees none of them until its authors have been told what was decided, not
-- even who prepares the event. Nobody reads, judges or decides about what they sent themselves.

-- These run once a statement. Whoever has no account shows the secret that was mailed to them: it is `app.door`, for one
-- transaction, and only its hash is stored.
create or replace function my_calls() returns bigint[] language sql stable security definer set search_path = public, pg_temp as
$$ select coalesce(array_agg(c.id), '{}') from calls_call c join events_event e on e.id = c.event_id where e.circle_id = any(my_circles()) $$;
create or replace function my_submissions() returns bigint[] language sql stable security definer set search_path = public, pg_temp as
$$ select coalesce(array_agg(submission_id), '{}') from calls_submitter
   where person_id = me() or digest = encode(sha256(convert_to(nullif(current_setting('app.door', true), ''), 'UTF8')), 'hex') $$;
-- As a reader: myself, call by call; the calls that I was asked for and did not decline; what was given to me; what I have reviewed.
create or replace function me_as_reader() returns bigint[] language sql stable security definer set search_path = public, pg_temp as
$$ select coalesce(array_agg(id), '{}') from calls_reader where person_id = me() $$;
create or replace function calls_i_read() returns bigint[] language sql stable security definer set search_path = public, pg_temp as
$$ select coalesce(array_agg(call_id), '{}') from calls_reader where person_id = me() and declined_at is null $$;
create or replace function given_to_me() returns bigint[] language sql stable security definer set search_path = public, pg_temp as
$$ select coalesce(array_agg(r.submission_id), '{}') from calls_reviewassignment r join calls_reader d on d.id = r.reader_id
   where d.person_id = me() and d.accepted_at is not null and d.ended_at is null and r.refused_at is null $$;
create or replace function reviewed_by_me() returns bigint[] language sql stable security definer set search_path = public, pg_temp as
$$ select coalesce(array_agg(r.submission_id), '{}') from calls_review v join calls_reviewassignment r on r.id = v.reading_id
   join calls_reader d on d.id = r.reader_id where d.person_id = me() and r.refused_at is null $$;
-- For single rows.
create or replace function call_is_open(call bigint) returns boolean language sql stable security definer set search_path = public, pg_temp as
$$ select exists (select from calls_call c join events_event e on e.id = c.event_id where c.id = call_is_open.call and e.state = 'published'
                  and c.opens_at <= statement_timestamp() and statement_timestamp() < c.closes_at) $$;
create or replace function is_decided(submission bigint) returns boolean language sql stable security definer set search_path = public, pg_temp as
$$ select exists (select from calls_submissiondecision d where d.submission_id = submission) $$;
create or replace function was_told(submission bigint) returns boolean language sql stable security definer set search_path = public, pg_temp as
$$ select exists (select from calls_submissiondecision d where d.submission_id = submission and d.told_at is not null) $$;
create or replace function i_may_write(submission bigint) returns boolean language sql stable security definer set search_path = public, pg_temp as
$$ select exists (select from calls_submission s where s.id = submission and s.state <> 'withdrawn' and s.id = any(my_submissions())
                  and call_is_open(s.call_id)) $$;
-- I prepare its event, it was sent, and it is not mine.
create or replace function i_judge(submission bigint) returns boolean language sql stable security definer set search_path = public, pg_temp as
$$ select exists (select from calls_submission s where s.id = submission and s.state <> 'draft' and s.call_id = any(my_calls())
                  and s.id <> all(my_submissions())) $$;

grant select, insert, update (words_fr, words_en, opens_at, closes_at, longest) on calls_call to entrepairs_person;
create policy seen on calls_call for select to entrepairs_person using (exists (select from events_event e where e.id = event_id));
create policy open on calls_call for insert to entrepairs_person with check (i_prepare(event_id));
create policy change on calls_call for update to entrepairs_person using (i_prepare(event_id)) with check (i_prepare(event_id));
do $$
declare t text;
begin
  foreach t in array array['calls_submissionkind', 'calls_question', 'calls_decisionletter'] loop
    execute format('grant select, insert, update, delete on %I to entrepairs_person', t);
    execute format('create policy seen on %I for select to entrepairs_person using (%s)', t, case t when 'calls_decisionletter'
      then 'call_id = any((select my_calls())::bigint[])' else 'exists (select from calls_call c where c.id = call_id)' end);
    execute format('create policy add on %I for insert to entrepairs_person with check (call_id = any((select my_calls())::bigint[]))', t);
    execute format('create policy change on %I for update to entrepairs_person using (call_id = any((select my_calls())::bigint[])) with check (call_id = any((select my_calls())::bigint[]))', t);
    execute format('create policy remove on %I for delete to entrepairs_person using (call_id = any((select my_calls())::bigint[]))', t);
  end loop;
end $$;

grant select, update (title, summary, kind_id, language, answer_in, state, sent_at, changed_at, comes_at) on calls_submission to entrepairs_person;
create policy seen on calls_submission for select to entrepairs_person using (
  id = any((select my_submissions())::bigint[])
  or (state <> 'draft' and call_id = any((select my_calls())::bigint[]))
  or (state = 'sent' and id = any((select given_to_me())::bigint[])));
create policy change on calls_submission for update to entrepairs_person using (id = any((select my_submissions())::bigint[]))
  with check (id = any((select my_submissions())::bigint[]));

-- One begins while the call is open: signed in, or with a secret and the address it is mailed to.
create or replace function begin_submission(call bigint, name varchar, mail text, language varchar) returns bigint
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  door text := nullif(current_setting('app.door', true), '');
  made bigint;
begin
  if not call_is_open(call) or (me() is null and (door is null or begin_submission.mail = '')) then
    raise insufficient_privilege using message = 'the call is not open';
  end if;
  insert into calls_submission (key, call_id, state, title, summary, language, answer_in)
    values (begin_submission.name, call, 'draft', '', '', '', begin_submission.language) returning id into made;
  insert into calls_submitter (submission_id, person_id, digest, mail, told) values (made, me(),
    case when me() is null then encode(sha256(convert_to(door, 'UTF8')), 'hex') end, case when me() is null then begin_submission.mail else '' end, '');
  return made;
end $$;

-- What may change of it, and when: its words while the call is open; withdrawn at any time, and then for good; its authors
-- come when they have been told that it is accepted.
create or replace function submission_changes() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if current_user <> 'entrepairs_person' then
    return new;
  end if;
  if old.state = 'withdrawn' or (new.state = 'draft' and old.state = 'sent') then
    raise insufficient_privilege using message = 'no way back';
  end if;
  if new.state = 'withdrawn' then
    new.title := old.title; new.kind_id := old.kind_id; new.language := old.language;
    new.summary := ''; new.comes_at := null;
  elsif row(new.title, new.summary, new.kind_id, new.language, new.answer_in, new.state, new.sent_at)
        is distinct from row(old.title, old.summary, old.kind_id, old.language, old.answer_in, old.state, old.sent_at)
        and not call_is_open(new.call_id) then
    raise insufficient_privilege using message = 'the call is closed';
  end if;
  if new.comes_at is distinct from old.comes_at and new.comes_at is not null and not exists (
       select from calls_submissiondecision d where d.submission_id = new.id and d.outcome = 'accepted' and d.told_at is not null) then
    raise insufficient_privilege using message = 'not accepted';
  end if;
  return new;
end $$;
create or replace trigger changes before update on calls_submission for each row execute function submission_changes();
-- Withdrawn: who it was from, and what they answered, is forgotten at once. Its title stays, for those who read it.
-- In the programme already, and in the search: its title alone stays, until those who prepare the event take it out.
create or replace function forget_withdrawn() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  talk events_talk;
  spoke bigint[];
begin
  select t.* into talk from events_talk t join calls_submissiondecision d on d.talk_id = t.id where d.submission_id = new.id;
  if talk.id is not null then
    with gone as (delete from events_talkspeaker where talk_id = talk.id returning speaker_id) select array_agg(speaker_id) into spoke from gone;
    update events_talk set about_fr = '', about_en = '' where id = talk.id;
    update search_entry set names = '', text_fr = '', text_en = '' where kind = 'talk' and key = talk.key;
    update events_event set changed_at = statement_timestamp() where id = talk.event_id;
    delete from events_eventinvitation where speaker_id = any(spoke) and speaker_id not in (
      select speaker_id from events_talkspeaker union all select speaker_id from events_sessionchair);
    delete from events_speaker s where s.id = any(spoke) and not exists (select from events_talkspeaker x where x.speaker_id = s.id)
      and not exists (select from events_sessionchair x where x.speaker_id = s.id);
  end if;
  delete from calls_submissionauthor where submission_id = new.id;
  delete from calls_answer where submission_id = new.id;
  update calls_submitter set mail = '' where submission_id = new.id;
  return null;
end $$;
create or replace trigger forgotten after update of state on calls_submission
  for each row when (new.state = 'withdrawn' and old.state <> 'withdrawn') execute function forget_withdrawn();

-- Names and answers.
grant select on calls_submitter to entrepairs_person;
grant select, insert, delete, update (linked) on calls_submissionauthor to entrepairs_person;
grant select, insert, delete on calls_answer to entrepairs_person;
do $$
declare
  t text;
  names text := 'submission_id = any((select my_submissions())::bigint[]) or exists (select from calls_submission s where s.id = submission_id and s.state <> ''draft'' and s.call_id = any((select my_calls())::bigint[])
          and (s.call_id <> all((select calls_i_read())::bigint[]) or was_told(s.id)))';
begin
  foreach t in array array['calls_submitter', 'calls_submissionauthor', 'calls_answer'] loop
    execute format('create policy seen on %I for select to entrepairs_person using (%s)', t, names);
  end loop;
end $$;
create policy for_readers on calls_answer for select to entrepairs_person using (
  exists (select from calls_question q where q.id = question_id and q.for_readers)
  and exists (select from calls_submission s where s.id = submission_id));
create policy write on calls_submissionauthor for insert to entrepairs_person with check (
  i_may_write(submission_id) and (person_id is null or person_id = (select me())));
create policy remove on calls_submissionauthor for delete to entrepairs_person using (i_may_write(submission_id));
create policy link on calls_submissionauthor for update to entrepairs_person
  using (submission_id = any((select my_submissions())::bigint[]) and person_id = (select me())) with check (person_id = (select me()));
create policy write on calls_answer for insert to entrepairs_person with check (i_may_write(submission_id));
create policy remove on calls_answer for delete to entrepairs_person using (i_may_write(submission_id));
-- Whoever said so is found from the programme, whoever puts it there.
create or replace function said_yes_to_speak(event bigint, person bigint) returns boolean language sql stable security definer set search_path = public, pg_temp as
$$ select exists (select from calls_submissionauthor a join calls_submission s on s.id = a.submission_id join calls_call c on c.id = s.call_id
   where c.event_id = said_yes_to_speak.event and a.person_id = said_yes_to_speak.person and a.linked and s.state = 'sent' and was_told(s.id)) $$;

-- Readers. Those who prepare the event ask people they see, across no block; each answers for themselves. Nobody is asked
-- twice. Who reads what is decided by the system hat, which compares authors with readers.
grant select, insert, update (accepted_at, declined_at, ended_at) on calls_reader to entrepairs_person;
create policy seen on calls_reader for select to entrepairs_person using (
  person_id = (select me()) or call_id = any((select my_calls())::bigint[]));
create policy ask on calls_reader for insert to entrepairs_person with check (
  call_id = any((select my_calls())::bigint[]) and (accepted_at is null or person_id = (select me())) and declined_at is null and ended_at is null
  and exists (select from people_person p where p.id = person_id) and page_is_open(person_id));
create policy answer on calls_reader for update to entrepairs_person using (
  person_id = (select me()) or call_id = any((select my_calls())::bigint[]));
-- Those who prepare an event know who reads for it, whatever audience they chose for their name; never across a block.
create or replace function reader_named(reader bigint) returns varchar language sql stable security definer set search_path = public, pg_temp as
$$ select p.name from calls_reader r join people_person p on p.id = r.person_id
   where r.id = reader_named.reader and r.call_id = any(my_calls()) and p.id <> all(my_blocks()) $$;
create or replace function reader_answers() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if current_user = 'entrepairs_person' and (
       (row(new.accepted_at, new.declined_at) is distinct from row(old.accepted_at, old.declined_at)
        and (new.person_id is distinct from me() or old.accepted_at is not null or old.declined_at is not null or old.ended_at is not null))
       or (old.ended_at is not null and new.ended_at is distinct from old.ended_at)) then
    raise insufficient_privilege using message = 'each answers for themselves, once';
  end if;
  return new;
end $$;
create or replace trigger answers before update on calls_reader for each row execute function reader_answers();

grant select, update (refused_at) on calls_reviewassignment to entrepairs_person;
create policy seen on calls_reviewassignment for select to entrepairs_person using (
  reader_id = any((select me_as_reader())::bigint[])
  or (submission_id <> all((select my_submissions())::bigint[]) and (
    submission_id = any((select reviewed_by_me())::bigint[])
    or exists (select from calls_submission s where s.id = submission_id and s.call_id = any((select my_calls())::bigint[])))));
create policy refuse on calls_reviewassignment for update to entrepairs_person
  using (reader_id = any((select me_as_reader())::bigint[]) and submission_id = any((select given_to_me())::bigint[])
         and submission_id <> all((select reviewed_by_me())::bigint[]) and not is_decided(submission_id))
  with check (refused_at is not null);

-- A review: seen by whoever gave it; by the other reader once they have given theirs; by those who prepare the event,
-- save of what they sent themselves, and of what was given to them to read and they have not reviewed while it is undecided.
-- It changes until the decision. Its authors read what is for them through `words_for_authors`, and nobody's name.
grant select, insert, update (advice, for_organisers, for_authors, at) on calls_review to entrepairs_person;
create policy seen on calls_review for select to entrepairs_person using (exists (
  select from calls_reviewassignment r where r.id = reading_id and (
    r.reader_id = any((select me_as_reader())::bigint[])
    or (r.submission_id <> all((select my_submissions())::bigint[]) and (
      r.submission_id = any((select reviewed_by_me())::bigint[])
      or ((r.submission_id <> all((select given_to_me())::bigint[]) or is_decided(r.submission_id))
          and exists (select from calls_submission s where s.id = r.submission_id and s.call_id = any((select my_calls())::bigint[]))))))));
create or replace function i_may_review(reading bigint) returns boolean language sql stable security definer set search_path = public, pg_temp as
$$ select exists (select from calls_reviewassignment r join calls_submission s on s.id = r.submission_id where r.id = reading
                  and r.reader_id = any(me_as_reader()) and s.id = any(given_to_me()) and s.id <> all(my_submissions())
                  and s.state = 'sent' and not is_decided(s.id)) $$;
create policy give on calls_review for insert to entrepairs_person with check (i_may_review(reading_id));
create policy change on calls_review for update to entrepairs_person using (i_may_review(reading_id)) with check (i_may_review(reading_id));
create or replace function reviews_in(submission bigint) returns bigint language sql stable security definer set search_path = public, pg_temp as
$$ select count(*) from calls_review v join calls_reviewassignment r on r.id = v.reading_id where r.submission_id = submission and i_judge(submission) $$;
create or replace function readers_of(submission bigint) returns bigint language sql stable security definer set search_path = public, pg_temp as
$$ select count(*) from calls_reviewassignment r join calls_reader d on d.id = r.reader_id where r.submission_id = submission and r.refused_at is null
   and (d.ended_at is null or exists (select from calls_review v where v.reading_id = r.id)) and i_judge(submission) $$;
create or replace function words_for_authors(submission bigint) returns setof text language sql stable security definer set search_path = public, pg_temp as
$$ select v.for_authors from calls_review v join calls_reviewassignment r on r.id = v.reading_id
   where r.submission_id = submission and v.for_authors <> '' and submission = any(my_submissions()) and was_told(submission) order by r.key $$;

-- A decision: taken by those who prepare the event, about what others sent. Its authors, and those who read it, see it
-- once it has been told; then it stays, but for those on the waiting list.
grant select, insert, update (outcome, kind_id, at, words, told_at, talk_id) on calls_submissiondecision to entrepairs_person;
create policy seen on calls_submissiondecision for select to entrepairs_person using (
  (told_at is not null and (submission_id = any((select my_submissions())::bigint[]) or submission_id = any((select given_to_me())::bigint[])))
  or (submission_id <> all((select my_submissions())::bigint[])
      and exists (select from calls_submission s where s.id = submission_id and s.call_id = any((select my_calls())::bigint[]))));
create policy decide on calls_submissiondecision for insert to entrepairs_person with check (
  i_judge(submission_id) and told_at is null and talk_id is null
  and exists (select from calls_submission s where s.id = submission_id and s.state = 'sent'));
create policy change on calls_submissiondecision for update to entrepairs_person using (i_judge(submission_id)) with check (i_judge(submission_id));
create or replace function decision_changes() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if current_user = 'entrepairs_person' and old.told_at is not null and old.outcome <> 'waiting'
     and row(new.outcome, new.kind_id, new.words, new.told_at) is distinct from row(old.outcome, old.kind_id, old.words, old.told_at) then
    raise insufficient_privilege using message = 'its authors were told';
  end if;
  return new;
end $$;
create or replace trigger changes before update on calls_submissiondecision for each row execute function decision_changes();

-- Nothing of one call hangs on something of another.
create or replace function of_one_call() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  new_row jsonb := to_jsonb(new);
  call bigint;
begin
  call := coalesce((new_row->>'call_id')::bigint, (select s.call_id from calls_submission s where s.id = (new_row->>'submission_id')::bigint));
  if not ((new_row->>'kind_id' is null or exists (select from calls_submissionkind k where k.id = (new_row->>'kind_id')::bigint and k.call_id = call))
      and (new_row->>'question_id' is null or exists (select from calls_question q where q.id = (new_row->>'question_id')::bigint and q.call_id = call))
      and (new_row->>'reader_id' is null or exists (select from calls_reader r where r.id = (new_row->>'reader_id')::bigint and r.call_id = call))
      and (new_row->>'talk_id' is null or exists (select from events_talk t join calls_call c on c.event_id = t.event_id
                                                   where t.id = (new_row->>'talk_id')::bigint and c.id = call))) then
    raise insufficient_privilege using message = 'of another call';
  end if;
  return new;
end $$;
create or replace trigger of_one_call before insert or update on calls_submission for each row execute function of_one_call();
create or replace trigger of_one_call before insert or update on calls_answer for each row execute function of_one_call();
create or replace trigger of_one_call before insert or update on calls_reviewassignment for each row execute function of_one_call();
create or replace trigger of_one_call before insert or update on calls_submissiondecision for each row execute function of_one_call();
-- Whoever prepares an event asks somebody they may see, and across no block: to prepare it with them, or whether that
-- speaker is them. All who prepare it see whom was asked, and take it back. Whoever is asked sees it until they say no;
-- their no is theirs alone: for the others nothing has changed.
grant select, insert, delete on events_eventinvitation to entrepairs_person;
create or replace function my_declined() returns bigint[] language sql stable security definer set search_path = public, pg_temp as
$$ select coalesce(array_agg(asking_id), '{}') from events_declinedeventinvitation where person_id = me() $$;
create policy seen on events_eventinvitation for select to entrepairs_person using (
  (person_id = (select me()) and id <> all((select my_declined())::bigint[]) and by_id <> all((select my_blocks())::bigint[]))
  or (person_id is distinct from (select me()) and i_prepare(event_id)));
create policy ask on events_eventinvitation for insert to entrepairs_person with check (
  by_id = (select me()) and i_prepare(event_id) and page_is_open(person_id) and exists (select from people_person p where p.id = person_id)
  and (speaker_id is null or exists (select from events_speaker s where s.id = speaker_id and s.event_id = events_eventinvitation.event_id and s.person_id is null)));
create policy take_back on events_eventinvitation for delete to entrepairs_person using (person_id = (select me()) or i_prepare(event_id));
grant select, insert on events_declinedeventinvitation to entrepairs_person;
create policy mine on events_declinedeventinvitation for select to entrepairs_person using (person_id = (select me()));
create policy say_no on events_declinedeventinvitation for insert to entrepairs_person with check (
  person_id = (select me()) and exists (select from events_eventinvitation a where a.id = asking_id and a.person_id = (select me())));
create or replace function forget_declined() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  delete from events_declinedeventinvitation where asking_id = old.id;
  return old;
end $$;
create or replace trigger forgotten before delete on events_eventinvitation for each row execute function forget_declined();
-- What is asked of me: the event that it is about may be in preparation still, and is named to me for that.
create or replace function asked_of_me() returns table (id bigint, key varchar, asked_at timestamptz, event_id bigint, event_key varchar,
  title_fr varchar, title_en varchar, kind varchar, starts_on date, by_id bigint, speaker_id bigint, speaker varchar, circle_id bigint)
language sql stable security definer set search_path = public, pg_temp as
$$ select a.id, a.key, a.asked_at, e.id, e.key, e.title_fr, e.title_en, e.kind, e.starts_on, a.by_id, s.id, s.name, e.circle_id
   from events_eventinvitation a join events_event e on e.id = a.event_id left join events_speaker s on s.id = a.speaker_id
   where a.person_id = me() and a.id <> all((select my_declined())::bigint[]) and a.by_id <> all((select my_blocks())::bigint[]) $$;
-- Whoever was asked to joins the circle, by their own yes.
create policy say_yes on people_membership for insert to entrepairs_person with check (
  person_id = (select me()) and asked_by = 'peer' and role_id is null and statute_id is null and until is null and since >= now()
  and exists (select from asked_of_me() a where a.circle_id = people_membership.circle_id and a.speaker_id is null));
-- Those who prepare an event together are equals: each may end the part of each. Not the last one's: somebody stays.
create policy remove_organiser on people_membership for update to entrepairs_person
  using ((until is null or until > clock_timestamp()) and circle_id = any((select my_circles())::bigint[])
         and exists (select from people_circle c where c.id = circle_id and c.kind = 'event'))
  with check (until <= clock_timestamp());
create or replace function somebody_prepares(circle bigint) returns boolean language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform 1 from people_circle c where c.id = circle for update;
  return exists (select from people_membership m where m.circle_id = circle and (m.until is null or m.until > clock_timestamp()));
end $$;
create or replace function somebody_stays() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if current_user = 'entrepairs_person' and exists (select from people_circle c where c.id = new.circle_id and c.kind = 'event' and c.ended_at is null)
     and not somebody_prepares(new.circle_id) then
    raise insufficient_privilege using message = 'the last one hands over first';
  end if;
  return null;
end $$;
create or replace trigger somebody_stays after update of until on people_membership for each row
  when (new.until is not null and old.until is null) execute function somebody_stays();
-- That speaker is me, under this name: said by whoever was asked, or is linked already. Or not any more.
create or replace function i_speak_as(speaker bigint, chosen varchar) returns boolean language sql security definer set search_path = public, pg_temp as
$$ with done as (
     update events_speaker s set person_id = me(), name = i_speak_as.chosen
     where s.id = i_speak_as.speaker and me() is not null and (s.person_id = me()
       or (s.person_id is null and exists (select from asked_of_me() a where a.speaker_id = s.id))) returning 1)
   select exists (select from done) $$;
create or replace function i_speak_no_more(speaker bigint) returns boolean language sql security definer set search_path = public, pg_temp as
$$ with done as (update events_speaker s set person_id = null where s.id = i_speak_no_more.speaker and s.person_id = me() returning 1)
   select exists (select from done) $$;
-- Whoever speaks asked that a talk is not recorded: no recording hangs on it, whichever of the two is said first.
create or replace function is_not_recorded() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  new_row jsonb := to_jsonb(new);
begin
  if exists (select from events_material m join events_talk t on t.id = m.talk_id join library_resource r on r.id = m.resource_id
             where t.not_recorded and r.kind = 'recording' and case tg_table_name
               when 'events_material' then m.id = (new_row->>'id')::bigint
               when 'events_talk' then t.id = (new_row->>'id')::bigint
               else r.id = (new_row->>'id')::bigint end) then
    raise check_violation using message = 'this talk is not recorded', constraint = 'talk_is_not_recorded';
  end if;
  return null;
end $$;
create or replace trigger not_recorded after insert or update on events_material for each row execute function is_not_recorded();
create or replace trigger not_recorded after update of not_recorded on events_talk for each row when (new.not_recorded) execute function is_not_recorded();
create or replace trigger not_recorded after update of kind on library_resource for each row when (new.kind = 'recording') execute function is_not_recorded();
