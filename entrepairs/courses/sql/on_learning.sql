-- What somebody deletes from their path was kept there no more. This runs with the rights of the owner.
create function forget_kept_course() returns trigger language plpgsql security definer
  set search_path = app, public, pg_temp as $$
begin
  delete from courses_keptcourse where step_id = old.id;
  return old;
end $$;
create trigger forgets_kept_course before delete on learning_step for each row execute function forget_kept_course();
