create trigger closes_notices_of_reviews after delete on plans_participant for each row
  execute function close_notices('review', 'array(select key from people_circle where id = ($1).plan_id)',
    '($1).person_id');
