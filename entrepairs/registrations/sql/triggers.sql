create function give_a_place() returns trigger language plpgsql security definer
  set search_path = app, public, pg_temp as $$
begin
  -- A name alone may be invented: it takes no place before it is confirmed. Those who prepare the event vouch for it,
  -- and for nobody who can answer for themselves.
  if new.added_by_id is not null or new.person_id is null and not coalesce(i_prepare(new.event_id), false) then
    new.state := 'asked';
    return new;
  end if;
  new.state := case when free_places(new.event_id) > 0 then 'place' else 'waiting' end;
  if new.person_id is not null then
    new.told := new.state;  -- read on the next page
  end if;
  return new;
end $$;
create trigger gives_a_place before insert on registrations_registration
  for each row when (new.state is distinct from 'cancelled') execute function give_a_place();
create function queue_moves_up() returns trigger language plpgsql security definer
  set search_path = app, public, pg_temp as $$
begin
  perform move_up(case tg_table_name when 'events_event' then new.id else (to_jsonb(new)->>'event_id')::bigint end);
  return null;
end $$;
create trigger queue_moves_up after update of state on registrations_registration
  for each row when (old.state = 'place' and new.state = 'cancelled') execute function queue_moves_up();
-- Cancelling closes what was told.
create trigger closes_notices after update of state or delete on registrations_registration for each row
  execute function close_notices('place', 'array[($1).key]');
-- An announcement goes to those who are registered when it is written; who cannot be told reads it on their page.
create function address_announcement() returns trigger language plpgsql security definer
  set search_path = app, public, pg_temp as $$
begin
  insert into registrations_delivery (announcement_id, registration_id, told_at)
  select new.id, r.id, case when r.person_id is null and r.mail = '' then statement_timestamp() end
  from registrations_registration r where r.event_id = new.event_id and case new."to"
    when 'waiting' then r.state = 'waiting'
    when 'came' then r.state = 'place' and r.came_at is not null
    else r.state in ('place', 'waiting') end;
  return null;
end $$;
create trigger goes_to_those_registered after insert on registrations_announcement
  for each row execute function address_announcement();
