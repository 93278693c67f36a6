-- Places are given one registration at a time: the row of the event is the lock.
create function free_places(event bigint) returns integer language plpgsql security definer
  set search_path = app, public, pg_temp as $$
declare capacity integer;
begin
  select e.capacity into capacity from events_event e where e.id = event for update;
  return coalesce(capacity, 1000000) -
    (select count(*) from registrations_registration r where r.event_id = event and r.state = 'place');
end $$;

-- A place that becomes free goes to the person who has waited longest. The lock comes in a statement of its own: of two
-- places given back at once, the second sees to whom the first went. Who stops waiting at that moment is passed over.
-- Those who move up are counted once, apart: a list with a limit within an update may be read again for each row.
create function move_up(event bigint) returns void language plpgsql security definer
  set search_path = app, public, pg_temp as $$
declare
  places integer := free_places(event);
  next bigint[] := array(
    select r.id from registrations_registration r
    where r.event_id = move_up.event and r.state = 'waiting' order by r.id limit greatest(places, 0) for update);
begin
  update registrations_registration set state = 'place' where id = any(next);
end $$;

-- Anyone who holds the key reads the registration, and cancels it until the event is over; their needs and address are
-- then forgotten at once.
create function registration_named(name varchar) returns setof registrations_registration language sql stable
  security definer set search_path = app, public, pg_temp as
$$ select * from registrations_registration where key = registration_named.name $$;
create function cancel_registration(name varchar) returns boolean language sql security definer
  set search_path = app, public, pg_temp as $$
  with done as (
    update registrations_registration r set state = 'cancelled', told = 'cancelled',
      cancelled_at = statement_timestamp(), needs = '', mail = '',
      needs_agreed_at = null
    from events_event e where r.key = cancel_registration.name and r.state <> 'cancelled' and e.id = r.event_id
      and is_to_come(e.ends_on, e.time_zone) returning 1)
  select exists (select from done)
$$;

-- Who has the secret of the mail confirms, once; those who prepare the event confirm for a name that has no account.
-- Somebody here whom they asked answers for themselves, and reads at once what came. Then there is a place, or one
-- waits.
create function settle(registration bigint) returns boolean language plpgsql security definer
  set search_path = app, public, pg_temp as $$
declare
  event bigint;
  given varchar;
begin
  select r.event_id into event from registrations_registration r join events_event e on e.id = r.event_id
    where r.id = registration and r.state = 'asked' and e.state = 'published'
    and is_to_come(e.ends_on, e.time_zone);
  if event is null then
    return false;
  end if;
  given := case when free_places(event) > 0 then 'place' else 'waiting' end;
  update registrations_registration r
    set state = given, confirmation = '', told = case when r.person_id is null then r.told else given end
    where r.id = registration and r.state = 'asked';
  return found;
end $$;
create function confirm_registration(name varchar, shown varchar) returns boolean language sql security definer
  set search_path = app, public, pg_temp as $$
  select coalesce((select settle(r.id) from registrations_registration r
    where r.key = confirm_registration.name and r.confirmation <> '' and r.confirmation = shown), false) $$;
create function accept_registration(name varchar) returns boolean language sql security definer
  set search_path = app, public, pg_temp as $$
  select coalesce((select settle(r.id) from registrations_registration r
    where r.key = accept_registration.name and r.person_id is null and i_prepare(r.event_id)), false) $$;
create function agree_to_registration(name varchar) returns boolean language sql security definer
  set search_path = app, public, pg_temp as $$
  select coalesce((select settle(r.id) from registrations_registration r
    where r.key = agree_to_registration.name and r.person_id = me()), false) $$;

-- Those who prepare the event take a registration back, until it is over. The address stays until its person has
-- been told.
create function remove_registration(name varchar) returns boolean language sql security definer
  set search_path = app, public, pg_temp as $$
  with done as (
    update registrations_registration r set state = 'cancelled', told = '', cancelled_at = statement_timestamp(),
      needs = '', needs_agreed_at = null, confirmation = ''
    from events_event e where r.key = remove_registration.name and r.state <> 'cancelled' and i_prepare(r.event_id)
      and e.id = r.event_id and is_to_come(e.ends_on, e.time_zone) returning 1)
  select exists (select from done)
$$;

-- What was written to those who are registered, for the holder of a key.
create function announced_to(name varchar) returns setof registrations_announcement language sql stable
  security definer set search_path = app, public, pg_temp as $$
  select a.* from registrations_announcement a join registrations_delivery d on d.announcement_id = a.id
   join registrations_registration r on r.id = d.registration_id
   where r.key = announced_to.name and r.state in ('place', 'waiting') order by a.id $$;

-- How many wait before that registration; and whether an event has no place left. No other number is told.
create function before_in_queue(name varchar) returns bigint language sql stable security definer
  set search_path = app, public, pg_temp as
$$ select count(*) from registrations_registration mine join registrations_registration r on r.event_id = mine.event_id
  and r.state = 'waiting' and r.id < mine.id
   where mine.key = before_in_queue.name $$;
create function is_full(event bigint) returns boolean language sql stable security definer
  set search_path = app, public, pg_temp as
$$ select coalesce(e.capacity <=
  (select count(*) from registrations_registration r where r.event_id = e.id and r.state = 'place'), false)
   from events_event e where e.id = event and e.state = 'published' $$;

-- Until when a place that was told waits; with ":off", that the event does not take place; with ":added", that one
-- is asked whether one comes; with ":news", what was written.
create function place_waits(person bigint, about text) returns boolean language sql stable as
$$ select exists (select from registrations_registration r join events_event e on e.id = r.event_id
   where r.key = split_part(about, ':', 1) and e.ends_on >= today() - 1
     and case split_part(about, ':', 2) when 'off' then e.state = 'cancelled' and r.state <> 'cancelled'
       when 'no' then r.state = 'cancelled'
       when 'added' then e.state <> 'cancelled' and r.state = 'asked'
       when 'news' then r.state in ('place', 'waiting')
       else e.state <> 'cancelled' and r.state = 'place' end) $$;

-- Who may call them; nobody else may.
grant execute on function
  registration_named, cancel_registration, before_in_queue, is_full, confirm_registration, accept_registration,
  agree_to_registration, remove_registration, announced_to to entrepairs_person;
