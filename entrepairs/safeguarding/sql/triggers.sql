create trigger moments_are_now before insert or update on safeguarding_rotaplace for each row
  execute function moments_are_now('accepted_at', 'ended_at');
create trigger moments_are_now before insert or update on safeguarding_reportreader for each row
  execute function moments_are_now('opened_at', 'context_opened_at');
-- What is decided, answered or taken away waits no more.
create trigger closes_notices after update or delete on safeguarding_ruling for each row
  execute function close_notices('to_rule ruling',
    'array[($1).key, (select key from safeguarding_report where id = ($1).report_id)]');
create trigger moments_are_now before insert or update on safeguarding_callhours for each row
  execute function moments_are_now('accepted_at', 'ended_at');
create trigger closes_notices after update on safeguarding_callhours for each row
  execute function close_notices('on_call', 'array[($1).key]');
-- Of hours that are ended, the number goes.
create function forget_number() returns trigger language plpgsql as $$
begin
  new.number := '';
  new.accepted_at := null;
  return new;
end $$;
create trigger number_goes before update of ended_at on safeguarding_callhours for each row
  when (new.ended_at is not null) execute function forget_number();
create trigger closes_notices after update on safeguarding_rotaplace for each row
  execute function close_notices('rota', 'array[($1).key]');
-- What is hidden leaves the search at once; hidden_is_not_found() keeps it out.
create function hidden_leaves_the_index() returns trigger language plpgsql security definer
  set search_path = app, public, pg_temp as $$
begin
  delete from search_entry e using safeguarding_report r
    where r.id = new.report_id and r.kind in ('resource', 'event') and r.thing in (e.key, e.whole);
  return null;
end $$;
create trigger hidden_leaves_the_index after update of agreed_at on safeguarding_ruling for each row
  when (new.outcome = 'hide' and new.agreed_at is not null) execute function hidden_leaves_the_index();
