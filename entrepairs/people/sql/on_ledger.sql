-- Who is suspended does nothing: each action writes one deed, and theirs is refused until the day of the decision. What
-- they may do all the same is what they can demand: answer the decision, take their data, leave, look after their ways
-- in and their notifications.
create function suspended_does_nothing() returns trigger language plpgsql security definer
  set search_path = app, public, pg_temp as $$
begin
  if new.room not in ('safeguarding', 'rights', 'accounts', 'notices') and exists (
      select from people_restriction r where r.person_id = new.by_person and r.kind = 'suspend'
        and r.until > statement_timestamp()) then
    raise insufficient_privilege using message = 'suspended';
  end if;
  return new;
end $$;
create trigger suspended_does_nothing before insert on ledger_deed for each row
  when (new.by_person is not null) execute function suspended_does_nothing();
