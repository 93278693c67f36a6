-- A code that another made for somebody who has come in before is told to them, by the database itself: no matter
-- who makes it, or by which road. The notice is closed when the code is used or refused.
create function entry_code_is_told() returns trigger language plpgsql security definer
  set search_path = app, public, pg_temp as $$
begin
  insert into notices_notice (person_id, kind, about, path) values (new.person_id, 'code', new.id, '/account/');
  return null;
end $$;
create trigger entry_code_is_told after insert on accounts_entrycode for each row
  when (new.purpose = 'entry' and new.opens_at is not null) execute function entry_code_is_told();
create trigger closes_notices after update of used_at or delete on accounts_entrycode for each row
  execute function close_notices('code', 'array[($1).id::text]', '($1).person_id');

-- A device whose session is ended is told nothing any more: signed out there, from elsewhere or everywhere. Where one
-- expires for want of visits, a phone, which is its person's, is still told; a computer, which others may use, is not.
-- A session that goes on under another key has an heir with its mark.
create function device_ends_with_session() returns trigger language plpgsql security definer
  set search_path = app, public, pg_temp as $$
begin
  delete from notices_device d where d.mark = old.mark
    and (old.expire_date > statement_timestamp() or d.kind not in ('Android', 'iPhone', 'iPad'))
    and not exists (select from accounts_session s where s.mark = old.mark);
  return null;
end $$;
create trigger device_ends_with_session after delete on accounts_session for each row
  when (old.mark <> '') execute function device_ends_with_session();
