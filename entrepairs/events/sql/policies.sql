-- An event, once published (and cancelled ones, so that nobody travels for nothing), is seen by everyone; before, by
-- the circle that prepares it. That circle writes it; none deletes it.
grant select, insert,
  update (series_id, kind, state, title_fr, title_en, about_fr, about_en, for_whom_fr, for_whom_en, starts_on, ends_on,
  title_other, about_other, other_language, time_zone, language, venue, place_id, link, online, sign_language,
  captions, step_free, quiet_room, registers,
    capacity, published_at, changed_at)
  on events_event to entrepairs_person;
create policy seen on events_event for select to entrepairs_person using (
  state <> 'draft' or circle_id = any((select my_circles())::bigint[]));
-- What a decision hides, its organisers alone read, until its day.
create policy hidden_by_decision on events_event as restrictive for select to entrepairs_person using (
  key <> all((select hidden_things('event'))::text[]) or circle_id = any((select my_circles())::bigint[]));
create policy prepare on events_event for insert to entrepairs_person with check (
  state = 'draft' and circle_id = any((select my_circles())::bigint[])
  and exists (select from people_circle c where c.id = circle_id and c.kind = 'event' and c.key = events_event.key));
create policy change on events_event for update to entrepairs_person
  using (circle_id = any((select my_circles())::bigint[]));

-- Its last day, where it takes place, is not over.
create function is_to_come(ends_on date, time_zone text) returns boolean language sql stable as
$$ select ends_on >= (statement_timestamp() at time zone time_zone)::date $$;

-- Something may still be asked of people for it: it is neither cancelled nor over. For an event that one sees.
create function takes_place(event bigint) returns boolean language sql stable as
$$ select exists (select from events_event e where e.id = event and e.state <> 'cancelled'
     and is_to_come(e.ends_on, e.time_zone)) $$;

-- I prepare it. For single rows, and for those of one event.
create function i_prepare(event bigint) returns boolean language sql stable security definer
  set search_path = app, public, pg_temp as
$$ select exists (select from events_event e where e.id = event and e.circle_id = any((select my_circles())::bigint[]))
  $$;

-- What belongs to an event is seen by anyone who sees the event, and written by anyone who prepares it. The right to
-- write is never said "for all": it would be asked of each row that is read as well, by a function, before the cheap
-- question.
grant select, insert, update, delete on events_room to entrepairs_person;
create policy seen on events_room for select to entrepairs_person using (
  exists (select from events_event e where e.id = event_id));
create policy add on events_room for insert to entrepairs_person with check (i_prepare(event_id));
create policy change on events_room for update to entrepairs_person
  using (i_prepare(event_id)) with check (i_prepare(event_id));
create policy remove on events_room for delete to entrepairs_person using (i_prepare(event_id));
grant select, insert, update, delete on events_track to entrepairs_person;
create policy seen on events_track for select to entrepairs_person using (
  exists (select from events_event e where e.id = event_id));
create policy add on events_track for insert to entrepairs_person with check (i_prepare(event_id));
create policy change on events_track for update to entrepairs_person
  using (i_prepare(event_id)) with check (i_prepare(event_id));
create policy remove on events_track for delete to entrepairs_person using (i_prepare(event_id));
grant select, insert, update, delete on events_session to entrepairs_person;
create policy seen on events_session for select to entrepairs_person using (
  exists (select from events_event e where e.id = event_id));
create policy add on events_session for insert to entrepairs_person with check (i_prepare(event_id));
create policy change on events_session for update to entrepairs_person
  using (i_prepare(event_id)) with check (i_prepare(event_id));
create policy remove on events_session for delete to entrepairs_person using (i_prepare(event_id));
grant select, insert, update, delete on events_speaker to entrepairs_person;
create policy seen on events_speaker for select to entrepairs_person using (
  exists (select from events_event e where e.id = event_id));
create policy add on events_speaker for insert to entrepairs_person with check (i_prepare(event_id));
create policy change on events_speaker for update to entrepairs_person
  using (i_prepare(event_id)) with check (i_prepare(event_id));
create policy remove on events_speaker for delete to entrepairs_person using (i_prepare(event_id));
grant select, insert, update, delete on events_talk to entrepairs_person;
create policy seen on events_talk for select to entrepairs_person using (
  exists (select from events_event e where e.id = event_id));
create policy add on events_talk for insert to entrepairs_person with check (i_prepare(event_id));
create policy change on events_talk for update to entrepairs_person
  using (i_prepare(event_id)) with check (i_prepare(event_id));
create policy remove on events_talk for delete to entrepairs_person using (i_prepare(event_id));
grant select, insert, update, delete on events_material to entrepairs_person;
create policy seen on events_material for select to entrepairs_person using (
  exists (select from events_event e where e.id = event_id));
create policy add on events_material for insert to entrepairs_person with check (i_prepare(event_id));
create policy change on events_material for update to entrepairs_person
  using (i_prepare(event_id)) with check (i_prepare(event_id));
create policy remove on events_material for delete to entrepairs_person using (i_prepare(event_id));

-- Its rooms, tracks, sessions, talks and speakers are of one and the same event: what points from one to another is
-- checked below, because a policy would have to be said for each of them.
grant select, insert, update ("order"), delete on events_sessionchair, events_talkspeaker to entrepairs_person;
grant update (collides) on events_talkspeaker to entrepairs_person;
create policy seen on events_sessionchair for select to entrepairs_person
  using (exists (select from events_session s where s.id = session_id));
create policy add on events_sessionchair for insert to entrepairs_person with check (
  exists (select from events_session s where s.id = session_id and i_prepare(s.event_id)));
create policy change on events_sessionchair for update to entrepairs_person using (
  exists (select from events_session s where s.id = session_id and i_prepare(s.event_id))) with check (
  exists (select from events_session s where s.id = session_id and i_prepare(s.event_id)));
create policy remove on events_sessionchair for delete to entrepairs_person using (
  exists (select from events_session s where s.id = session_id and i_prepare(s.event_id)));
create policy seen on events_talkspeaker for select to entrepairs_person
  using (exists (select from events_talk t where t.id = talk_id));
create policy add on events_talkspeaker for insert to entrepairs_person with check (
  exists (select from events_talk t where t.id = talk_id and i_prepare(t.event_id)));
create policy change on events_talkspeaker for update to entrepairs_person using (
  exists (select from events_talk t where t.id = talk_id and i_prepare(t.event_id))) with check (
  exists (select from events_talk t where t.id = talk_id and i_prepare(t.event_id)));
create policy remove on events_talkspeaker for delete to entrepairs_person using (
  exists (select from events_talk t where t.id = talk_id and i_prepare(t.event_id)));

-- My own programme is mine; of sessions that I may see.
grant select, insert, delete on events_bookmark to entrepairs_person;
create policy mine on events_bookmark to entrepairs_person using (person_id = (select me())) with check (
  person_id = (select me()) and exists (select from events_session s where s.id = session_id));

-- What a published event has to be found by is put on the library's shelf by those who prepare it, at its own
-- address.
create function may_shelve_event(a_kind text, a_key text, a_path text) returns boolean language sql stable
  security definer set search_path = app, public, pg_temp as
$$ select exists (select from events_event e
  where e.state <> 'draft' and e.circle_id = any((select my_circles())::bigint[]) and case a_kind
     when 'event' then e.key = a_key and a_path = '/events/' || a_key || '/'
     when 'session' then a_path = '/events/session/' || a_key || '/'
       and exists (select from events_session s where s.event_id = e.id and s.key = a_key)
     when 'talk' then a_path = '/events/talk/' || a_key || '/'
       and exists (select from events_talk t where t.event_id = e.id and t.key = a_key)
     else false end) $$;

-- Anyone who prepares an event asks somebody they may see, and across no block: to prepare it with them, or whether
-- that speaker is them. All who prepare it see whom was asked, and take it back. Anyone who is asked sees it until they
-- say no; their no is theirs alone: for the others nothing has changed.
grant select, insert, delete on events_eventinvitation to entrepairs_person;
create function my_declined() returns bigint[] language sql stable security definer
  set search_path = app, public, pg_temp as
$$ select coalesce(array_agg(asking_id), '{}') from events_declinedeventinvitation where person_id = me() $$;
-- A no is silent: nobody is asked again and again by taking back what was asked, nor by writing a
-- second line for the same speaker. The ledger keeps each asking, this one among them, for each of those who prepare
-- the event.
create function asked_twice_lately(event bigint, who bigint, speaks boolean) returns boolean language sql stable
  security definer set search_path = app, public, pg_temp as
$$ select i_prepare(asked_twice_lately.event) and 2 <= (select count(*) from ledger_deed d
     where d.about_person = who and d.room = 'events' and d.at > statement_timestamp() - interval '30 days'
       and d.verb = case when speaks then 'ask_speaker' else 'ask_organiser' end
       and d.object_key = (select e.key from events_event e where e.id = asked_twice_lately.event)) $$;
create policy seen on events_eventinvitation for select to entrepairs_person using (
  (person_id = (select me()) and id <> all((select my_declined())::bigint[])
    and by_id <> all((select blocked_by_me())::bigint[]))
  or (person_id is distinct from (select me()) and i_prepare(event_id)));
create policy ask on events_eventinvitation for insert to entrepairs_person with check (
  by_id = (select me()) and i_prepare(event_id) and may_be_asked(person_id)
    and not asked_twice_lately(event_id, person_id, speaker_id is not null)
    and exists (select from people_person p where p.id = person_id)
  and (speaker_id is null
    or exists (select from events_speaker s
      where s.id = speaker_id and s.event_id = events_eventinvitation.event_id and s.person_id is null)));
create policy take_back on events_eventinvitation for delete to entrepairs_person
  using (person_id = (select me()) or i_prepare(event_id));
grant select, insert on events_declinedeventinvitation to entrepairs_person;
create policy mine on events_declinedeventinvitation for select to entrepairs_person using (person_id = (select me()));
create policy say_no on events_declinedeventinvitation for insert to entrepairs_person with check (
  person_id = (select me())
    and exists (select from events_eventinvitation a where a.id = asking_id and a.person_id = (select me())));

-- What is asked of me: the event that it is about may be in preparation still, and is named to me for that.
create function asked_of_me()
returns table (id bigint, key varchar, asked_at timestamptz, event_id bigint, event_key varchar,
  title_fr varchar, title_en varchar, kind varchar, starts_on date, by_id bigint, speaker_id bigint, speaker varchar,
    circle_id bigint)
language sql stable security definer set search_path = app, public, pg_temp as
$$ select a.id, a.key, a.asked_at, e.id, e.key, e.title_fr, coalesce(nullif(e.title_en, ''), e.title_other), e.kind,
  e.starts_on, a.by_id, s.id, s.name, e.circle_id
   from events_eventinvitation a join events_event e on e.id = a.event_id
     left join events_speaker s on s.id = a.speaker_id
   where a.person_id = me() and a.id <> all((select my_declined())::bigint[])
     and a.by_id <> all((select blocked_by_me())::bigint[]) $$;

-- Who may call them; nobody else may.
grant execute on function
  is_to_come, takes_place, i_prepare, may_shelve_event, my_declined, asked_twice_lately,
  asked_of_me to entrepairs_person;
