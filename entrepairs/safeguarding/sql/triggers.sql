create trigger moments_are_now before insert or update on safeguarding_rotaplace for each row
  execute function moments_are_now('accepted_at', 'ended_at');
create trigger moments_are_now before insert or update on safeguarding_reportreader for each row
  execute function moments_are_now('opened_at', 'context_opened_at');
-- What is decided, answered or taken away waits no more.
create trigger closes_notices after update or delete on safeguarding_ruling for each row
  execute function close_notices('to_rule ruling',
    'array[($1).key, (select key from safeguarding_report where id = ($1).report_id)]');
create trigger closes_notices after update on safeguarding_rotaplace for each row
  execute function close_notices('rota', 'array[($1).key]');
