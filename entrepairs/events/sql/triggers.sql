-- Nothing of one event hangs on something of another.
create function of_one_event() returns trigger language plpgsql security definer
  set search_path = app, public, pg_temp as $$
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
  known := (new_row->>'room_id' is null
    or exists (select from events_room x where x.id = (new_row->>'room_id')::bigint and x.event_id = event))
    and (new_row->>'track_id' is null
      or exists (select from events_track x where x.id = (new_row->>'track_id')::bigint and x.event_id = event))
    and (new_row->>'session_id' is null
      or exists (select from events_session x where x.id = (new_row->>'session_id')::bigint and x.event_id = event))
    and (new_row->>'talk_id' is null
      or exists (select from events_talk x where x.id = (new_row->>'talk_id')::bigint and x.event_id = event))
    and (new_row->>'speaker_id' is null
      or exists (select from events_speaker x where x.id = (new_row->>'speaker_id')::bigint and x.event_id = event));
  if not known then
    raise insufficient_privilege using message = 'of another event';
  end if;
  return new;
end $$;
create trigger of_one_event before insert or update on events_session for each row execute function of_one_event();
create trigger of_one_event before insert or update on events_talk for each row execute function of_one_event();
create trigger of_one_event before insert or update on events_sessionchair for each row execute function of_one_event();
create trigger of_one_event before insert or update on events_talkspeaker for each row execute function of_one_event();
create trigger of_one_event before insert or update on events_material for each row execute function of_one_event();

-- The hours of a talk are those of the person who speaks in it.
create function hours_of_talk() returns trigger language plpgsql security definer
  set search_path = app, public, pg_temp as $$
begin
  select t.starts_at, t.ends_at into new.starts_at, new.ends_at from events_talk t where t.id = new.talk_id;
  return new;
end $$;
create trigger takes_the_hours before insert or update on events_talkspeaker for each row
  execute function hours_of_talk();
create function hours_of_speakers() returns trigger language plpgsql security definer
  set search_path = app, public, pg_temp as $$
begin
  update events_talkspeaker set starts_at = new.starts_at, ends_at = new.ends_at,
    collides = collides and (starts_at, ends_at) is not distinct from (new.starts_at, new.ends_at)
    where talk_id = new.id;
  return null;
end $$;
create trigger tells_the_hours after update of starts_at, ends_at on events_talk for each row
  execute function hours_of_speakers();

-- An import may mark what collides knowingly. What is moved afterwards is not marked any more: two things in one room
-- are refused again.
create function moved_is_unmarked() returns trigger language plpgsql set search_path = app, public, pg_temp as $$
begin
  new.collides := false;
  return new;
end $$;
create trigger moved_is_unmarked before update on events_session for each row
  when (old.collides and new.collides
    and (old.room_id, old.starts_at, old.ends_at) is distinct from (new.room_id, new.starts_at, new.ends_at))
  execute function moved_is_unmarked();

-- The person who takes a session out of the programme takes it out of everybody's own one, without seeing whose.
create function forget_kept() returns trigger language plpgsql security definer
  set search_path = app, public, pg_temp as $$
begin
  delete from events_bookmark where session_id = old.id;
  return old;
end $$;
create trigger forgotten before delete on events_session for each row execute function forget_kept();
create function forget_declined() returns trigger language plpgsql security definer
  set search_path = app, public, pg_temp as $$
begin
  delete from events_declinedeventinvitation where asking_id = old.id;
  return old;
end $$;
create trigger forgotten before delete on events_eventinvitation for each row execute function forget_declined();
-- The last one who prepares an event hands over first; two who leave at once wait for each other. Who leaves the whole
-- network, or is erased, is kept by no event: who coordinates its organisation takes it up.
create function somebody_stays() returns trigger language plpgsql security definer
  set search_path = app, public, pg_temp as $$
begin
  if current_setting('role') <> 'entrepairs_person'
    or current_setting('app.last_coordinator', true) is not distinct from 'knows' then
    return null;
  end if;
  perform from people_circle c where c.id = new.circle_id and c.kind = 'event' and c.ended_at is null for update;
  if found and not exists (select from people_membership m
      where m.circle_id = new.circle_id and (m.until is null or m.until > clock_timestamp())) then
    raise insufficient_privilege using message = 'the last one hands over first';
  end if;
  return null;
end $$;

-- The person who speaks asked that a talk is not recorded: no recording hangs on it, whichever of the two is said
-- first.
create function is_not_recorded() returns trigger language plpgsql security definer
  set search_path = app, public, pg_temp as $$
declare
  new_row jsonb := to_jsonb(new);
begin
  if exists (select from events_material m join events_talk t on t.id = m.talk_id
    join library_resource r on r.id = m.resource_id
             where t.not_recorded and r.kind = 'recording' and case tg_table_name
               when 'events_material' then m.id = (new_row->>'id')::bigint
               when 'events_talk' then t.id = (new_row->>'id')::bigint
               else r.id = (new_row->>'id')::bigint end) then
    raise check_violation using message = 'this talk is not recorded', constraint = 'talk_is_not_recorded';
  end if;
  return null;
end $$;
create trigger not_recorded after insert or update on events_material for each row execute function is_not_recorded();
create trigger not_recorded after update of not_recorded on events_talk for each row when (new.not_recorded)
  execute function is_not_recorded();
-- Whatever answers closes what was told.
create trigger closes_notices after delete on events_eventinvitation for each row
  execute function close_notices('asked', 'array[($1).key]');
create trigger closes_notices after insert on events_declinedeventinvitation for each row
  execute function close_notices('asked', 'array(select key from events_eventinvitation where id = ($1).asking_id)');
