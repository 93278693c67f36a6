-- Reading closes what was told.
create trigger closes_notices after insert or update on conversations_reading for each row
  execute function close_notices('message', 'array(select key from people_circle where id = ($1).circle_id)',
    '($1).person_id');
create trigger closes_notices after delete or update on conversations_message for each row
  execute function close_notices('message', 'array(select key from people_circle where id = ($1).circle_id)');
create trigger held_open before insert on conversations_message
  for each row execute function held_open();
create trigger held_open before insert or update on conversations_journalentry
  for each row execute function held_open();
