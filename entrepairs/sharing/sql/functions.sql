-- How many bytes are kept in a group of mine, also those that I do not see.
create function kept_bytes_of_circle(circle bigint) returns bigint language sql stable security definer
  set search_path = app, public, pg_temp as
$$ select coalesce(sum(f.size), 0)::bigint from sharing_sharedfile f
   where f.circle_id = circle and f.state <> 'refused' and circle = any(my_file_groups()) $$;

-- Puts a file aside, or brings it back: who shared it, while they are in the group, and those who keep its page. Where
-- nothing can be written nothing comes back. Says whether it was done.
create function put_aside(a_file bigint, away boolean) returns boolean language sql volatile security definer
  set search_path = app, public, pg_temp as
$$ with done as (
     update sharing_sharedfile f set removed_at = case when away then statement_timestamp() end,
       removed_by_id = case when away then me() end
     where f.id = a_file and f.state = 'ready' and (f.removed_at is null) = away
       and (away or f.circle_id = any(my_open_circles()))
       and (f.circle_id = any(my_kept_groups())
         or f.shared_by_id = me() and f.circle_id = any(my_voting_circles()))
     returning 1)
   select exists (select from done) $$;

-- Until when it waits that files were shared in a group: while one is there that somebody else shared.
create function shared_file_waits(person bigint, about text) returns boolean language sql stable as
$$ select exists (select from people_circle c join sharing_sharedfile f on f.circle_id = c.id
     where c.key = shared_file_waits.about and f.state = 'ready' and f.removed_at is null and f.shared_by_id <> person
       and c.ended_at is null and exists (select from people_membership m
         where m.circle_id = c.id and m.person_id = person and is_current(m.since, m.until))) $$;

-- Who may call them; nobody else may.
grant execute on function kept_bytes_of_circle, put_aside to entrepairs_person;
