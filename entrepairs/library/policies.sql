-- Series are public. Whoever coordinates an organisation may begin one, and change its words.
grant select, insert (key, slug, title_fr, title_en, about_fr, about_en), update (title_fr, title_en, about_fr, about_en)
  on library_series to entrepairs_person;
create policy public on library_series for select to entrepairs_person using (true);
create policy begin on library_series for insert to entrepairs_person with check ((select my_coordinations())::bigint[] <> '{}');
create policy coordinated on library_series for update to entrepairs_person using ((select my_coordinations())::bigint[] <> '{}');

-- Whose own a thing is, is known to that person alone, and said before the thing is there.
grant select, insert on library_resourceowner to entrepairs_person;
create policy mine on library_resourceowner for select to entrepairs_person using (person_id = (select me()));
create or replace function is_there_already(resource bigint) returns boolean language sql stable security definer set search_path = public, pg_temp as
$$ select exists (select from library_resource where id = resource) $$;
create policy say_mine on library_resourceowner for insert to entrepairs_person with check (
  person_id = (select me()) and not is_there_already(resource_id));
create or replace function my_kept() returns bigint[] language sql stable security definer set search_path = public, pg_temp as
$$ select coalesce(array_agg(resource_id), '{}') from library_resourceowner where person_id = me() $$;
-- I may change it: whose own it is; the circle that prepares it; without one, the coordinators of the organisation that
-- keeps it. For single rows.
create or replace function may_change_resource(resource bigint) returns boolean language sql stable security definer set search_path = public, pg_temp as
$$ select exists (select from library_resource r where r.id = resource and case
     when r.own then r.id = any((select my_kept())::bigint[])
     when r.circle_id is not null then r.circle_id = any((select my_circles())::bigint[])
     else r.organisation_id = any((select my_coordinations())::bigint[]) end) $$;

-- A resource, once published, is seen by its audience: everyone, the network, the people of the organisation that keeps
-- it, the circle that prepared it. In preparation or withdrawn, by whoever may change it. None deletes it.
-- An easy-to-read version is made by whoever may change the thing itself.
grant select, insert, update (kind, state, audience, series_id, title_fr, title_en, summary_fr, summary_en, text, language, dated, publisher,
  licence, url, easy_of_id, published_at, changed_at) on library_resource to entrepairs_person;
create policy seen on library_resource for select to entrepairs_person using (
  (state = 'published' and (audience >= 5 or (audience >= 4 and (select me()) is not null)
    or (audience >= 3 and organisation_id = any((select my_organisations())::bigint[]))))
  or (own and id = any((select my_kept())::bigint[]))
  or (not own and circle_id = any((select my_circles())::bigint[]))
  or (not own and circle_id is null and organisation_id = any((select my_coordinations())::bigint[])));
create policy prepare on library_resource for insert to entrepairs_person with check (
  state = 'draft' and (easy_of_id is null or may_change_resource(easy_of_id)) and case
  when own then id = any((select my_kept())::bigint[]) and (organisation_id is null or organisation_id = any((select my_organisations())::bigint[]))
  when circle_id is not null then circle_id = any((select my_circles())::bigint[])
    and organisation_id is not distinct from (select c.organisation_id from people_circle c where c.id = circle_id)
  else organisation_id = any((select my_coordinations())::bigint[]) end);
create policy change on library_resource for update to entrepairs_person using (may_change_resource(id))
  with check (easy_of_id is null or may_change_resource(easy_of_id));

-- Its authors and subjects are seen by whoever sees it, and written by whoever may change it.
grant select, insert, update, delete on library_author, library_subject to entrepairs_person;
create policy seen on library_author for select to entrepairs_person using (exists (select from library_resource r where r.id = resource_id));
create policy write on library_author to entrepairs_person using (may_change_resource(resource_id)) with check (may_change_resource(resource_id)
  and (person_id is null or person_id = (select me())));
create policy seen on library_subject for select to entrepairs_person using (exists (select from library_resource r where r.id = resource_id));
create policy write on library_subject to entrepairs_person using (may_change_resource(resource_id)) with check (may_change_resource(resource_id));

-- That an author is somebody here is said by that person, or asked by whoever may change the thing, of a person they may see
-- and across no block; never of what is somebody's own, which leads to nobody. Seen by both sides, and gone once the other
-- confirmed it. A no is seen by whoever said it: for the other nothing has changed.
grant select, insert, delete on library_authorshipclaim to entrepairs_person;
create or replace function my_unclaimed() returns bigint[] language sql stable security definer set search_path = public, pg_temp as
$$ select coalesce(array_agg(claim_id), '{}') from library_declinedclaim where person_id = me() $$;
create or replace function may_change_author(author bigint) returns boolean language sql stable security definer set search_path = public, pg_temp as
$$ select exists (select from library_author a join library_resource r on r.id = a.resource_id
                  where a.id = author and not r.own and may_change_resource(r.id)) $$;
create policy seen on library_authorshipclaim for select to entrepairs_person using (
  id <> all((select my_unclaimed())::bigint[]) and person_id <> all((select my_blocks())::bigint[]) and by_id <> all((select my_blocks())::bigint[])
  and (person_id = (select me()) or may_change_author(author_id)));
create policy claim on library_authorshipclaim for insert to entrepairs_person with check (
  by_id = (select me()) and page_is_open(person_id) and exists (select from people_person p where p.id = person_id)
  and exists (select from library_author a join library_resource r on r.id = a.resource_id
              where a.id = author_id and a.person_id is null and not r.own and r.state = 'published')
  and (person_id = (select me()) or may_change_author(author_id)));
create policy take_back on library_authorshipclaim for delete to entrepairs_person using (person_id = (select me()) or may_change_author(author_id));
grant select, insert on library_declinedclaim to entrepairs_person;
create policy mine on library_declinedclaim for select to entrepairs_person using (person_id = (select me()));
create policy say_no on library_declinedclaim for insert to entrepairs_person with check (
  person_id = (select me()) and exists (select from library_authorshipclaim c where c.id = claim_id));
create or replace function forget_claims() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  delete from library_authorshipclaim where author_id = old.id;
  return old;
end $$;
create or replace trigger forget_claims before delete on library_author for each row execute function forget_claims();
create or replace function forget_unclaimed() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  delete from library_declinedclaim where claim_id = old.id;
  return old;
end $$;
create or replace trigger forget_unclaimed before delete on library_authorshipclaim for each row execute function forget_unclaimed();
-- The other side's yes: of whoever was asked, under the name they choose; or of whoever may change the thing, under the name
-- that was claimed. Then the claims of that author are over.
create or replace function confirm_claim(claim bigint, chosen varchar) returns boolean language plpgsql security definer set search_path = public, pg_temp as $$
declare c library_authorshipclaim;
begin
  select * into c from library_authorshipclaim where id = confirm_claim.claim for update;
  if c.id is null or me() is null or c.id = any(my_unclaimed()) or c.by_id = any(my_blocks()) or c.person_id = any(my_blocks())
     or not (case when c.by_id = c.person_id then c.person_id <> me() and may_change_author(c.author_id) else c.person_id = me() end) then
    return false;
  end if;
  update library_author set person_id = c.person_id, name = case when c.by_id = c.person_id then c.name else confirm_claim.chosen end
    where id = c.author_id and person_id is null;
  delete from library_authorshipclaim where author_id = c.author_id;
  return true;
end $$;
-- Whoever is linked changes the name shown, or takes the link back.
create or replace function i_made(author bigint, chosen varchar, linked boolean) returns boolean language sql security definer set search_path = public, pg_temp as
$$ with done as (update library_author a set name = i_made.chosen, person_id = case when linked then me() end
     where a.id = i_made.author and a.person_id = me() returning 1) select exists (select from done) $$;

-- A file is seen by whoever sees the thing that it is of, once it has been checked; until then, and when it was refused, by
-- those who may change that thing. They announce it, send it, name and order it, and delete it. What it is (its type, place,
-- length) and that it may be served is written by the check alone. (A rule for some files only, such as the consent of those
-- who are heard, comes as a restrictive policy beside this one: both must then hold.)
grant select, insert, delete, update (use, "order", name, language, received, replaces_id) on library_file to entrepairs_person;
create policy seen on library_file for select to entrepairs_person using (
  exists (select from library_resource r where r.id = resource_id) and (state = 'ready' or may_change_resource(resource_id)));
create or replace function is_file_of(file bigint, resource bigint) returns boolean language sql stable security definer set search_path = public, pg_temp as
$$ select exists (select from library_file f where f.id = file and f.resource_id = resource) $$;
create policy announce on library_file for insert to entrepairs_person with check (
  may_change_resource(resource_id) and state = 'coming' and received = 0 and media_type = '' and sha256 = '' and duration is null
  and (replaces_id is null or is_file_of(replaces_id, resource_id)));
create policy send on library_file for update to entrepairs_person using (may_change_resource(resource_id)) with check (
  may_change_resource(resource_id) and (replaces_id is null or is_file_of(replaces_id, resource_id)));
create policy remove on library_file for delete to entrepairs_person using (may_change_resource(resource_id));

-- How many bytes are kept by those who keep this thing: an organisation, else a circle, else one person. For those who may add
-- to them.
create or replace function kept_bytes_with(resource bigint) returns bigint language sql stable security definer set search_path = public, pg_temp as
$$ select coalesce(sum(f.size), 0)::bigint from library_resource mine
     join library_resource r on case
       when mine.organisation_id is not null then r.organisation_id = mine.organisation_id
       when mine.own then r.organisation_id is null and r.id in (select k.resource_id from library_resourceowner k
         where k.person_id = (select person_id from library_resourceowner where resource_id = mine.id))
       else r.circle_id = mine.circle_id end
     join library_file f on f.resource_id = r.id and f.state <> 'refused'
   where mine.id = resource and may_change_resource(mine.id) $$;

-- That something was withdrawn is public; what it was is not. The database says it as soon as a thing is not for everyone any
-- more, or may not be copied by others any more, whoever did that; and takes it back when it may be again.
grant select on library_withdrawal to entrepairs_person;
create policy public on library_withdrawal for select to entrepairs_person using (true);
create or replace function says_withdrawn() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  was boolean := old.state = 'published' and old.audience = 5;
  now_is boolean := new.state = 'published' and new.audience = 5;
begin
  if (was and not now_is) or (was and old.yes_harvest and not new.yes_harvest) then
    insert into library_withdrawal (key, series_id, at) values (new.key, new.series_id, clock_timestamp())
      on conflict (key) do update set at = excluded.at, series_id = excluded.series_id;
  elsif now_is and new.yes_harvest and not (was and old.yes_harvest) then
    delete from library_withdrawal where key = new.key;
  end if;
  return null;
end $$;
create or replace trigger says_withdrawn after update of state, audience, yes_harvest on library_resource for each row
  execute function says_withdrawn();

-- What the search finds is public, all of it: nothing gets there that is not. An entry of the library is written by whoever
-- may change the resource, and only while that one is published for everyone. The rooms above say the same of theirs.
grant select, insert, update, delete on search_entry to entrepairs_person;
create policy public on search_entry for select to entrepairs_person using (true);
create or replace function may_shelve_resource(a_kind text, a_key text, a_path text) returns boolean language sql stable security definer set search_path = public, pg_temp as
$$ select exists (select from library_resource r where r.key = a_key and r.kind = a_kind and a_path = '/library/' || r.key || '/'
     and r.state = 'published' and r.audience = 5 and may_change_resource(r.id)) $$;
create policy shelve on search_entry for insert to entrepairs_person with check (may_shelve_resource(kind, key, path));
create policy reshelve on search_entry for update to entrepairs_person using (may_shelve_resource(kind, key, path))
  with check (may_shelve_resource(kind, key, path));
create policy unshelve on search_entry for delete to entrepairs_person using (
  exists (select from library_resource r where r.key = search_entry.key and r.kind = search_entry.kind and may_change_resource(r.id)));
-- Whatever takes a thing from the public takes its entry with it, whoever forgot to.
create or replace function leaves_the_shelf() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  delete from search_entry where kind = old.kind and key = old.key;
  delete from search_entry where kind = 'segment' and key in (select s.key from recordings_segment s where s.resource_id = old.id);
  return null;
end $$;
create or replace trigger leaves_the_shelf after update of state, audience, kind on library_resource for each row
  when (new.state <> 'published' or new.audience < 5 or new.kind <> old.kind) execute function leaves_the_shelf();
create or replace trigger gone_from_the_shelf after delete on library_resource for each row execute function leaves_the_shelf();

-- The words of the entries, counted as these come and go: public as they are.
grant select on search_indexedword to entrepairs_person;
create policy public on search_indexedword for select to entrepairs_person using (true);
-- (Nothing is set for this function, so that it is written out where it is called: five times as fast for hundreds of moments.)
drop function if exists words_of_entry(search_entry);
create or replace function words_said_by(e search_entry) returns setof text language sql stable as
$$ select w from unnest(tsvector_to_array(to_tsvector('pg_catalog.simple', public.library_plain(
     left(concat_ws(' ', e.title_fr, e.title_en, e.names, e.text_fr, e.text_en), 300000))))) w
   where length(w) between 4 and 40 and w !~ '[0-9]' $$;
-- Counted once a statement: a recording comes and goes with hundreds of moments.
create or replace function count_words(words text[], changes int[]) returns void language sql security definer set search_path = public, pg_temp as $$
  with change as materialized (
    select word, sum(n)::int as n from unnest(words, changes) c (word, n) group by word having sum(n) <> 0
  ), more as (
    insert into search_indexedword (word, uses) select word, n from change where n > 0 order by word
    on conflict (word) do update set uses = search_indexedword.uses + excluded.uses
  ), fewer as (
    update search_indexedword w set uses = w.uses + c.n from change c where c.n < 0 and w.word = c.word and w.uses + c.n > 0
  )
  delete from search_indexedword w using change c where c.n < 0 and w.word = c.word and w.uses + c.n <= 0
$$;
create or replace function counts_words() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if tg_op = 'INSERT' then
    perform count_words(array_agg(w), array_agg(1)) from since e, words_said_by(e) w;
  elsif tg_op = 'DELETE' then
    perform count_words(array_agg(w), array_agg(-1)) from before e, words_said_by(e) w;
  else
    perform count_words(array_agg(w), array_agg(n)) from (
      select 1 as n, w from since e, words_said_by(e) w
      union all select -1, w from before e, words_said_by(e) w) both_of;
  end if;
  return null;
end $$;
drop trigger if exists counts_words on search_entry;  -- the former one, of each row
create or replace trigger counts_new_words after insert on search_entry referencing new table as since
  for each statement execute function counts_words();
create or replace trigger counts_changed_words after update on search_entry referencing old table as before new table as since
  for each statement execute function counts_words();
create or replace trigger counts_old_words after delete on search_entry referencing old table as before
  for each statement execute function counts_words();
-- The moments of a recording leave with it.
create or replace function moments_leave() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  wholes text[] := array(select key from before where whole = '');
begin
  if exists (select from search_entry where whole <> '' and whole = any(wholes)) then  -- else it would go on for ever
    delete from search_entry where whole <> '' and whole = any(wholes);
  end if;
  return null;
end $$;
create or replace trigger moments_leave after delete on search_entry referencing old table as before
  for each statement execute function moments_leave();

-- RECORDINGS

-- By which way something is asked for: the podcast, copying by others; nothing: the pages. Said for one transaction by the
-- feeds and the harvest, which then see only what everyone heard in it agreed to for that way. (Those who prepare it copy it.)
create or replace function worn_channel() returns text language sql stable parallel safe as
$$ select nullif(current_setting('app.channel', true), '') $$;
create policy channel on library_resource as restrictive for select to entrepairs_person using (
  case (select worn_channel()) when 'feed' then yes_feed when 'harvest' then yes_harvest or may_change_resource(id) else true end);

-- The voices that are mine: put to me as a person, or those of the private address that I hold (its digest, said for one
-- transaction). Whoever is heard in a recording sees it before it is published, to listen before saying yes.
create or replace function held_door() returns text language sql stable parallel safe as
$$ select nullif(current_setting('app.door', true), '') $$;
create or replace function my_voices() returns bigint[] language sql stable security definer set search_path = public, pg_temp as
$$ select coalesce(array_agg(voice_id), '{}') from recordings_consentrequest where person_id = me() or digest = held_door() $$;
create or replace function heard_in() returns bigint[] language sql stable security definer set search_path = public, pg_temp as
$$ select coalesce(array_agg(resource_id), '{}') from recordings_voice where heard and id = any((select my_voices())::bigint[]) $$;
create policy heard on library_resource for select to entrepairs_person using (id = any((select heard_in())::bigint[]));
-- I prepare the recording that this voice is heard in. For single rows.
create or replace function prepares_voice(voice bigint) returns boolean language sql stable security definer set search_path = public, pg_temp as
$$ select exists (select from recordings_voice v where v.id = voice and may_change_resource(v.resource_id)) $$;
create or replace function was_asked(voice bigint) returns boolean language sql stable security definer set search_path = public, pg_temp as
$$ select exists (select from recordings_consent c where c.voice_id = voice) $$;
create or replace function has_answered(voice bigint) returns boolean language sql stable security definer set search_path = public, pg_temp as
$$ select exists (select from recordings_consent c where c.voice_id = voice and c.state <> 'asked') $$;

-- A voice, by the name it chose, is seen by whoever sees the recording; once it was cut, by those who prepare it and by
-- itself. Those who prepare it name the voices; one that was asked is not taken away by them, nor renamed once it answered.
-- (Else a refusal would be got rid of by forgetting who refused.) A voice changes its own name.
grant select, insert, update ("order", name, starts, ends), delete on recordings_voice to entrepairs_person;
create policy seen on recordings_voice for select to entrepairs_person using (
  (heard and exists (select from library_resource r where r.id = resource_id))
  or id = any((select my_voices())::bigint[]) or may_change_resource(resource_id));
create policy name_it on recordings_voice for insert to entrepairs_person with check (heard and may_change_resource(resource_id));
create policy change on recordings_voice for update to entrepairs_person using (id = any((select my_voices())::bigint[]) or may_change_resource(resource_id));
create policy remove on recordings_voice for delete to entrepairs_person using (may_change_resource(resource_id) and not was_asked(id));
create or replace function voice_chose_its_name() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if current_user = 'entrepairs_person' and new.name <> old.name and not old.id = any(my_voices()) and has_answered(old.id) then
    raise insufficient_privilege using message = 'a voice that answered has chosen its name';
  end if;
  return new;
end $$;
create or replace trigger chose_its_name before update of name on recordings_voice for each row execute function voice_chose_its_name();

-- How a voice is reached is known to those who prepare the recording, and to that voice. They ask somebody whom they see;
-- once that person has said "it is me", nobody else is put in their place.
grant select, insert, update (person_id, digest, turn, mail, language) on recordings_consentrequest to entrepairs_person;
create policy seen on recordings_consentrequest for select to entrepairs_person using (
  person_id = (select me()) or digest = (select held_door()) or prepares_voice(voice_id));
create policy reach on recordings_consentrequest for insert to entrepairs_person with check (
  prepares_voice(voice_id) and said_at is null and told_at is null
  and (person_id is null or exists (select from people_person p where p.id = person_id)));
create policy change on recordings_consentrequest for update to entrepairs_person using (prepares_voice(voice_id)) with check (
  prepares_voice(voice_id) and (person_id is null or said_at is not null or exists (select from people_person p where p.id = person_id)));
create or replace function asked_the_same() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if current_user = 'entrepairs_person' and old.said_at is not null and new.person_id is distinct from old.person_id then
    raise insufficient_privilege using message = 'whoever said "it is me" stays asked';
  end if;
  return new;
end $$;
create or replace trigger stays_asked before update of person_id on recordings_consentrequest for each row execute function asked_the_same();

-- What a voice answered is known to itself and to those who prepare the recording. It is written through the functions below
-- alone, each answer once, the former ones kept.
grant select on recordings_consent to entrepairs_person;
create policy seen on recordings_consent for select to entrepairs_person using (voice_id = any((select my_voices())::bigint[]) or prepares_voice(voice_id));
create or replace function say(voice bigint, a_channel text, said text, a_how text, in_words text, a_language text, noted bigint, on_day date)
returns boolean language plpgsql security definer set search_path = public, pg_temp as $$
declare
  stands recordings_consent;
begin
  perform from recordings_voice where id = voice for update;
  select * into stands from recordings_consent where voice_id = voice and channel = a_channel and ended_at is null;
  if said = 'no' and stands.state = 'yes' then said := 'withdrawn'; end if;
  if stands.state is not distinct from said or (said = 'no' and stands.state = 'withdrawn') or (said = 'withdrawn' and stands.state is distinct from 'yes')
     or (said = 'asked' and stands.id is not null) then
    return false;
  end if;
  update recordings_consent set ended_at = clock_timestamp() where id = stands.id;
  insert into recordings_consent (voice_id, channel, state, how, wording, language, noted_by, paper_on)
    values (voice, a_channel, said, a_how, in_words, a_language, noted, on_day);
  return true;
end $$;
revoke execute on function say from public;
-- Those who prepare it ask: each channel that has no answer.
create or replace function ask_voice(voice bigint, channels text[]) returns integer language plpgsql security definer set search_path = public, pg_temp as $$
declare
  found integer;
begin
  if not prepares_voice(voice) then raise insufficient_privilege; end if;
  select count(*) filter (where say(voice, c, 'asked', '', '', '', null, null)) into found from unnest(channels) c;
  update recordings_consentrequest set told_at = null where voice_id = voice and found > 0;
  return found;
end $$;
-- A voice answers for itself; nobody else can.
create or replace function answer_voice(voice_key varchar, a_channel text, said text, in_words text, a_language text) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  mine bigint;
  by_address boolean;
begin
  select v.id, a.person_id is null or a.person_id is distinct from me() into mine, by_address from recordings_voice v join recordings_consentrequest a on a.voice_id = v.id
    where v.key = voice_key and v.heard and v.id = any((select my_voices())::bigint[]);
  if mine is null or said not in ('yes', 'no', 'withdrawn') or a_channel not in ('page', 'feed', 'harvest') then
    raise insufficient_privilege;
  end if;
  update recordings_consentrequest set said_at = coalesce(said_at, clock_timestamp()) where voice_id = mine and not by_address;
  return say(mine, a_channel, said, case when by_address then 'address' else 'here' end, in_words, a_language, null, null);
end $$;
-- It is not me: those who asked are told, and ask somebody else.
create or replace function not_my_voice(voice_key varchar) returns boolean language sql security definer set search_path = public, pg_temp as $$
  with done as (update recordings_consentrequest a set person_id = null, said_at = null from recordings_voice v
    where v.id = a.voice_id and v.key = voice_key and a.person_id = me() and me() is not null
      and not exists (select from recordings_consent c where c.voice_id = v.id and c.how = 'here' and c.ended_at is null and c.state = 'yes') returning 1)
  select exists (select from done) $$;
-- A yes given on paper is noted by those who prepare it, where the voice itself has not answered. The voice withdraws it as any other.
create or replace function note_paper(voice bigint, a_channel text, on_day date, in_words text, a_language text) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not prepares_voice(voice) or me() is null or on_day > current_date + 1 or a_channel not in ('page', 'feed', 'harvest') or exists (
      select from recordings_consent c where c.voice_id = voice and c.channel = a_channel and c.ended_at is null and c.state <> 'asked') then
    raise insufficient_privilege using message = 'that voice has answered, or is not for you to note';
  end if;
  return say(voice, a_channel, 'yes', 'paper', in_words, a_language, me(), on_day);
end $$;

-- What is to be cut is seen by those who prepare the recording, and by the voice. The line is written by the withdrawal itself.
grant select on recordings_cut to entrepairs_person;
create policy seen on recordings_cut for select to entrepairs_person using (voice_id = any((select my_voices())::bigint[]) or prepares_voice(voice_id));
-- It is done once another file is there, not longer than the former; that voice is then heard no more, and the former file goes
-- with what was written of it (captions, transcript, chapters).
create or replace function medium_of(resource bigint) returns library_file language sql stable security definer set search_path = public, pg_temp as
$$ select f.* from library_file f where f.resource_id = resource and f.state = 'ready' and f.use = 'original' and f.media_type ~ '^(audio|video)/'
   order by f.ready_at desc, f.id desc limit 1 $$;
revoke execute on function medium_of from public;
create or replace function note_cut(cut bigint) returns boolean language plpgsql security definer set search_path = public, pg_temp as $$
declare
  line recordings_cut;
  voice recordings_voice;
  medium library_file;
begin
  select * into line from recordings_cut where id = cut and done_at is null and prepares_voice(voice_id) for update;
  if line.id is null then raise insufficient_privilege; end if;
  select * into voice from recordings_voice where id = line.voice_id;
  medium := medium_of(voice.resource_id);
  if medium.id is not null and (medium.ready_at <= line.asked_at or medium.duration > line.duration + 0.5) then
    return false;
  end if;
  update recordings_cut set done_at = clock_timestamp(), done_by = me() where id = cut;
  delete from recordings_captions where resource_id = voice.resource_id and written_at < coalesce(medium.ready_at, clock_timestamp());
  delete from recordings_segment s where s.resource_id = voice.resource_id
    and not exists (select from recordings_captions c where c.resource_id = s.resource_id and c.language = s.language);
  delete from recordings_chapter where resource_id = voice.resource_id and written_at < coalesce(medium.ready_at, clock_timestamp());
  delete from library_file f where f.resource_id = voice.resource_id and f.ready_at < medium.ready_at
    and (f.use in ('captions', 'transcript') or f.media_type ~ '^(audio|video)/');
  update recordings_voice set heard = false where id = voice.id;
  return true;
end $$;

-- Captions, paragraphs of the transcript and chapters are seen by whoever sees the recording, and written by those who prepare it.
do $$
declare t text;
begin
  foreach t in array array['recordings_captions', 'recordings_segment', 'recordings_chapter'] loop
    execute format('grant select, insert, update, delete on %I to entrepairs_person', t);
    execute format('create policy seen on %I for select to entrepairs_person using (exists (select from library_resource r where r.id = resource_id))', t);
    execute format('create policy add on %I for insert to entrepairs_person with check (may_change_resource(resource_id))', t);
    execute format('create policy change on %I for update to entrepairs_person using (may_change_resource(resource_id)) with check (may_change_resource(resource_id))', t);
    execute format('create policy remove on %I for delete to entrepairs_person using (may_change_resource(resource_id))', t);
  end loop;
end $$;

-- Whether everyone heard said yes to a channel. Something that is heard or watched here and names no voice has no yes at all;
-- something only listed here, without any sound, picture or captions, needs none.
create or replace function all_said_yes(resource bigint, a_channel text) returns boolean language sql stable security definer set search_path = public, pg_temp as
$$ select case when exists (select from recordings_voice v where v.resource_id = resource and v.heard)
     then not exists (select from recordings_voice v where v.resource_id = resource and v.heard and not exists (
       select from recordings_consent c where c.voice_id = v.id and c.channel = a_channel and c.ended_at is null and c.state = 'yes'))
     else not exists (select from library_file f where f.resource_id = resource and f.state = 'ready' and f.media_type ~ '^(audio|video)/')
       and not exists (select from recordings_captions c where c.resource_id = resource) end $$;
revoke execute on function all_said_yes from public;
-- Counted anew at each change, in its transaction, one at a time for a recording. What is published and is not agreed to any
-- more is withdrawn by that very change: its page, its files, its entries in the search, the feeds and the harvest.
create or replace function count_yeses(resource bigint) returns void language plpgsql security definer set search_path = public, pg_temp as $$
declare
  page boolean;
  feed boolean;
  harvest boolean;
begin
  perform from library_resource where id = resource for update;
  page := all_said_yes(resource, 'page');
  feed := all_said_yes(resource, 'feed');
  harvest := all_said_yes(resource, 'harvest');
  update library_resource set yes_page = page, yes_feed = feed, yes_harvest = harvest, changed_at = clock_timestamp(),
    state = case when state = 'published' and not page then 'withdrawn' else state end
    where id = resource and (yes_page, yes_feed, yes_harvest) is distinct from (page, feed, harvest);
end $$;
revoke execute on function count_yeses from public;
-- Nobody says of their own thing that all said yes.
create or replace function nobody_asked_yet() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  new.yes_page := true; new.yes_feed := true; new.yes_harvest := true;
  return new;
end $$;
create or replace trigger nobody_asked_yet before insert on library_resource for each row execute function nobody_asked_yet();
create or replace function voices_change() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform count_yeses(case tg_op when 'DELETE' then old.resource_id else new.resource_id end);
  return null;
end $$;
create or replace trigger counted after insert or delete or update of heard on recordings_voice for each row execute function voices_change();
create or replace trigger counted after insert or delete on recordings_captions for each row execute function voices_change();
create or replace function consent_changes() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  of_resource bigint;
begin
  select resource_id into of_resource from recordings_voice where id = case tg_op when 'DELETE' then old.voice_id else new.voice_id end;
  if tg_op = 'INSERT' then
    if new.state = 'withdrawn' or (new.state = 'no' and new.channel = 'page') then
      insert into recordings_cut (key, voice_id, duration) values (some_key(), new.voice_id, (medium_of(of_resource)).duration) on conflict do nothing;
    elsif new.state = 'yes' then
      delete from recordings_cut where voice_id = new.voice_id and done_at is null and not exists (
        select from recordings_consent c where c.voice_id = new.voice_id and c.ended_at is null and c.state in ('no', 'withdrawn'));
    end if;
  end if;
  perform count_yeses(of_resource);
  return null;
end $$;
create or replace trigger counted after insert or delete or update of state, ended_at on recordings_consent for each row execute function consent_changes();
-- A key for an address, as base/fields.py makes them.
create or replace function some_key() returns text language sql volatile set search_path = public, pg_temp as
$$ select string_agg(substr('abcdefghijkmnpqrstuvwxyz23456789', 1 + get_byte(b, n) % 32, 1), '')
   from (select uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()) as b) r, unnest(array[0,1,2,3,4,5,9,10,11,12,13,16,17,18]) n $$;
revoke execute on function some_key from public;

-- A yes is for what could be heard when it was given. Another file in place of the one that was there asks everyone again, unless
-- it comes for a cut, of something that is not published: what remains was heard already.
create or replace function is_medium(f library_file) returns boolean language sql immutable as
$$ select f.state = 'ready' and f.use = 'original' and f.media_type ~ '^(audio|video)/' $$;
create or replace function another_file() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  of_resource bigint := case tg_op when 'DELETE' then old.resource_id else new.resource_id end;
  others boolean := exists (select from library_file f where f.resource_id = of_resource and is_medium(f)
    and f.id <> case tg_op when 'DELETE' then old.id else new.id end);
  asks_again boolean := case tg_op when 'DELETE' then is_medium(old) and not others
    else is_medium(new) and (tg_op = 'INSERT' or not is_medium(old)) and (others or new.replaces_id is not null) end;
  again record;
begin
  if asks_again and not exists (select from recordings_cut c join recordings_voice v on v.id = c.voice_id join library_resource r on r.id = v.resource_id
                                where r.id = of_resource and c.done_at is null and r.state <> 'published') then
    for again in update recordings_consent c set ended_at = clock_timestamp() from recordings_voice v
        where v.id = c.voice_id and v.resource_id = of_resource and v.heard and c.state = 'yes' and c.ended_at is null returning c.voice_id, c.channel loop
      insert into recordings_consent (voice_id, channel, state, how, wording, language) values (again.voice_id, again.channel, 'asked', '', '', '');
      update recordings_consentrequest set told_at = null where voice_id = again.voice_id;
    end loop;
  end if;
  perform count_yeses(of_resource);
  return null;
end $$;
create or replace trigger counted after insert or delete or update of state, use, media_type on library_file for each row execute function another_file();

-- A paragraph of something published for everyone is found in the search, at its second; it leaves the shelf with the
-- recording, or when it is written anew.
create or replace function may_shelve_segment(a_kind text, a_key text, a_path text) returns boolean language sql stable security definer set search_path = public, pg_temp as
$$ select exists (select from recordings_segment s join library_resource r on r.id = s.resource_id where a_kind = 'segment' and s.key = a_key
     and a_path ~ ('^/library/' || r.key || '/\?t=[0-9]+#t-[0-9]+$') and r.state = 'published' and r.audience = 5 and may_change_resource(r.id)) $$;
create policy shelve_segment on search_entry for insert to entrepairs_person with check (may_shelve_segment(kind, key, path));
create policy reshelve_segment on search_entry for update to entrepairs_person using (may_shelve_segment(kind, key, path))
  with check (may_shelve_segment(kind, key, path));
create or replace function segment_leaves_the_shelf() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  delete from search_entry where kind = 'segment' and key = old.key;
  return null;
end $$;
create or replace trigger leaves_the_shelf after delete on recordings_segment for each row execute function segment_leaves_the_shelf();
