create function my_voices() returns bigint[] language sql stable security definer
  set search_path = app, public, pg_temp as
$$ select coalesce(array_agg(voice_id), '{}') from recordings_consentrequest
  where person_id = me() or digest = held_door() $$;
create function heard_in() returns bigint[] language sql stable security definer
  set search_path = app, public, pg_temp as
$$ select coalesce(array_agg(resource_id), '{}') from recordings_voice
  where heard and id = any((select my_voices())::bigint[]) $$;

-- I prepare the recording that this voice is heard in. For single rows.
create function prepares_voice(voice bigint) returns boolean language sql stable security definer
  set search_path = app, public, pg_temp as
$$ select exists (select from recordings_voice v where v.id = voice and may_change_resource(v.resource_id)) $$;

-- A voice, by the name it chose, is seen by anyone who sees the recording; once it was cut, by those who prepare it and
-- by itself. Those who prepare it name the voices; one that was asked is not taken away by them, nor renamed once it
-- answered. (Else a refusal would be got rid of by forgetting who refused.) A voice changes its own name.
grant select, insert, update ("order", name, starts, ends), delete on recordings_voice to entrepairs_person;
create policy seen on recordings_voice for select to entrepairs_person using (
  (heard and exists (select from library_resource r where r.id = resource_id))
  or id = any((select my_voices())::bigint[]) or may_change_resource(resource_id));
create policy name_it on recordings_voice for insert to entrepairs_person
  with check (heard and may_change_resource(resource_id));
create policy change on recordings_voice for update to entrepairs_person
  using (id = any((select my_voices())::bigint[]) or may_change_resource(resource_id));
create policy remove on recordings_voice for delete to entrepairs_person
  using (may_change_resource(resource_id) and not exists (
    select from recordings_consent c where c.voice_id = recordings_voice.id));

-- How a voice is reached is known to those who prepare the recording, and to that voice. They ask somebody whom they
-- see, across no block; once that person has said "it is me", nobody else is put in their place.
grant select, insert, update (person_id, digest, turn, mail, language) on recordings_consentrequest
  to entrepairs_person;
create policy seen on recordings_consentrequest for select to entrepairs_person using (
  person_id = (select me()) or digest = (select held_door()) or prepares_voice(voice_id));
create policy reach on recordings_consentrequest for insert to entrepairs_person with check (
  prepares_voice(voice_id) and said_at is null and told_at is null
  and (person_id is null or may_be_asked(person_id) and exists (select from people_person p where p.id = person_id)));
create policy change on recordings_consentrequest for update to entrepairs_person using (prepares_voice(voice_id))
  with check (
  prepares_voice(voice_id)
    and (person_id is null or said_at is not null
      or may_be_asked(person_id) and exists (select from people_person p where p.id = person_id)));

-- What a voice answered is known to itself and to those who prepare the recording. It is written through the
-- functions below alone, each answer once, the former ones kept.
grant select on recordings_consent to entrepairs_person;
create policy seen on recordings_consent for select to entrepairs_person
  using (voice_id = any((select my_voices())::bigint[]) or prepares_voice(voice_id));

-- What is to be cut is seen by those who prepare the recording, and by the voice. The line is written by the
-- withdrawal itself.
grant select on recordings_cut to entrepairs_person;
create policy seen on recordings_cut for select to entrepairs_person
  using (voice_id = any((select my_voices())::bigint[]) or prepares_voice(voice_id));

-- A paragraph of something published for everyone is found in the search, at its second; it leaves the index with the
-- recording, or when it is written again.
create function may_shelve_segment(a_kind text, a_key text, a_path text) returns boolean language sql stable
  security definer set search_path = app, public, pg_temp as
$$ select exists (select from recordings_segment s join library_resource r on r.id = s.resource_id
  where a_kind = 'segment' and s.key = a_key
     and a_path ~ ('^/library/' || r.key || '/\?t=[0-9]+#t-[0-9]+$') and r.state = 'published' and r.audience = 5
       and may_change_resource(r.id)) $$;

-- Captions, paragraphs of the transcript and chapters are seen by anyone who sees the recording, and written by those
-- who prepare it.
grant select, insert, update, delete on recordings_captions to entrepairs_person;
create policy seen on recordings_captions for select to entrepairs_person using (
  exists (select from library_resource r where r.id = resource_id));
create policy add on recordings_captions for insert to entrepairs_person with check (may_change_resource(resource_id));
create policy change on recordings_captions for update to entrepairs_person
  using (may_change_resource(resource_id)) with check (may_change_resource(resource_id));
create policy remove on recordings_captions for delete to entrepairs_person using (may_change_resource(resource_id));
grant select, insert, update, delete on recordings_segment to entrepairs_person;
create policy seen on recordings_segment for select to entrepairs_person using (
  exists (select from library_resource r where r.id = resource_id));
create policy add on recordings_segment for insert to entrepairs_person with check (may_change_resource(resource_id));
create policy change on recordings_segment for update to entrepairs_person
  using (may_change_resource(resource_id)) with check (may_change_resource(resource_id));
create policy remove on recordings_segment for delete to entrepairs_person using (may_change_resource(resource_id));
grant select, insert, update, delete on recordings_chapter to entrepairs_person;
create policy seen on recordings_chapter for select to entrepairs_person using (
  exists (select from library_resource r where r.id = resource_id));
create policy add on recordings_chapter for insert to entrepairs_person with check (may_change_resource(resource_id));
create policy change on recordings_chapter for update to entrepairs_person
  using (may_change_resource(resource_id)) with check (may_change_resource(resource_id));
create policy remove on recordings_chapter for delete to entrepairs_person using (may_change_resource(resource_id));

-- Who may call them; nobody else may.
grant execute on function
  my_voices, heard_in, prepares_voice, may_shelve_segment to entrepairs_person;
