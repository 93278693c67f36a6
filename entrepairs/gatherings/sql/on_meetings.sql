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
-- A note that is written again is answered again; what was told of the former one waits no more.
create function forget_answers_to_note() returns trigger language plpgsql security definer
  set search_path = app, public, pg_temp as $$
begin
  delete from gatherings_noteanswer a where a.meeting_id = old.meeting_id and a.noter_id = old.noted_by_id
    and old.confirmed_at is null and case when old.giver_id is null or old.receiver_id is null then a.yes
      else not a.yes and a.person_id in (old.giver_id, old.receiver_id) end;
  return null;
end $$;
create trigger forgets_answers_to_note after delete on meetings_contribution for each row
  execute function forget_answers_to_note();
create trigger closes_notices_of_groups after update or delete on meetings_contribution for each row
  execute function close_notices('brought', 'array(select key from meetings_meeting where id = ($1).meeting_id)');
-- Who said that they come said it of that hour: at another they say it again.
create function forget_comings() returns trigger language plpgsql security definer
  set search_path = app, public, pg_temp as $$
begin
  delete from gatherings_attending where meeting_id = new.id;
  return null;
end $$;
create trigger forgets_comings after update of starts_at on meetings_meeting for each row
  when (new.starts_at is distinct from old.starts_at) execute function forget_comings();
-- A group that calls off its side of a visit does not come: the other reads that.
create function call_off_visit() returns trigger language plpgsql security definer
  set search_path = app, public, pg_temp as $$
begin
  update gatherings_visit set withdrawn_at = statement_timestamp()
    where meeting_id = new.same_as_id and guest_id = new.circle_id and withdrawn_at is null;
  return null;
end $$;
create trigger calls_off_visit after update of cancelled_at on meetings_meeting for each row
  when (new.same_as_id is not null and new.cancelled_at is not null and old.cancelled_at is null)
  execute function call_off_visit();
create trigger closes_notices_of_visits after update of cancelled_at, starts_at on meetings_meeting for each row
  execute function close_notices('group_visits', 'array[($1).key]');
