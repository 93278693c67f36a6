create function voice_chose_its_name() returns trigger language plpgsql set search_path = app, public, pg_temp as $$
begin
  if current_user = 'entrepairs_person' and new.name <> old.name and not old.id = any(my_voices())
    and exists (select from recordings_consent c where c.voice_id = old.id and c.state <> 'asked') then
    raise insufficient_privilege using message = 'a voice that answered has chosen its name';
  end if;
  return new;
end $$;
create trigger chose_its_name before update of name on recordings_voice for each row
  execute function voice_chose_its_name();
create function asked_the_same() returns trigger language plpgsql set search_path = app, public, pg_temp as $$
begin
  if current_user = 'entrepairs_person' and old.said_at is not null and new.person_id is distinct
    from old.person_id then
    raise insufficient_privilege using message = 'the person who said "it is me" stays asked';
  end if;
  return new;
end $$;
create trigger stays_asked before update of person_id on recordings_consentrequest for each row
  execute function asked_the_same();
create function voices_change() returns trigger language plpgsql security definer
  set search_path = app, public, pg_temp as $$
begin
  perform count_yeses(case tg_op when 'DELETE' then old.resource_id else new.resource_id end);
  return null;
end $$;
create trigger counted after insert or delete or update of heard on recordings_voice for each row
  execute function voices_change();
create trigger counted after insert or delete on recordings_captions for each row execute function voices_change();
create function consent_changes() returns trigger language plpgsql security definer
  set search_path = app, public, pg_temp as $$
declare
  of_resource bigint;
begin
  select resource_id into of_resource from recordings_voice
    where id = case tg_op when 'DELETE' then old.voice_id else new.voice_id end;
  if tg_op = 'INSERT' then
    if new.state = 'withdrawn' or (new.state = 'no' and new.channel = 'page') then
      insert into recordings_cut (key, voice_id, duration)
        values (some_key(), new.voice_id, (medium_of(of_resource)).duration) on conflict do nothing;
    elsif new.state = 'yes' then
      delete from recordings_cut where voice_id = new.voice_id and done_at is null and not exists (
        select from recordings_consent c
          where c.voice_id = new.voice_id and c.ended_at is null and c.state in ('no', 'withdrawn'));
    end if;
  end if;
  perform count_yeses(of_resource);
  return null;
end $$;
create trigger counted after insert or delete or update of state, ended_at on recordings_consent for each row
  execute function consent_changes();
create function another_file() returns trigger language plpgsql security definer
  set search_path = app, public, pg_temp as $$
declare
  of_resource bigint := case tg_op when 'DELETE' then old.resource_id else new.resource_id end;
  others boolean := exists (select from library_file f where f.resource_id = of_resource and is_medium(f)
    and f.id <> case tg_op when 'DELETE' then old.id else new.id end);
  asks_again boolean := case tg_op when 'DELETE' then is_medium(old) and not others
    else is_medium(new) and (tg_op = 'INSERT' or not is_medium(old)) and (others or new.replaces_id is not null) end;
  again record;
begin
  if asks_again and not exists
    (select from recordings_cut c join recordings_voice v on v.id = c.voice_id
      join library_resource r on r.id = v.resource_id
                                where r.id = of_resource and c.done_at is null and r.state <> 'published') then
    for again in update recordings_consent c set ended_at = clock_timestamp() from recordings_voice v
        where v.id = c.voice_id and v.resource_id = of_resource and v.heard and c.state = 'yes'
          and c.ended_at is null returning c.voice_id, c.channel loop
      insert into recordings_consent (voice_id, channel, state, how, wording, language)
        values (again.voice_id, again.channel, 'asked', '', '', '');
      update recordings_consentrequest set told_at = null where voice_id = again.voice_id;
    end loop;
  end if;
  perform count_yeses(of_resource);
  return null;
end $$;
-- Whatever answers closes what was told.
create trigger closes_notices after insert or update on recordings_consent for each row
  execute function close_notices('heard', 'array(select key from recordings_voice where id = ($1).voice_id)');
create trigger closes_notices after update of person_id on recordings_consentrequest for each row
  execute function close_notices('heard', 'array(select key from recordings_voice where id = ($1).voice_id)');
create trigger closes_notices after update of heard or delete on recordings_voice for each row
  execute function close_notices('heard', 'array[($1).key]');
create trigger closes_notices after update or delete on recordings_cut for each row
  execute function close_notices('cut', 'array[($1).key]');
