-- One begins while the call is open: signed in, or with a secret and the address it is mailed to.
create function begin_submission(call bigint, name varchar, mail text, language varchar) returns bigint
language plpgsql security definer set search_path = app, public, pg_temp as $$
declare
  door text := nullif(current_setting('app.door', true), '');
  made bigint;
begin
  if not call_is_open(call) or (me() is null and (door is null or begin_submission.mail = '')) then
    raise insufficient_privilege using message = 'the call is not open';
  end if;
  insert into calls_submission (key, call_id, state, title, summary, language, answer_in)
    values (begin_submission.name, call, 'draft', '', '', '', begin_submission.language) returning id into made;
  insert into calls_submitter (submission_id, person_id, digest, mail, told) values (made, me(),
    case when me() is null then door end, case when me() is null then begin_submission.mail else '' end, '');
  return made;
end $$;

-- The person who said so is found from the programme, by those who prepare the event.
create function said_yes_to_speak(event bigint, person bigint) returns boolean language sql stable security definer
  set search_path = app, public, pg_temp as
$$ select exists (select from calls_submissionauthor a join calls_submission s on s.id = a.submission_id
  join calls_call c on c.id = s.call_id
   where i_prepare(c.event_id) and c.event_id = said_yes_to_speak.event
     and a.person_id = said_yes_to_speak.person and a.linked and s.state = 'sent' and was_told(s.id)) $$;

-- Those who prepare an event know who reads for it, whatever audience they chose for their name; never across a
-- block.
create function reader_named(reader bigint) returns varchar language sql stable security definer
  set search_path = app, public, pg_temp as
$$ select p.name from calls_reader r join people_person p on p.id = r.person_id
   where r.id = reader_named.reader and r.call_id = any(my_calls()) and p.id <> all(blocked_by_me()) $$;
create function reviews_in(submission bigint) returns bigint language sql stable security definer
  set search_path = app, public, pg_temp as
$$ select count(*) from calls_review v join calls_reviewassignment r on r.id = v.reading_id
  where r.submission_id = submission and i_judge(submission) $$;
create function readers_of(submission bigint) returns bigint language sql stable security definer
  set search_path = app, public, pg_temp as
$$ select count(*) from calls_reviewassignment r join calls_reader d on d.id = r.reader_id
  where r.submission_id = submission and r.refused_at is null
   and (d.ended_at is null or exists (select from calls_review v where v.reading_id = r.id)) and i_judge(submission) $$;
create function words_for_authors(submission bigint) returns setof text language sql stable security definer
  set search_path = app, public, pg_temp as
$$ select v.for_authors from calls_review v join calls_reviewassignment r on r.id = v.reading_id
   where r.submission_id = submission and v.for_authors <> '' and submission = any(my_submissions())
     and was_told(submission) order by r.key $$;

-- Until when what this room told waits. Being asked to read; then, with ":given", something to read. That a decision
-- was made is hidden from readers until it is told. With ":off", that the event does not take place.
create function read_waits(person bigint, about text) returns boolean language sql stable as
$$ select case split_part(about, ':', 2)
     when 'given' then exists (
       select from calls_reader r join calls_reviewassignment g on g.reader_id = r.id
         join calls_submission s on s.id = g.submission_id join calls_call c on c.id = r.call_id
       where r.key = split_part(about, ':', 1) and r.ended_at is null and g.refused_at is null and s.state = 'sent'
         and takes_place(c.event_id)
         and not exists (select from calls_review v where v.reading_id = g.id)
         and not exists (select from calls_submissiondecision d where d.submission_id = s.id and d.told_at is not null))
     else exists (select from calls_reader r join calls_call c on c.id = r.call_id
       where r.key = about and r.accepted_at is null and r.declined_at is null
       and r.ended_at is null and takes_place(c.event_id)) end $$;
create function decision_waits(person bigint, about text) returns boolean language sql stable as
$$ select exists (select from calls_submission s join calls_submissiondecision d on d.submission_id = s.id
     join calls_call c on c.id = s.call_id and takes_place(c.event_id)
     where s.key = split_part(about, ':', 1) and s.state = 'sent' and s.comes_at is null
       and d.outcome = split_part(about, ':', 2) and d.told_at is not null)
   or (split_part(about, ':', 2) = 'off' and exists (select from calls_submission s
     join calls_call c on c.id = s.call_id join events_event e on e.id = c.event_id and e.state = 'cancelled'
     where s.key = split_part(about, ':', 1) and s.state = 'sent' and e.ends_on >= today() - 1)) $$;

-- Who may call them; nobody else may.
grant execute on function
  begin_submission, said_yes_to_speak, reader_named, reviews_in, readers_of, words_for_authors to
  entrepairs_person;
