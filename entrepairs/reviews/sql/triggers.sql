create trigger moments_are_now before insert or update on reviews_review for each row
  execute function moments_are_now('closed_at');

-- Whatever answers closes what was told.
create trigger closes_notices after update on reviews_review for each row
  execute function close_notices('review', 'array(select key from people_circle where id = ($1).plan_id)');
create trigger closes_notices after insert on reviews_reviewanswer for each row
  execute function close_notices('review', 'array(select c.key from people_circle c join reviews_review r on '
    'r.plan_id = c.id where r.id = ($1).review_id)', '($1).person_id');
