-- Who leaves a group takes no turns there any more.
create function leave_turns() returns trigger language plpgsql security definer
  set search_path = app, public, pg_temp as $$
begin
  delete from gatherings_turntaker t using gatherings_rhythm r
    where r.id = t.rhythm_id and r.circle_id = new.circle_id and t.person_id = new.person_id;
  return null;
end $$;
create trigger leaves_turns after update of until on people_membership for each row
  when (new.until is distinct from old.until and new.role_id is null and new.until <= clock_timestamp())
  execute function leave_turns();
-- Nor have they to confirm what was noted for all: the others may be enough now.
create function count_without() returns trigger language plpgsql security definer
  set search_path = app, public, pg_temp as $$
begin
  perform count_yes_for_group(a.meeting_id, a.noter_id)
  from (select distinct n.meeting_id, n.noter_id from gatherings_noteanswer n
    join meetings_meeting m on m.id = n.meeting_id where n.yes and m.circle_id = new.circle_id) a;
  return null;
end $$;
create trigger counts_without after update of until on people_membership for each row
  when (new.until is distinct from old.until and new.until <= clock_timestamp()) execute function count_without();
-- Across a block nothing is suggested.
create trigger closes_notices_of_turns after insert on people_block for each row
  execute function close_notices('turn_swap', 'array(select r.key from gatherings_rhythm r join gatherings_turn t on '
    't.rhythm_id = r.id join gatherings_swap s on s.turn_id = t.id '
    'where (s.by_id, s.to_id) in ((($1).person_id, ($1).blocked_id), (($1).blocked_id, ($1).person_id)))');
-- Nor is what was noted between two, across a block or by who has left.
create trigger closes_notices_of_notes after insert on people_block for each row
  execute function close_notices('brought', 'array(select m.key from meetings_contribution c '
    'join meetings_meeting m on m.id = c.meeting_id where c.confirmed_at is null '
    'and ($1).person_id in (c.giver_id, c.receiver_id) and ($1).blocked_id in (c.giver_id, c.receiver_id))');
create trigger closes_notices_of_notes after update of until on people_membership for each row
  when (new.until is distinct from old.until)
  execute function close_notices('brought', 'array(select m.key from meetings_meeting m where m.circle_id = '
    '($1).circle_id and exists (select from meetings_contribution c where c.meeting_id = m.id '
    'and c.confirmed_at is null))', '($1).person_id');
-- Into a group of co-reflection comes nobody who manages one of its people, or whom one of them manages: one after the
-- other, so that each sees who has just come.
create function refuse_manager() returns trigger language plpgsql security definer
  set search_path = app, public, pg_temp as $$
begin
  if is_co_reflection(new.circle_id) then
    perform pg_advisory_xact_lock(hashtext('co_reflection'), new.circle_id::int);
    if exists (select from people_membership m where m.circle_id = new.circle_id and m.person_id <> new.person_id
        and is_current(m.since, m.until)
        and (manages(new.person_id, m.person_id) or manages(m.person_id, new.person_id))) then
      raise check_violation using message = 'one would manage the other', constraint = 'co_reflection_no_manager';
    end if;
  end if;
  return new;
end $$;
create trigger refuses_manager before insert on people_membership for each row execute function refuse_manager();
create function refuse_open_co_reflection() returns trigger language plpgsql security definer
  set search_path = app, public, pg_temp as $$
begin
  if is_co_reflection(new.id) then
    raise check_violation using message = 'it is of no organisation', constraint = 'co_reflection_apart';
  end if;
  return new;
end $$;
create trigger refuses_open_co_reflection before update of open, organisation_id on people_circle for each row
  when (new.open or new.organisation_id is not null) execute function refuse_open_co_reflection();

-- Who comes to manage one of its people since leaves it at once, and is told.
create function managers_leave(who bigint) returns void language plpgsql volatile security definer
  set search_path = app, public, pg_temp as $$
declare
  held record;
begin
  for held in select c.id, c.key from people_membership m join people_circle c on c.id = m.circle_id
      where m.person_id = who and is_current(m.since, m.until) and is_co_reflection(c.id) loop
    perform tell_notice(array(select managers_within(held.id)), 'group_apart', held.key, '/groups/', null, null, true);
    update people_membership m set until = statement_timestamp()
      where m.circle_id = held.id and is_current(m.since, m.until) and m.person_id in (select managers_within(held.id));
  end loop;
end $$;
create function leave_as_manager() returns trigger language plpgsql security definer
  set search_path = app, public, pg_temp as $$
begin
  perform managers_leave(new.person_id);
  return null;
end $$;
create trigger leaves_as_manager after insert or update of coordinator, until on people_affiliation for each row
  execute function leave_as_manager();
create trigger leaves_as_manager after insert on people_membership for each row
  when (new.role_id is not null) execute function leave_as_manager();
create trigger closes_notices_of_reflection after insert on people_membership for each row
  execute function close_notices('group_apart', 'array(select key from people_circle where id = ($1).circle_id)',
    '($1).person_id');
