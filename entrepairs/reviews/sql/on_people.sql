create trigger closes_notices_of_reviews after update of ended_at on people_circle for each row
  when (new.ended_at is not null and new.kind = 'plan') execute function close_notices('review', 'array[($1).key]');
