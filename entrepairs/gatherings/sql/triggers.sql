create trigger closes_notices after delete on gatherings_swap for each row
  execute function close_notices('turn_swap', 'array(select r.key from gatherings_rhythm r join gatherings_turn t on '
    't.rhythm_id = r.id where t.id = ($1).turn_id)');
create trigger closes_notices after insert on gatherings_declinedswap for each row
  execute function close_notices('turn_swap', 'array(select r.key from gatherings_rhythm r join gatherings_turn t on '
    't.rhythm_id = r.id join gatherings_swap s on s.turn_id = t.id where s.id = ($1).swap_id)', '($1).person_id');

-- What was suggested for a turn is gone once the turn changed hands, or is no more; a no goes with it.
create function forget_swaps() returns trigger language plpgsql security definer
  set search_path = app, public, pg_temp as $$
begin
  delete from gatherings_swap where turn_id = old.id or other_id = old.id;
  return old;
end $$;
create trigger forgets_swaps after update of person_id on gatherings_turn for each row
  when (new.person_id is distinct from old.person_id) execute function forget_swaps();
create trigger forgets_swaps_with_it before delete on gatherings_turn for each row execute function forget_swaps();
create function forget_no_to_swap() returns trigger language plpgsql security definer
  set search_path = app, public, pg_temp as $$
begin
  delete from gatherings_declinedswap where swap_id = old.id;
  return old;
end $$;
create trigger forgets_its_no before delete on gatherings_swap for each row execute function forget_no_to_swap();

-- Only those who take turns have one, also when one of them stops at the same moment: then it is nobody's.
create function turn_of_a_taker() returns trigger language plpgsql security definer
  set search_path = app, public, pg_temp as $$
begin
  perform from gatherings_turntaker t where t.rhythm_id = new.rhythm_id and t.person_id = new.person_id for share;
  if not found then
    new.person_id := null;
  end if;
  return new;
end $$;
create trigger turn_of_a_taker before insert or update of person_id on gatherings_turn for each row
  when (new.person_id is not null) execute function turn_of_a_taker();

-- Who stops taking turns, or leaves the group, has no turn to come.
create function forget_turns() returns trigger language plpgsql security definer
  set search_path = app, public, pg_temp as $$
begin
  update gatherings_turn set person_id = null
  where rhythm_id = old.rhythm_id and person_id = old.person_id and day >= today();
  return null;
end $$;
create trigger forgets_turns after delete on gatherings_turntaker for each row execute function forget_turns();

-- What somebody noted for the group as a whole counts once two others who were there have said yes, one after the
-- other; where one other was there, once that one has. Who has left says nothing any more.
create function count_yes_for_group(a_meeting bigint, a_noter bigint) returns void language plpgsql security definer
  set search_path = app, public, pg_temp as $$
declare
  others bigint[];
begin
  perform from meetings_meeting m where m.id = a_meeting for update;
  select others_who_were_there(m.circle_id, m.starts_at, a_noter) into others from meetings_meeting m
    where m.id = a_meeting;
  if greatest(1, least(2, cardinality(others))) <= (select count(*) from gatherings_noteanswer a
      where a.meeting_id = a_meeting and a.noter_id = a_noter and a.yes and a.person_id = any(others)) then
    update meetings_contribution set confirmed_at = statement_timestamp()
      where meeting_id = a_meeting and noted_by_id = a_noter and confirmed_at is null
        and (giver_id is null or receiver_id is null);
    delete from gatherings_noteanswer a where a.meeting_id = a_meeting and a.noter_id = a_noter and a.yes;
  end if;
end $$;
create function count_yes_of_two() returns trigger language plpgsql security definer
  set search_path = app, public, pg_temp as $$
begin
  perform count_yes_for_group(new.meeting_id, new.noter_id);
  return null;
end $$;
create trigger counts_yes_of_two after insert on gatherings_noteanswer for each row
  when (new.yes) execute function count_yes_of_two();
create trigger closes_notices after insert on gatherings_noteanswer for each row
  execute function close_notices('brought', 'array(select key from meetings_meeting where id = ($1).meeting_id)',
    '($1).person_id');

create trigger moments_are_now before insert or update on gatherings_visit for each row
  execute function moments_are_now('withdrawn_at');
-- Each side is told the name of the other, by the database.
create function name_visit() returns trigger language plpgsql security definer
  set search_path = app, public, pg_temp as $$
begin
  new.host_name := (select c.name from meetings_meeting m join people_circle c on c.id = m.circle_id
    where m.id = new.meeting_id);
  new.guest_name := (select c.name from people_circle c where c.id = new.guest_id);
  return new;
end $$;
create trigger names_visit before insert on gatherings_visit for each row execute function name_visit();
-- A visit that is taken back takes the meeting of the group that visits with it.
create function end_visit() returns trigger language plpgsql security definer
  set search_path = app, public, pg_temp as $$
begin
  update meetings_meeting set cancelled_at = statement_timestamp(), sequence = sequence + 1
    where same_as_id = new.meeting_id and circle_id = new.guest_id and cancelled_at is null;
  return null;
end $$;
create trigger ends_visit after update of withdrawn_at on gatherings_visit for each row
  when (new.withdrawn_at is not null and old.withdrawn_at is null) execute function end_visit();
create trigger closes_notices after update on gatherings_visit for each row
  execute function close_notices('group_visits', 'array(select key from meetings_meeting where id = ($1).meeting_id)');
create trigger closes_notices after insert on gatherings_declinedvisit for each row
  execute function close_notices('group_visits', 'array(select m.key from meetings_meeting m join gatherings_visit v '
    'on v.meeting_id = m.id where v.id = ($1).visit_id)');
