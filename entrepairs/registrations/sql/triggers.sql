create function give_a_place() returns trigger language plpgsql security definer
  set search_path = app, public, pg_temp as $$
begin
  -- A name alone may be invented: it takes no place before it is confirmed. Those who prepare the event vouch for it.
  if new.person_id is null and not coalesce(i_prepare(new.event_id), false) then
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
