-- Anyone who holds an entry code comes in as its person. For somebody who has come in before, it opens after three days
-- only, no matter who makes it and under which hat: they are told meanwhile, and can refuse it.
create function entry_code_waits() returns trigger language plpgsql security definer
  set search_path = app, public, pg_temp as $$
begin
  if new.purpose = 'entry' and has_come_in(new.person_id) then
    new.opens_at := greatest(new.opens_at, statement_timestamp() + interval '3 days');
  end if;
  return new;
end $$;
create trigger entry_code_waits before insert on accounts_entrycode for each row execute function entry_code_waits();

-- A mark is forgotten when its person comes in, or leaves that organisation.
create function mark_is_forgotten() returns trigger language plpgsql security definer
  set search_path = app, public, pg_temp as $$
begin
  if tg_table_name = 'accounts_account' then
    delete from accounts_cardmark where person_id = new.person_id;
  else
    delete from accounts_cardmark where person_id = new.person_id and organisation_id = new.organisation_id;
  end if;
  return null;
end $$;
create trigger mark_is_forgotten after insert on accounts_account for each row execute function mark_is_forgotten();
