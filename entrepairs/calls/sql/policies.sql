-- The call for contributions of an event. It is seen, with its kinds and questions, by anyone who sees the event, and
-- written by those who prepare it. What is sent to it is seen by the person who sent it, by those who prepare the event
-- once it is sent, and by those it was given to read. Names, and answers that are not for readers, live in tables of
-- their own: the person who was asked to read for the call and did not say no sees none of them until its authors have
-- been told what was decided, not even who prepares the event. Nobody reads, judges or decides about what they sent
-- themselves.

-- These run once a statement. Who has no account shows the digest of the secret that was mailed to them: it is
-- `app.door`, for one transaction. Only digests are stored.
create function my_calls() returns bigint[] language sql stable security definer
  set search_path = app, public, pg_temp as
$$ select coalesce(array_agg(c.id), '{}') from calls_call c join events_event e on e.id = c.event_id
  where e.circle_id = any(my_circles()) $$;
create function my_submissions() returns bigint[] language sql stable security definer
  set search_path = app, public, pg_temp as
$$ select coalesce(array_agg(submission_id), '{}') from calls_submitter
   where person_id = me() or digest = nullif(current_setting('app.door', true), '') $$;

-- As a reader: myself, call by call; the calls that I was asked for and did not decline; what was given to me; what I
-- have reviewed.
create function me_as_reader() returns bigint[] language sql stable security definer
  set search_path = app, public, pg_temp as
$$ select coalesce(array_agg(id), '{}') from calls_reader where person_id = me() $$;
create function calls_i_read() returns bigint[] language sql stable security definer
  set search_path = app, public, pg_temp as
$$ select coalesce(array_agg(call_id), '{}') from calls_reader where person_id = me() and declined_at is null $$;
create function given_to_me() returns bigint[] language sql stable security definer
  set search_path = app, public, pg_temp as
$$ select coalesce(array_agg(r.submission_id), '{}') from calls_reviewassignment r
  join calls_reader d on d.id = r.reader_id
   where d.person_id = me() and d.accepted_at is not null and d.ended_at is null and r.refused_at is null $$;
create function reviewed_by_me() returns bigint[] language sql stable security definer
  set search_path = app, public, pg_temp as
$$ select coalesce(array_agg(r.submission_id), '{}') from calls_review v
  join calls_reviewassignment r on r.id = v.reading_id
   join calls_reader d on d.id = r.reader_id where d.person_id = me() and r.refused_at is null $$;

-- For single rows.
create function call_is_open(call bigint) returns boolean language sql stable security definer
  set search_path = app, public, pg_temp as
$$ select exists (select from calls_call c join events_event e on e.id = c.event_id
  where c.id = call_is_open.call and e.state = 'published'
                  and c.opens_at <= statement_timestamp() and statement_timestamp() < c.closes_at) $$;

-- For functions that have asked who is looking: nobody else is told that something is decided before its authors are.
create function is_decided(submission bigint) returns boolean language sql stable security definer
  set search_path = app, public, pg_temp as
$$ select exists (select from calls_submissiondecision d where d.submission_id = submission) $$;
create function was_told(submission bigint) returns boolean language sql stable security definer
  set search_path = app, public, pg_temp as
$$ select exists (select from calls_submissiondecision d where d.submission_id = submission and d.told_at is not null)
  $$;
create function i_may_write(submission bigint) returns boolean language sql stable security definer
  set search_path = app, public, pg_temp as
$$ select exists (select from calls_submission s
  where s.id = submission and s.state <> 'withdrawn' and s.id = any(my_submissions())
                  and call_is_open(s.call_id)) $$;

-- I prepare its event, it was sent, and it is not mine.
create function i_judge(submission bigint) returns boolean language sql stable security definer
  set search_path = app, public, pg_temp as
$$ select exists (select from calls_submission s
  where s.id = submission and s.state <> 'draft' and s.call_id = any(my_calls())
                  and s.id <> all(my_submissions())) $$;
grant select, insert, update (words_fr, words_en, opens_at, closes_at, longest) on calls_call to entrepairs_person;
create policy seen on calls_call for select to entrepairs_person
  using (exists (select from events_event e where e.id = event_id));
create policy open on calls_call for insert to entrepairs_person with check (i_prepare(event_id));
create policy change on calls_call for update to entrepairs_person using (i_prepare(event_id))
  with check (i_prepare(event_id));
grant select, update (title, summary, kind_id, language, answer_in, state, sent_at, changed_at, comes_at) on
  calls_submission to entrepairs_person;
create policy seen on calls_submission for select to entrepairs_person using (
  id = any((select my_submissions())::bigint[])
  or (state <> 'draft' and call_id = any((select my_calls())::bigint[]))
  or (state = 'sent' and id = any((select given_to_me())::bigint[])));
create policy change on calls_submission for update to entrepairs_person
  using (id = any((select my_submissions())::bigint[]))
  with check (id = any((select my_submissions())::bigint[]));

-- Names and answers.
grant select on calls_submitter to entrepairs_person;
grant select, insert, delete, update (linked) on calls_submissionauthor to entrepairs_person;
grant select, insert, delete on calls_answer to entrepairs_person;
create policy for_readers on calls_answer for select to entrepairs_person using (
  exists (select from calls_question q where q.id = question_id and q.for_readers)
  and exists (select from calls_submission s where s.id = submission_id));
create policy write on calls_submissionauthor for insert to entrepairs_person with check (
  i_may_write(submission_id) and (person_id is null or person_id = (select me())));
create policy remove on calls_submissionauthor for delete to entrepairs_person using (i_may_write(submission_id));
create policy link on calls_submissionauthor for update to entrepairs_person
  using (submission_id = any((select my_submissions())::bigint[]) and person_id = (select me()))
    with check (person_id = (select me()));
create policy write on calls_answer for insert to entrepairs_person with check (i_may_write(submission_id));
create policy remove on calls_answer for delete to entrepairs_person using (i_may_write(submission_id));

-- Given to me to read, of others, and not decided.
create function i_may_review(reading bigint) returns boolean language sql stable security definer
  set search_path = app, public, pg_temp as
$$ select exists (select from calls_reviewassignment r join calls_submission s on s.id = r.submission_id
  where r.id = reading
                  and r.reader_id = any(me_as_reader()) and s.id = any(given_to_me()) and s.id <> all(my_submissions())
                  and s.state = 'sent' and not is_decided(s.id)) $$;

-- Whether somebody could see from whom contributions are: they prepared the event when one had been sent, and had not
-- been asked to read. They cannot unlearn it. Told to those who prepare it.
create function saw_names(call bigint, who bigint) returns boolean language sql stable security definer
  set search_path = app, public, pg_temp as
$$ select exists (select from calls_call c join events_event e on e.id = c.event_id
  join people_membership m on m.circle_id = e.circle_id and m.person_id = who
  join calls_submission s on s.call_id = c.id and s.state <> 'draft'
  where c.id = saw_names.call and c.id = any(my_calls()) and (m.until is null or s.sent_at < m.until)) $$;

-- Readers. While the event is to take place, those who prepare it ask people they see, across no block, who could not
-- see any author's name; each answers for themselves. Nobody is asked twice. Who reads what is decided by the system
-- hat, which compares authors with readers.
grant select, insert, update (accepted_at, declined_at, ended_at) on calls_reader to entrepairs_person;
create policy seen on calls_reader for select to entrepairs_person using (
  person_id = (select me()) or call_id = any((select my_calls())::bigint[]));
create policy ask on calls_reader for insert to entrepairs_person with check (
  call_id = any((select my_calls())::bigint[]) and (accepted_at is null or person_id = (select me()))
    and declined_at is null and ended_at is null
  and takes_place((select c.event_id from calls_call c where c.id = call_id))
  and exists (select from people_person p where p.id = person_id) and may_be_asked(person_id)
  and not saw_names(call_id, person_id));
create policy answer on calls_reader for update to entrepairs_person using (
  person_id = (select me()) or call_id = any((select my_calls())::bigint[]));
grant select, update (refused_at) on calls_reviewassignment to entrepairs_person;
create policy seen on calls_reviewassignment for select to entrepairs_person using (
  reader_id = any((select me_as_reader())::bigint[])
  or (submission_id <> all((select my_submissions())::bigint[]) and (
    submission_id = any((select reviewed_by_me())::bigint[])
    or exists (select from calls_submission s
      where s.id = submission_id and s.call_id = any((select my_calls())::bigint[])))));
create policy refuse on calls_reviewassignment for update to entrepairs_person
  using (reader_id = any((select me_as_reader())::bigint[]) and submission_id = any((select given_to_me())::bigint[])
         and submission_id <> all((select reviewed_by_me())::bigint[]) and i_may_review(id))
  with check (refused_at is not null);

-- A review: seen by the person who gave it; by the other reader once they have given theirs; by those who prepare the
-- event, save of what they sent themselves, and of what was given to them to read and they have not reviewed while it
-- is undecided. It changes until the decision. Its authors read what is for them through `words_for_authors`, and
-- nobody's name.
grant select, insert, update (advice, for_organisers, for_authors, at) on calls_review to entrepairs_person;
create policy seen on calls_review for select to entrepairs_person using (exists (
  select from calls_reviewassignment r where r.id = reading_id and (
    r.reader_id = any((select me_as_reader())::bigint[])
    or (r.submission_id <> all((select my_submissions())::bigint[]) and (
      r.submission_id = any((select reviewed_by_me())::bigint[])
      or ((r.submission_id <> all((select given_to_me())::bigint[]) or exists (select from calls_submissiondecision d
          where d.submission_id = r.submission_id))
          and exists (select from calls_submission s
            where s.id = r.submission_id and s.call_id = any((select my_calls())::bigint[]))))))));
create policy give on calls_review for insert to entrepairs_person with check (i_may_review(reading_id));
create policy change on calls_review for update to entrepairs_person using (i_may_review(reading_id))
  with check (i_may_review(reading_id));

-- A decision: taken by those who prepare the event, about what others sent. Its authors, and those who read it, see
-- it once it has been told; then it stays, but for those on the waiting list.
grant select, insert, update (outcome, kind_id, at, words, told_at, talk_id) on calls_submissiondecision
  to entrepairs_person;
create policy seen on calls_submissiondecision for select to entrepairs_person using (
  (told_at is not null and
    (submission_id = any((select my_submissions())::bigint[]) or submission_id = any((select given_to_me())::bigint[])))
  or (submission_id <> all((select my_submissions())::bigint[])
      and exists (select from calls_submission s
        where s.id = submission_id and s.call_id = any((select my_calls())::bigint[]))));
create policy decide on calls_submissiondecision for insert to entrepairs_person with check (
  i_judge(submission_id) and told_at is null and talk_id is null
  and exists (select from calls_submission s where s.id = submission_id and s.state = 'sent'));
create policy change on calls_submissiondecision for update to entrepairs_person using (i_judge(submission_id))
  with check (i_judge(submission_id));

grant select, insert, update, delete on calls_submissionkind to entrepairs_person;
create policy seen on calls_submissionkind for select to entrepairs_person using (
  exists (select from calls_call c where c.id = call_id));
create policy add on calls_submissionkind for insert to entrepairs_person
  with check (call_id = any((select my_calls())::bigint[]));
create policy change on calls_submissionkind for update to entrepairs_person
  using (call_id = any((select my_calls())::bigint[])) with check (call_id = any((select my_calls())::bigint[]));
create policy remove on calls_submissionkind for delete to entrepairs_person
  using (call_id = any((select my_calls())::bigint[]));
grant select, insert, update, delete on calls_question to entrepairs_person;
create policy seen on calls_question for select to entrepairs_person using (
  exists (select from calls_call c where c.id = call_id));
create policy add on calls_question for insert to entrepairs_person
  with check (call_id = any((select my_calls())::bigint[]));
create policy change on calls_question for update to entrepairs_person
  using (call_id = any((select my_calls())::bigint[])) with check (call_id = any((select my_calls())::bigint[]));
create policy remove on calls_question for delete to entrepairs_person
  using (call_id = any((select my_calls())::bigint[]));
grant select, insert, update, delete on calls_decisionletter to entrepairs_person;
create policy seen on calls_decisionletter for select to entrepairs_person using (
  call_id = any((select my_calls())::bigint[]));
create policy add on calls_decisionletter for insert to entrepairs_person
  with check (call_id = any((select my_calls())::bigint[]));
create policy change on calls_decisionletter for update to entrepairs_person
  using (call_id = any((select my_calls())::bigint[])) with check (call_id = any((select my_calls())::bigint[]));
create policy remove on calls_decisionletter for delete to entrepairs_person
  using (call_id = any((select my_calls())::bigint[]));

create policy seen on calls_submitter for select to entrepairs_person using (
  submission_id = any((select my_submissions())::bigint[]) or exists (
    select from calls_submission s where s.id = submission_id and s.state <> 'draft'
      and s.call_id = any((select my_calls())::bigint[])
      and (s.call_id <> all((select calls_i_read())::bigint[]) or exists (select from calls_submissiondecision d
        where d.submission_id = s.id and d.told_at is not null))));
create policy seen on calls_submissionauthor for select to entrepairs_person using (
  submission_id = any((select my_submissions())::bigint[]) or exists (
    select from calls_submission s where s.id = submission_id and s.state <> 'draft'
      and s.call_id = any((select my_calls())::bigint[])
      and (s.call_id <> all((select calls_i_read())::bigint[]) or exists (select from calls_submissiondecision d
        where d.submission_id = s.id and d.told_at is not null))));
create policy seen on calls_answer for select to entrepairs_person using (
  submission_id = any((select my_submissions())::bigint[]) or exists (
    select from calls_submission s where s.id = submission_id and s.state <> 'draft'
      and s.call_id = any((select my_calls())::bigint[])
      and (s.call_id <> all((select calls_i_read())::bigint[]) or exists (select from calls_submissiondecision d
        where d.submission_id = s.id and d.told_at is not null))));

-- Who may call them; nobody else may.
grant execute on function
  my_calls, my_submissions, me_as_reader, calls_i_read, given_to_me, reviewed_by_me, call_is_open,
  saw_names, i_may_write, i_judge, i_may_review to entrepairs_person;
