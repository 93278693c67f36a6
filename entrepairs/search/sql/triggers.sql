create function counts_words() returns trigger language plpgsql security definer set search_path = app, public, pg_temp as $$
begin
  if tg_op = 'INSERT' then
    perform count_words(array_agg(w), array_agg(1)) from since e, words_said_by(e) w;
  elsif tg_op = 'DELETE' then
    perform count_words(array_agg(w), array_agg(-1)) from before e, words_said_by(e) w;
  else
    perform count_words(array_agg(w), array_agg(n)) from (
      select 1 as n, w from since e, words_said_by(e) w
      union all select -1, w from before e, words_said_by(e) w) both_of;
  end if;
  return null;
end $$;
create trigger counts_new_words after insert on search_entry referencing new table as since
  for each statement execute function counts_words();
create trigger counts_changed_words after update on search_entry referencing old table as before new table as since
  for each statement execute function counts_words();
create trigger counts_old_words after delete on search_entry referencing old table as before
  for each statement execute function counts_words();
