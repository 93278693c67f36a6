-- Who may not read the meeting of a group reads when it is: the database keeps that beside the rule. A time that is
-- only suggested is not told yet.
create function keep_gathering() returns trigger language plpgsql security definer
  set search_path = app, public, pg_temp as $$
begin
  update gatherings_gathering set minutes = new.minutes, cancelled = new.cancelled_at is not null or new.held is false,
    starts_at = case when new.agreed_at is null then starts_at else new.starts_at end where meeting_id = new.id;
  return new;
end $$;
create trigger keeps_gathering after update of starts_at, minutes, agreed_at, cancelled_at, held on meetings_meeting
  for each row execute function keep_gathering();
