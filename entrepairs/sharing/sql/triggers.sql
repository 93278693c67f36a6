-- Once a file may be read, the members of its group are told that there is something new, once until they look; nobody
-- across a block.
create function tell_of_shared_file() returns trigger language plpgsql security definer
  set search_path = app, public, pg_temp as $$
begin
  perform tell_notice(array(select distinct m.person_id from people_membership m
      left join vocabulary_concept r on r.id = m.role_id
      where m.circle_id = new.circle_id and is_current(m.since, m.until)
        and not coalesce((r.data ->> 'advises')::boolean, false)),
    'shared_file', c.key, '/groups/' || c.key || '/files/', null, new.shared_by_id, true)
  from people_circle c where c.id = new.circle_id and c.ended_at is null;
  return null;
end $$;
create trigger tells_of_shared_file after update of state on sharing_sharedfile for each row
  when (new.state = 'ready' and old.state <> 'ready') execute function tell_of_shared_file();
create trigger closes_notices after update of removed_at or delete on sharing_sharedfile for each row
  execute function close_notices('shared_file', 'array(select key from people_circle where id = ($1).circle_id)');
