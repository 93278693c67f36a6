create trigger queue_moves_up after update of capacity on events_event
  for each row when (new.capacity is distinct from old.capacity) execute function queue_moves_up();
create trigger closes_notices_of_places after update of state on events_event for each row
  when (new.state is distinct from old.state)
  execute function close_notices('place', 'array(select key from registrations_registration where event_id = ($1).id)');
