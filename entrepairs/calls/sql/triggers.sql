-- A speaker says who they are here by their own yes: nobody is linked to a programme by another, and the person who is
-- linked chose their name. (A person hat writes there its own number, or nothing; or that of an author who said so
-- when their contribution was accepted.)
create function speaker_is_linked_by_themselves() returns trigger language plpgsql
  set search_path = app, public, pg_temp as $$
begin
  if current_user = 'entrepairs_person' and new.person_id is not null and new.person_id is distinct from me()
     and (tg_op = 'INSERT' or new.person_id is distinct from old.person_id)
       and not said_yes_to_speak(new.event_id, new.person_id) then
    raise insufficient_privilege using message = 'nobody is linked to a programme by another';
  end if;
  if current_user = 'entrepairs_person' and tg_op = 'UPDATE' and old.person_id is distinct from me()
    and new.person_id is not null
     and new.name <> old.name then
    raise insufficient_privilege using message = 'the person who is linked chose their name';
  end if;
  return new;
end $$;

-- What may change of it, and when: its words while the call is open; withdrawn at any time, and then for good; its
-- authors come when they have been told that it is accepted, while the event is to take place.
create function submission_changes() returns trigger language plpgsql set search_path = app, public, pg_temp as $$
begin
  if current_user <> 'entrepairs_person' then
    return new;
  end if;
  if old.state = 'withdrawn' or (new.state = 'draft' and old.state = 'sent') then
    raise insufficient_privilege using message = 'no way back';
  end if;
  if new.state = 'withdrawn' then
    new.title := old.title; new.kind_id := old.kind_id; new.language := old.language;
    new.summary := ''; new.comes_at := null;
  elsif row(new.title, new.summary, new.kind_id, new.language, new.answer_in, new.state, new.sent_at)
        is distinct from row(old.title, old.summary, old.kind_id, old.language, old.answer_in, old.state, old.sent_at)
        and not call_is_open(new.call_id) then
    raise insufficient_privilege using message = 'the call is closed';
  end if;
  if new.comes_at is distinct from old.comes_at and new.comes_at is not null and not exists (
       select from calls_submissiondecision d join calls_call c on c.id = new.call_id
         where d.submission_id = new.id and d.outcome = 'accepted' and d.told_at is not null
           and takes_place(c.event_id)) then
    raise insufficient_privilege using message = 'not accepted, or it does not take place';
  end if;
  return new;
end $$;
create trigger changes before update on calls_submission for each row execute function submission_changes();
create function reader_answers() returns trigger language plpgsql set search_path = app, public, pg_temp as $$
begin
  if current_user = 'entrepairs_person' and (
       (row(new.accepted_at, new.declined_at) is distinct from row(old.accepted_at, old.declined_at)
        and (new.person_id is distinct
          from me() or old.accepted_at is not null or old.declined_at is not null or old.ended_at is not null))
       or (old.ended_at is not null and new.ended_at is distinct from old.ended_at)) then
    raise insufficient_privilege using message = 'each answers for themselves, once';
  end if;
  return new;
end $$;
create trigger answers before update on calls_reader for each row execute function reader_answers();
create function decision_changes() returns trigger language plpgsql set search_path = app, public, pg_temp as $$
begin
  if current_user = 'entrepairs_person' and old.told_at is not null and old.outcome <> 'waiting'
     and row(new.outcome, new.kind_id, new.words, new.told_at) is distinct
       from row(old.outcome, old.kind_id, old.words, old.told_at) then
    raise insufficient_privilege using message = 'its authors were told';
  end if;
  return new;
end $$;
create trigger changes before update on calls_submissiondecision for each row execute function decision_changes();

-- Nothing of one call hangs on something of another.
create function of_one_call() returns trigger language plpgsql security definer
  set search_path = app, public, pg_temp as $$
declare
  new_row jsonb := to_jsonb(new);
  call bigint;
begin
  call := coalesce((new_row->>'call_id')::bigint,
    (select s.call_id from calls_submission s where s.id = (new_row->>'submission_id')::bigint));
  if not ((new_row->>'kind_id' is null
    or exists (select from calls_submissionkind k where k.id = (new_row->>'kind_id')::bigint and k.call_id = call))
      and (new_row->>'question_id' is null
        or exists (select from calls_question q where q.id = (new_row->>'question_id')::bigint and q.call_id = call))
      and (new_row->>'reader_id' is null
        or exists (select from calls_reader r where r.id = (new_row->>'reader_id')::bigint and r.call_id = call))
      and (new_row->>'talk_id' is null or exists (select from events_talk t join calls_call c on c.event_id = t.event_id
                                                   where t.id = (new_row->>'talk_id')::bigint and c.id = call))) then
    raise insufficient_privilege using message = 'of another call';
  end if;
  return new;
end $$;
create trigger of_one_call before insert or update on calls_submission for each row execute function of_one_call();
create trigger of_one_call before insert or update on calls_answer for each row execute function of_one_call();
create trigger of_one_call before insert or update on calls_reviewassignment for each row
  execute function of_one_call();
create trigger of_one_call before insert or update on calls_submissiondecision for each row
  execute function of_one_call();
-- Whatever answers closes what was told.
create trigger closes_notices after update or delete on calls_reader for each row
  execute function close_notices('read', 'array[($1).key]');
create trigger closes_notices after update of refused_at or delete on calls_reviewassignment for each row
  execute function close_notices('read', 'array(select key from calls_reader where id = ($1).reader_id)');
create trigger closes_notices after insert on calls_review for each row
  execute function close_notices('read', 'array(select r.key from calls_reader r
    join calls_reviewassignment g on g.reader_id = r.id where g.id = ($1).reading_id)');
create trigger closes_notices after update of state, comes_at on calls_submission for each row
  execute function close_notices('read decision', 'array(select r.key from calls_reader r
    join calls_reviewassignment g on g.reader_id = r.id where g.submission_id = ($1).id) || array[($1).key]');
create trigger closes_notices after update or delete on calls_submissiondecision for each row
  execute function close_notices('read decision', 'array(select r.key from calls_reader r
    join calls_reviewassignment g on g.reader_id = r.id where g.submission_id = ($1).submission_id)
    || array(select s.key from calls_submission s where s.id = ($1).submission_id)');
