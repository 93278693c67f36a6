create trigger queue_moves_up after update of capacity on events_event
  for each row when (new.capacity is distinct from old.capacity) execute function queue_moves_up();
