create trigger moments_are_now before insert or update on reports_report for each row
  execute function moments_are_now('opened_at', 'sent_at');
-- A report that is changed, or has left, waits no more.
create trigger closes_notices after update on reports_report for each row
  execute function close_notices('report', 'array[($1).key]');
