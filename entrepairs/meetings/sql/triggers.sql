-- How it changes, which a policy cannot say because it does not see the row as it was. In words: nobody says yes,
-- cancels or stops the counting in another's name, and none of these is taken back in another's; the person who changes
-- the time or the place becomes the one who proposes, and the yes is lost; nothing is proposed or accepted in a circle
-- that is paused or ended; it is said whether it was held once it has begun, and nobody unsays it while it is noted;
-- across a block, and once one has left, one can only cancel it and stop the counting.
create function meeting_changes_in_ones_own_name() returns trigger language plpgsql
  set search_path = app, public, pg_temp as $$
declare
  moved boolean := (new.starts_at, new.minutes, new.time_zone, new.means, new.title, new."where", new.proposed_by_id,
    new.proposed_at)
    is distinct from (old.starts_at, old.minutes, old.time_zone, old.means, old.title, old."where", old.proposed_by_id,
      old.proposed_at);
  answered boolean := (new.agreed_by_id, new.agreed_at) is distinct from (old.agreed_by_id, old.agreed_at);
  stopping text[] := array['cancelled_by_id', 'cancelled_at', 'uncounted_by_id', 'uncounted_at', 'sequence'];
begin
  if current_user <> 'entrepairs_person' then
    return new;
  end if;
  if ((new.cancelled_by_id, new.cancelled_at) is distinct from (old.cancelled_by_id, old.cancelled_at)
    and (old.cancelled_at is not null or new.cancelled_by_id is distinct from me()))
    or ((new.uncounted_by_id, new.uncounted_at) is distinct from (old.uncounted_by_id, old.uncounted_at)
      and new.uncounted_by_id is distinct from me())
    or (moved and (new.proposed_by_id is distinct from me() or new.agreed_at is not null))
    or (answered and not moved and (old.agreed_at is not null or new.agreed_by_id is distinct from me()))
    or ((moved or answered) and (old.held or old.cancelled_at is not null))
    or ((moved or answered) and hold_circle(old.circle_id) is distinct from 'open')
    or (new.held is distinct from old.held and (new.held is null or new.starts_at > clock_timestamp()
        or (old.held and is_noted(old.id))))
    or (new.sequence < old.sequence)
    or ((old.circle_id <> all(my_circles()) or old.circle_id = any(my_blocked_pairs()))
        and (to_jsonb(new) - stopping) is distinct from (to_jsonb(old) - stopping)) then
    raise insufficient_privilege using message = 'a meeting changes in one''s own name only, and in its order';
  end if;
  return new;
end $$;
create trigger in_ones_own_name before update on meetings_meeting
  for each row execute function meeting_changes_in_ones_own_name();
-- Whatever answers closes what was told.
create trigger closes_notices after update or delete on meetings_meeting for each row
  execute function close_notices('meeting reminder note', 'array[($1).key]');
create trigger closes_notices after update or delete on meetings_contribution for each row
  execute function close_notices('note', 'array(select key from meetings_meeting where id = ($1).meeting_id)');
create trigger held_open before insert on meetings_meeting for each row execute function held_open();

-- A meeting that is also one of another circle, which visits, is the same in both: when, where, and that it is called
-- off. A time that is only suggested is not told to the other yet. Who visits does not move it.
create function keep_same() returns trigger language plpgsql security definer
  set search_path = app, public, pg_temp as $$
begin
  update meetings_meeting s set starts_at = new.starts_at, minutes = new.minutes, time_zone = new.time_zone,
    means = new.means, "where" = new."where", title = new.title, sequence = s.sequence + 1,
    cancelled_at = coalesce(s.cancelled_at, new.cancelled_at)
  where s.same_as_id = new.id and (new.agreed_at is not null or new.cancelled_at is not null);
  return null;
end $$;
create trigger keeps_same after update of starts_at, minutes, time_zone, means, "where", title, agreed_at, cancelled_at
  on meetings_meeting for each row execute function keep_same();
create function moved_by_its_circle() returns trigger language plpgsql set search_path = app, public, pg_temp as $$
begin
  if current_user = 'entrepairs_person' and (new.starts_at, new.minutes, new.time_zone, new.means, new.title,
      new."where") is distinct from (old.starts_at, old.minutes, old.time_zone, old.means, old.title, old."where") then
    raise insufficient_privilege using message = 'the circle that invited says when and where';
  end if;
  return new;
end $$;
create trigger moved_by_its_circle before update on meetings_meeting for each row
  when (old.same_as_id is not null) execute function moved_by_its_circle();
