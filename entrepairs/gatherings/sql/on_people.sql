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
-- Across a block nothing is suggested.
create trigger closes_notices_of_turns after insert on people_block for each row
  execute function close_notices('turn_swap', 'array(select r.key from gatherings_rhythm r join gatherings_turn t on '
    't.rhythm_id = r.id join gatherings_swap s on s.turn_id = t.id '
    'where (s.by_id, s.to_id) in ((($1).person_id, ($1).blocked_id), (($1).blocked_id, ($1).person_id)))');
