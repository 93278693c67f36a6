create trigger moments_are_now before insert or update on sittings_sitting for each row
  execute function moments_are_now('made_at', 'changed_at', 'cancelled_at');
create trigger moments_are_now before insert on sittings_declinedoffer for each row
  execute function moments_are_now('at');
create trigger moments_are_now before insert or update on sittings_note for each row
  execute function moments_are_now('written_at');
create trigger moments_are_now before insert or update on sittings_handover for each row
  execute function moments_are_now('written_at');

-- A sitting is on a day of a term of its body.
create function sitting_is_in_a_term() returns trigger language plpgsql security definer
  set search_path = app, public, pg_temp as $$
begin
  if not exists (select from mandates_term t where t.body_id = new.body_id
      and timezone(new.time_zone, new.starts_at)::date between t.since and t.until) then
    raise check_violation using message = 'a sitting in no term', constraint = 'sitting_in_a_term';
  end if;
  return new;
end $$;
create trigger is_in_a_term before insert or update of starts_at on sittings_sitting for each row
  execute function sitting_is_in_a_term();

-- Whatever answers closes what was told.
create trigger closes_notices after update on sittings_seatoffer for each row
  execute function close_notices('seat_offer', 'array(select key from sittings_sitting where id = ($1).sitting_id)');
create trigger closes_notices after insert on sittings_declinedoffer for each row
  execute function close_notices('seat_offer', 'array(select s.key from sittings_sitting s join sittings_seatoffer o '
    'on o.sitting_id = s.id where o.id = ($1).offer_id)', '($1).person_id');
create trigger closes_notices after update on sittings_sitting for each row
  execute function close_notices('seat_offer', 'array[($1).key]');
create trigger closes_notices_when_erased after delete on sittings_sitting for each row
  execute function close_notices('seat_offer seat_taken sitting', 'array[($1).key]');
