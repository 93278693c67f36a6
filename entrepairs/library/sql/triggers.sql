create function forget_claims() returns trigger language plpgsql security definer
  set search_path = app, public, pg_temp as $$
begin
  delete from library_authorshipclaim where author_id = old.id;
  return old;
end $$;
create trigger forget_claims before delete on library_author for each row execute function forget_claims();
create function forget_unclaimed() returns trigger language plpgsql security definer
  set search_path = app, public, pg_temp as $$
begin
  delete from library_declinedclaim where claim_id = old.id;
  return old;
end $$;
create trigger forget_unclaimed before delete on library_authorshipclaim for each row
  execute function forget_unclaimed();
create function says_withdrawn() returns trigger language plpgsql security definer
  set search_path = app, public, pg_temp as $$
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
create trigger says_withdrawn after update of state, audience, yes_harvest on library_resource for each row
  execute function says_withdrawn();

-- Nobody says of their own thing that all said yes.
create function nobody_asked_yet() returns trigger language plpgsql security definer
  set search_path = app, public, pg_temp as $$
begin
  new.yes_page := true; new.yes_feed := true; new.yes_harvest := true;
  return new;
end $$;
create trigger nobody_asked_yet before insert on library_resource for each row execute function nobody_asked_yet();
-- Whatever answers a claim closes what was told of it.
create trigger closes_notices after delete on library_authorshipclaim for each row
  execute function close_notices('claim', 'array[($1).key]');
create trigger closes_notices after insert on library_declinedclaim for each row
  execute function close_notices('claim', 'array(select key from library_authorshipclaim where id = ($1).claim_id)');

-- What is published in a series is told to those who follow it, once, when everyone here may see it. Nobody learns who
-- they are, and it tells nobody who published it.
create function tell_followers() returns trigger language plpgsql security definer
  set search_path = app, public, pg_temp as $$
declare
  followers bigint[];
begin
  if tg_op = 'UPDATE' and old.state = 'published' and old.audience >= 4
    and old.series_id is not distinct from new.series_id then
    return null;
  end if;
  followers := array(select person_id from library_follower
    where series_id = new.series_id and person_id is distinct from me());
  if followers <> '{}' then
    perform tell_notice(followers, 'published', new.key,
      (select '/library/series/' || slug || '/' from library_series where id = new.series_id), null, null, false);
  end if;
  return null;
end $$;
create trigger tell_followers after insert or update of state, audience, series_id on library_resource for each row
  when (new.state = 'published' and new.audience >= 4 and new.series_id is not null) execute function tell_followers();
-- Whatever takes it away, or stops following, closes what was told of it.
create trigger closes_published after update of state, audience, series_id on library_resource for each row
  execute function close_notices('published', 'array[($1).key]');
create trigger closes_published after delete on library_follower for each row execute function close_notices(
  'published', 'array(select about from notices_notice where person_id = ($1).person_id and kind = ''published'')',
  '($1).person_id');
