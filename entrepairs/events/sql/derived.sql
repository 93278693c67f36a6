-- What leaves a programme leaves the shelf, no matter who removes it; so does an event that is not public any more.
create function event_leaves_the_index() returns trigger language plpgsql security definer
  set search_path = app, public, pg_temp as $$
begin
  delete from search_entry where kind = tg_argv[0] and key = old.key;
  return null;
end $$;
create trigger leaves_the_index after delete on events_event for each row
  execute function event_leaves_the_index('event');
create trigger leaves_the_index after delete on events_session for each row
  execute function event_leaves_the_index('session');
create trigger leaves_the_index after delete on events_talk for each row
  execute function event_leaves_the_index('talk');
