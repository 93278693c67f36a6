-- Who leaves has nothing to answer there, nor has anybody once the group has ended.
create trigger closes_notices_of_decisions after update of until on people_membership for each row
  when (new.until is distinct from old.until)
  execute function close_notices('proposal answer_soon decided',
    'array(select key from decisions_decision where circle_id = ($1).circle_id)', '($1).person_id');
create trigger closes_notices_of_decisions after update of ended_at on people_circle for each row
  when (new.ended_at is not null)
  execute function close_notices('proposal answer_soon decided',
    'array(select key from decisions_decision where circle_id = ($1).id)');
create trigger closes_notices_of_polls after update of until on people_membership for each row
  when (new.until is distinct from old.until)
  execute function close_notices('dates dates_soon',
    'array(select key from decisions_poll where circle_id = ($1).circle_id)', '($1).person_id');
create trigger closes_notices_of_polls after update of ended_at on people_circle for each row
  when (new.ended_at is not null)
  execute function close_notices('dates dates_soon',
    'array(select key from decisions_poll where circle_id = ($1).id)');
