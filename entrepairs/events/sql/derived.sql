-- What leaves a programme leaves the shelf, whoever removes it; so does an event that is not public any more.
create function event_leaves_the_shelf() returns trigger language plpgsql security definer set search_path = app, public, pg_temp as $$
begin
  delete from search_entry where kind = tg_argv[0] and key = old.key;
  return null;
end $$;
create trigger leaves_the_shelf after delete on events_event for each row execute function event_leaves_the_shelf('event');
create trigger leaves_the_shelf after delete on events_session for each row execute function event_leaves_the_shelf('session');
create trigger leaves_the_shelf after delete on events_talk for each row execute function event_leaves_the_shelf('talk');
