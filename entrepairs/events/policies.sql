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
grant select, insert, update ("order"), delete on events_chair, events_speaking to entrepairs_person;
create policy seen on events_chair for select to entrepairs_person using (exists (select from events_session s where s.id = session_id));
create policy add on events_chair for insert to entrepairs_person with check (
  exists (select from events_session s where s.id = session_id and i_prepare(s.event_id)));
create policy change on events_chair for update to entrepairs_person using (
  exists (select from events_session s where s.id = session_id and i_prepare(s.event_id))) with check (
  exists (select from events_session s where s.id = session_id and i_prepare(s.event_id)));
create policy remove on events_chair for delete to entrepairs_person using (
  exists (select from events_session s where s.id = session_id and i_prepare(s.event_id)));
create policy seen on events_speaking for select to entrepairs_person using (exists (select from events_talk t where t.id = talk_id));
create policy add on events_speaking for insert to entrepairs_person with check (
  exists (select from events_talk t where t.id = talk_id and i_prepare(t.event_id)));
create policy change on events_speaking for update to entrepairs_person using (
  exists (select from events_talk t where t.id = talk_id and i_prepare(t.event_id))) with check (
  exists (select from events_talk t where t.id = talk_id and i_prepare(t.event_id)));
create policy remove on events_speaking for delete to entrepairs_person using (
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
  elsif tg_table_name = 'events_chair' then
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
create or replace trigger of_one_event before insert or update on events_chair for each row execute function of_one_event();
create or replace trigger of_one_event before insert or update on events_speaking for each row execute function of_one_event();
create or replace trigger of_one_event before insert or update on events_material for each row execute function of_one_event();

-- The hours of a talk are those of whoever speaks in it.
create or replace function hours_of_talk() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  select t.starts_at, t.ends_at into new.starts_at, new.ends_at from events_talk t where t.id = new.talk_id;
  return new;
end $$;
create or replace trigger takes_the_hours before insert or update on events_speaking for each row execute function hours_of_talk();
create or replace function hours_of_speakers() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update events_speaking set starts_at = new.starts_at, ends_at = new.ends_at where talk_id = new.id;
  return null;
end $$;
create or replace trigger tells_the_hours after update of starts_at, ends_at on events_talk for each row execute function hours_of_speakers();

-- A speaker says who they are here by their own yes: nobody is linked to a programme by another.
-- (A person hat writes there its own number, or nothing.)
create or replace function speaker_is_linked_by_themselves() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if current_user = 'entrepairs_person' and new.person_id is not null and new.person_id is distinct from me()
     and (tg_op = 'INSERT' or new.person_id is distinct from old.person_id) then
    raise insufficient_privilege using message = 'nobody is linked to a programme by another';
  end if;
  return new;
end $$;
create or replace trigger by_themselves before insert or update on events_speaker for each row execute function speaker_is_linked_by_themselves();

-- My own programme is mine; of sessions that I may see.
grant select, insert, delete on events_kept to entrepairs_person;
create policy mine on events_kept to entrepairs_person using (person_id = (select me())) with check (
  person_id = (select me()) and exists (select from events_session s where s.id = session_id));

-- A registration is seen by its person and by those who prepare the event. One registers oneself, signed in or not, while
-- the event is to come. Those who prepare it note who came. Nothing else of it is changed, and nothing read, but through
-- the functions below.
grant select, insert (key, door, event_id, person_id, name, mail, language, needs, needs_agreed_at, told), update (came_at)
  on events_registration to entrepairs_person;
create policy seen on events_registration for select to entrepairs_person using (person_id = (select me()) or i_prepare(event_id));
create policy register on events_registration for insert to entrepairs_person with check (
  person_id is not distinct from (select me())
  and exists (select from events_event e where e.id = event_id and e.state = 'published' and e.registers
              and e.ends_on >= (statement_timestamp() at time zone e.time_zone)::date));
create policy came on events_registration for update to entrepairs_person using (i_prepare(event_id) and state = 'place');

-- Places are given one registration at a time: the row of the event is the lock.
create or replace function free_places(event bigint) returns integer language plpgsql security definer set search_path = public, pg_temp as $$
declare capacity integer;
begin
  select e.capacity into capacity from events_event e where e.id = event for update;
  return coalesce(capacity, 1000000) - (select count(*) from events_registration r where r.event_id = event and r.state = 'place');
end $$;
create or replace function give_a_place() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  new.state := case when free_places(new.event_id) > 0 then 'place' else 'waiting' end;
  if new.person_id is not null then
    new.told := new.state;  -- read on the next page
  end if;
  return new;
end $$;
create or replace trigger gives_a_place before insert on events_registration
  for each row when (new.state is distinct from 'cancelled') execute function give_a_place();
-- A place that becomes free goes to whoever has waited longest.
create or replace function move_up(event bigint) returns void language sql security definer set search_path = public, pg_temp as $$
  update events_registration set state = 'place' where id in (
    select id from events_registration where event_id = event and state = 'waiting' order by id limit greatest(free_places(event), 0))
$$;
create or replace function queue_moves_up() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform move_up(case tg_table_name when 'events_event' then new.id else (to_jsonb(new)->>'event_id')::bigint end);
  return null;
end $$;
create or replace trigger queue_moves_up after update of state on events_registration
  for each row when (old.state = 'place' and new.state = 'cancelled') execute function queue_moves_up();
create or replace trigger queue_moves_up after update of capacity on events_event
  for each row when (new.capacity is distinct from old.capacity) execute function queue_moves_up();
revoke execute on function free_places, move_up from public;

-- Whoever holds the key reads the registration, and cancels it until the event is over; their needs and address are then
-- forgotten at once.
create or replace function registration_named(name varchar) returns setof events_registration language sql stable security definer set search_path = public, pg_temp as
$$ select * from events_registration where key = registration_named.name $$;
create or replace function cancel_registration(name varchar) returns boolean language sql security definer set search_path = public, pg_temp as $$
  with done as (
    update events_registration r set state = 'cancelled', told = 'cancelled', cancelled_at = statement_timestamp(), needs = '', mail = '',
      needs_agreed_at = null
    from events_event e where r.key = cancel_registration.name and r.state <> 'cancelled' and e.id = r.event_id
      and e.ends_on >= (statement_timestamp() at time zone e.time_zone)::date returning 1)
  select exists (select from done)
$$;
-- How many wait before that registration; and whether an event has no place left. No other number is told.
create or replace function before_in_queue(name varchar) returns bigint language sql stable security definer set search_path = public, pg_temp as
$$ select count(*) from events_registration mine join events_registration r on r.event_id = mine.event_id and r.state = 'waiting' and r.id < mine.id
   where mine.key = before_in_queue.name $$;
create or replace function is_full(event bigint) returns boolean language sql stable security definer set search_path = public, pg_temp as
$$ select coalesce(e.capacity <= (select count(*) from events_registration r where r.event_id = e.id and r.state = 'place'), false)
   from events_event e where e.id = event and e.state = 'published' $$;

-- Whoever takes a session out of the programme takes it out of everybody's own one, without seeing whose.
create or replace function forget_kept() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  delete from events_kept where session_id = old.id;
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
create policy shelve_event on library_entry for insert to entrepairs_person with check (may_shelve_event(kind, key, path));
create policy reshelve_event on library_entry for update to entrepairs_person using (may_shelve_event(kind, key, path)) with check (may_shelve_event(kind, key, path));
-- What leaves a programme leaves the shelf, whoever removes it; so does an event that is not public any more.
create or replace function event_leaves_the_shelf() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  delete from library_entry where kind = tg_argv[0] and key = old.key;
  return null;
end $$;
create or replace trigger leaves_the_shelf after delete on events_event for each row execute function event_leaves_the_shelf('event');
create or replace trigger leaves_the_shelf after delete on events_session for each row execute function event_leaves_the_shelf('session');
create or replace trigger leaves_the_shelf after delete on events_talk for each row execute function event_leaves_the_shelf('talk');

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
