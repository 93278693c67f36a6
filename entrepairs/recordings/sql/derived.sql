-- Whatever takes a thing from the public takes its entry with it, even when an action forgot to.
create function leaves_the_index() returns trigger language plpgsql security definer
  set search_path = app, public, pg_temp as $$
begin
  delete from search_entry where kind = old.kind and key = old.key;
  delete from search_entry
    where kind = 'segment' and key in (select s.key from recordings_segment s where s.resource_id = old.id);
  return null;
end $$;
create function segment_leaves_the_index() returns trigger language plpgsql security definer
  set search_path = app, public, pg_temp as $$
begin
  delete from search_entry where kind = 'segment' and key = old.key;
  return null;
end $$;
create trigger leaves_the_index after delete on recordings_segment for each row
  execute function segment_leaves_the_index();
