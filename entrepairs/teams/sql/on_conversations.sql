-- A team has no journal: nothing is noted about somebody where they do not read. It is noted in their plan, which is
-- theirs, whatever hat writes it.
create function no_journal_in_a_team() returns trigger language plpgsql security definer
  set search_path = app, public, pg_temp as $$
begin
  if exists (select from people_circle where id = new.circle_id and kind = 'team') then
    raise insufficient_privilege using message = 'a team has no journal';
  end if;
  return new;
end $$;
create trigger no_journal_in_a_team before insert on conversations_journalentry for each row
  execute function no_journal_in_a_team();
