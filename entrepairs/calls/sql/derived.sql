-- Withdrawn: who it was from, and what they answered, is forgotten at once. Its title stays, for those who read it.
-- In the programme already, and in the search: its title alone stays, until those who prepare the event take it out.
create function forget_withdrawn() returns trigger language plpgsql security definer
  set search_path = app, public, pg_temp as $$
declare
  talk events_talk;
  spoke bigint[];
begin
  select t.* into talk from events_talk t join calls_submissiondecision d on d.talk_id = t.id
    where d.submission_id = new.id;
  if talk.id is not null then
    with gone as (delete from events_talkspeaker where talk_id = talk.id returning speaker_id) select
      array_agg(speaker_id) into spoke from gone;
    update events_talk set about_fr = '', about_en = '', about_other = '' where id = talk.id;
    update search_entry set names = '', text_fr = '', text_en = '', text_other = ''
      where kind = 'talk' and key = talk.key;
    update events_event set changed_at = statement_timestamp() where id = talk.event_id;
    delete from events_eventinvitation where speaker_id = any(spoke) and speaker_id not in (
      select speaker_id from events_talkspeaker union all select speaker_id from events_sessionchair);
    delete from events_speaker s
      where s.id = any(spoke) and not exists (select from events_talkspeaker x where x.speaker_id = s.id)
      and not exists (select from events_sessionchair x where x.speaker_id = s.id);
  end if;
  delete from calls_submissionauthor where submission_id = new.id;
  delete from calls_answer where submission_id = new.id;
  update calls_submitter set mail = '' where submission_id = new.id;
  return null;
end $$;
create trigger forgotten after update of state on calls_submission
  for each row when (new.state = 'withdrawn' and old.state <> 'withdrawn') execute function forget_withdrawn();
