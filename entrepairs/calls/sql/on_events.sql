create trigger by_themselves before insert or update on events_speaker for each row
  execute function speaker_is_linked_by_themselves();
-- A cancelled event asks nothing more of those who read for it, nor of those who were to come.
create trigger closes_notices_of_calls after update of state on events_event for each row
  when (new.state is distinct from old.state)
  execute function close_notices('read decision', 'array(
    select r.key from calls_reader r join calls_call c on c.id = r.call_id where c.event_id = ($1).id
    union all select s.key from calls_submission s join calls_call c on c.id = s.call_id where c.event_id = ($1).id)');
