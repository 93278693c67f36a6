create trigger closes_notices_of_reports after update of until on people_membership for each row
  when (new.until is distinct from old.until)
  execute function close_notices('report', 'array(select key from reports_report where circle_id = ($1).circle_id)',
    '($1).person_id');
