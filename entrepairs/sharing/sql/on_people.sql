-- Who leaves, and everybody once the group has ended, is told of its files no more.
create trigger closes_notices_of_files after update of until on people_membership for each row
  when (new.until is distinct from old.until)
  execute function close_notices('shared_file', 'array(select key from people_circle where id = ($1).circle_id)',
    '($1).person_id');
create trigger closes_notices_of_files after update of ended_at on people_circle for each row
  when (new.ended_at is not null) execute function close_notices('shared_file', 'array[($1).key]');
