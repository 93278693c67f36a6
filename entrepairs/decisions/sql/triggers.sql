create trigger held_open before insert on decisions_decision for each row execute function held_open();
-- Whatever answers, closes or replaces closes what was told.
create trigger closes_notices after insert on decisions_answered for each row
  execute function close_notices('proposal answer_soon', 'array(select d.key from decisions_decision d join '
    'decisions_version v on v.decision_id = d.id where v.id = ($1).version_id)', '($1).person_id');
create trigger closes_notices after insert or update on decisions_version for each row
  execute function close_notices('proposal answer_soon decided',
    'array(select key from decisions_decision where id = ($1).decision_id)');
create trigger closes_notices after update of withdrawn_at on decisions_decision for each row
  execute function close_notices('proposal answer_soon decided', 'array[($1).key]');
create trigger held_open before insert on decisions_poll for each row execute function held_open();
create trigger closes_notices after insert on decisions_coming for each row
  execute function close_notices('dates dates_soon', 'array(select p.key from decisions_poll p join decisions_date d '
    'on d.poll_id = p.id where d.id = ($1).date_id)', '($1).person_id');
create trigger closes_notices after update on decisions_poll for each row
  execute function close_notices('dates dates_soon', 'array[($1).key]');
