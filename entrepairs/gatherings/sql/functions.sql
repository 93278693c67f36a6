-- One time of a rhythm becomes a meeting, for somebody who decides there: as the rule has it, agreed by it. Made once:
-- the next who asks has the same. Its number, or nothing where it may not be.
create function make_gathering(a_rhythm bigint, a_day date, a_key text, a_start timestamptz) returns bigint
language plpgsql security definer set search_path = app, public, pg_temp as $$
declare
  held gatherings_rhythm;
  made bigint;
begin
  select * into held from gatherings_rhythm r where r.id = a_rhythm and r.circle_id = any(my_open_circles())
    and r.circle_id = any(my_voting_circles()) for update;
  if held.id is null or a_day < held.starts_on or a_day > held.until
      or (a_start at time zone held.time_zone) is distinct from a_day + held.clock then
    return null;
  end if;
  select meeting_id into made from gatherings_gathering where rhythm_id = a_rhythm and day = a_day;
  if made is null then
    insert into meetings_meeting (key, circle_id, title, starts_at, minutes, time_zone, means, "where", asked_by_id,
        proposed_by_id, proposed_at, agreed_at, sequence)
      values (a_key, held.circle_id, held.title, a_start, held.minutes, held.time_zone, held.means, held."where", me(),
        me(), statement_timestamp(), statement_timestamp(), held.sequence)
      returning id into made;
    insert into gatherings_gathering (rhythm_id, day, meeting_id, starts_at, minutes, cancelled)
      values (a_rhythm, a_day, made, a_start, held.minutes, false);
  end if;
  return made;
end $$;

grant execute on function make_gathering to entrepairs_person;
