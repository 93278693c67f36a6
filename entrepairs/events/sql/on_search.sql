create policy shelve_event on search_entry for insert to entrepairs_person
  with check (may_shelve_event(kind, key, path));
create policy reshelve_event on search_entry for update to entrepairs_person using (may_shelve_event(kind, key, path))
  with check (may_shelve_event(kind, key, path));

-- A session that is one talk, called as it is, is found by that talk: what the session was found by leaves.
create function lone_session_leaves_the_index() returns trigger language plpgsql security definer
  set search_path = app, public, pg_temp as $$
begin
  delete from search_entry e using events_talk t, events_session s
    where t.key = new.key and s.id = t.session_id and e.kind = 'session' and e.key = s.key
      and (t.title_fr, t.title_en, t.title_other) = (s.title_fr, s.title_en, s.title_other)
      and not exists (select from events_talk other where other.session_id = s.id and other.id <> t.id);
  return null;
end $$;
create trigger lone_session_leaves_the_index after insert or update on search_entry for each row
  when (new.kind = 'talk') execute function lone_session_leaves_the_index();

-- What stands in an event that a decision hides is not found either.
create function hidden_event_is_not_found() returns trigger language plpgsql security definer
  set search_path = app, public, pg_temp as $$
begin
  if exists (select from events_event e join events_session s on s.event_id = e.id
      left join events_talk t on t.session_id = s.id
      where new.key in (s.key, t.key) and e.key = any(hidden_things('event'))) then
    return null;
  end if;
  return new;
end $$;
create trigger hidden_event_is_not_found before insert or update on search_entry for each row
  when (new.kind in ('session', 'talk')) execute function hidden_event_is_not_found();
