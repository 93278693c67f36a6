-- A sitting with files is not erased: its delegation deletes them first. One that only its sender sees (on its way, or
-- refused) goes with the sitting: it must neither hold others up nor tell them of itself; its bytes go at night. This
-- runs with the rights of the owner.
create function sitting_keeps_files() returns trigger language plpgsql security definer
  set search_path = app, public, pg_temp as $$
begin
  if exists (select from minutes_sittingfile f where f.sitting_id = old.id and f.state = 'ready') then
    raise check_violation using message = 'files of this sitting are kept', constraint = 'sitting_has_files';
  end if;
  delete from minutes_sittingfile f where f.sitting_id = old.id;
  return old;
end $$;
create trigger keeps_files before delete on sittings_sitting for each row execute function sitting_keeps_files();
