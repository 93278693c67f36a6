create function say(voice bigint, a_channel text, said text, a_how text, in_words text, a_language text, noted bigint,
  on_day date)
returns boolean language plpgsql security definer set search_path = app, public, pg_temp as $$
declare
  stands recordings_consent;
begin
  perform from recordings_voice where id = voice for update;
  select * into stands from recordings_consent where voice_id = voice and channel = a_channel and ended_at is null;
  if said = 'no' and stands.state = 'yes' then said := 'withdrawn'; end if;
  if stands.state is not distinct
    from said or (said = 'no' and stands.state = 'withdrawn')
      or (said = 'withdrawn' and stands.state is distinct from 'yes')
     or (said = 'asked' and stands.id is not null) then
    return false;
  end if;
  update recordings_consent set ended_at = clock_timestamp() where id = stands.id;
  insert into recordings_consent (voice_id, channel, state, how, wording, language, noted_by, paper_on)
    values (voice, a_channel, said, a_how, in_words, a_language, noted, on_day);
  return true;
end $$;

-- Those who prepare it ask: each channel that has no answer.
create function ask_voice(voice bigint, channels text[]) returns integer language plpgsql security definer
  set search_path = app, public, pg_temp as $$
declare
  found integer;
begin
  if not prepares_voice(voice) then raise insufficient_privilege; end if;
  select count(*) filter (where say(voice, c, 'asked', '', '', '', null, null)) into found from unnest(channels) c;
  update recordings_consentrequest set told_at = null where voice_id = voice and found > 0;
  return found;
end $$;

-- A voice answers for itself; nobody else can.
create function answer_voice(voice_key varchar, a_channel text, said text, in_words text, a_language text)
returns boolean
language plpgsql security definer set search_path = app, public, pg_temp as $$
declare
  mine bigint;
  by_address boolean;
begin
  select v.id, a.person_id is null or a.person_id is distinct from me() into mine, by_address from recordings_voice v
    join recordings_consentrequest a on a.voice_id = v.id
    where v.key = voice_key and v.heard and v.id = any((select my_voices())::bigint[]);
  if mine is null or said not in ('yes', 'no', 'withdrawn') or a_channel not in ('page', 'feed', 'harvest') then
    raise insufficient_privilege;
  end if;
  update recordings_consentrequest set said_at = coalesce(said_at, clock_timestamp())
    where voice_id = mine and not by_address;
  return say(mine, a_channel, said, case when by_address then 'address'
    else 'here' end, in_words, a_language, null, null);
end $$;

-- It is not me: those who asked are told, and ask somebody else.
create function not_my_voice(voice_key varchar) returns boolean language sql security definer
  set search_path = app, public, pg_temp as $$
  with done as (update recordings_consentrequest a set person_id = null, said_at = null from recordings_voice v
    where v.id = a.voice_id and v.key = voice_key and a.person_id = me() and me() is not null
      and not exists (select from recordings_consent c
        where c.voice_id = v.id and c.how = 'here' and c.ended_at is null and c.state = 'yes') returning 1)
  select exists (select from done) $$;

-- A yes given on paper is noted by those who prepare it, where the voice itself has not answered. The voice withdraws
-- it as any other.
create function note_paper(voice bigint, a_channel text, on_day date, in_words text, a_language text) returns boolean
language plpgsql security definer set search_path = app, public, pg_temp as $$
begin
  if not prepares_voice(voice) or me() is null or on_day > today() + 1
    or a_channel not in ('page', 'feed', 'harvest') or exists (
      select from recordings_consent c
        where c.voice_id = voice and c.channel = a_channel and c.ended_at is null and c.state <> 'asked') then
    raise insufficient_privilege using message = 'that voice has answered, or is not for you to note';
  end if;
  return say(voice, a_channel, 'yes', 'paper', in_words, a_language, me(), on_day);
end $$;
create function note_cut(cut bigint) returns boolean language plpgsql security definer
  set search_path = app, public, pg_temp as $$
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
  delete from recordings_captions
    where resource_id = voice.resource_id and written_at < coalesce(medium.ready_at, clock_timestamp());
  delete from recordings_segment s where s.resource_id = voice.resource_id
    and not exists (select from recordings_captions c where c.resource_id = s.resource_id and c.language = s.language);
  delete from recordings_chapter
    where resource_id = voice.resource_id and written_at < coalesce(medium.ready_at, clock_timestamp());
  delete from library_file f where f.resource_id = voice.resource_id and f.ready_at < medium.ready_at
    and (f.use in ('captions', 'transcript') or f.media_type ~ '^(audio|video)/');
  update recordings_voice set heard = false where id = voice.id;
  return true;
end $$;

-- Whether everyone heard said yes to a channel. Something that is heard or watched here and names no voice has no yes
-- at all; something only listed here, without any sound, picture or captions, needs none.
create function all_said_yes(resource bigint, a_channel text) returns boolean language sql stable security definer
  set search_path = app, public, pg_temp as
$$ select case when exists (select from recordings_voice v where v.resource_id = resource and v.heard)
     then not exists (select from recordings_voice v where v.resource_id = resource and v.heard and not exists (
       select from recordings_consent c
         where c.voice_id = v.id and c.channel = a_channel and c.ended_at is null and c.state = 'yes'))
     else not exists (select from library_file f
       where f.resource_id = resource and f.state = 'ready' and f.media_type ~ '^(audio|video)/')
       and not exists (select from recordings_captions c where c.resource_id = resource) end $$;

-- Counted again at each change, in its transaction, one at a time for a recording. What is published and is not agreed
-- to any more is withdrawn by that very change: its page, its files, its entries in the search, the feeds and the
-- harvest.
create function count_yeses(resource bigint) returns void language plpgsql security definer
  set search_path = app, public, pg_temp as $$
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

-- Until when what this room told waits. Being asked: this voice, `about` the key and the newest question then, has
-- nothing to answer, or answered one of its channels since; a yes on paper leaves the other channels to answer.
create function heard_waits(person bigint, about text) returns boolean language sql stable as
$$ select exists (select from recordings_voice v join recordings_consentrequest a on a.voice_id = v.id
   where v.key = split_part(about, ':', 1) and v.heard and a.person_id = heard_waits.person
     and exists (select from recordings_consent c where c.voice_id = v.id and c.ended_at is null and c.state = 'asked')
     and not exists (select from recordings_consent c where c.voice_id = v.id and c.state <> 'asked'
       and c.how <> 'paper' and c.id > split_part(about, ':', 2)::bigint)) $$;
create function cut_waits(person bigint, about text) returns boolean language sql stable as
$$ select exists (select from recordings_cut c where c.key = about and c.done_at is null) $$;

-- Who may call them; nobody else may.
grant execute on function
  ask_voice, answer_voice, not_my_voice, note_paper, note_cut to entrepairs_person;
