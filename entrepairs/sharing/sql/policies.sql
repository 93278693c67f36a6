-- The groups of which I am a member, who decides there, and those that ended while I was one.
create function my_file_groups() returns bigint[] language sql stable security definer
  set search_path = app, public, pg_temp as
$$ select coalesce(array_agg(distinct m.circle_id), '{}') from people_membership m
   join people_circle c on c.id = m.circle_id left join vocabulary_concept r on r.id = m.role_id
   where m.person_id = me() and c.kind = 'group' and (is_current(m.since, m.until) or m.until >= c.ended_at)
     and not coalesce((r.data ->> 'advises')::boolean, false) $$;

-- A file of a group is read by its members, once it has been checked, while it is not put aside; when the group has
-- ended, by those who were members until then. Who only advises there (a visitor, a sponsor) reads those of a meeting
-- that they were at, while they are in the group. Until it is ready, and when it was refused, it is its sender's alone;
-- put aside, theirs and that of those who keep the page, who bring it back. Who left reads none but their own. Nobody
-- outside reads any, not even who coordinates an organisation.
grant select, insert, delete, update (name, words, meeting_id, received, replaces_id) on sharing_sharedfile
  to entrepairs_person;
create policy seen on sharing_sharedfile for select to entrepairs_person using (
  shared_by_id = (select me())
  or (state = 'ready' and (removed_at is null or circle_id = any((select my_kept_groups())::bigint[]))
    and (circle_id = any((select my_file_groups())::bigint[])
      or (circle_id = any((select my_circles())::bigint[]) and exists (select from meetings_meeting m
        where m.id = meeting_id and i_was_in(m.circle_id, m.starts_at))))));

-- A member sends one to a group that is open, in their own name, or one in the place of another of theirs. What it is
-- (its type, place, length) and that it may be read is written by the check alone.
create function is_shared_by_me(file bigint, circle bigint) returns boolean language sql stable security definer
  set search_path = app, public, pg_temp as
$$ select exists (select from sharing_sharedfile f
     where f.id = file and f.circle_id = circle and f.shared_by_id = me() and f.removed_at is null) $$;
create function is_meeting_of(meeting bigint, circle bigint) returns boolean language sql stable as
$$ select exists (select from meetings_meeting m where m.id = meeting and m.circle_id = circle) $$;
create policy share on sharing_sharedfile for insert to entrepairs_person with check (
  shared_by_id = (select me()) and state = 'coming' and received = 0 and media_type = '' and sha256 = ''
  and duration is null and removed_at is null
  and circle_id = any((select my_file_groups())::bigint[]) and circle_id = any((select my_open_circles())::bigint[])
  and (replaces_id is null or is_shared_by_me(replaces_id, circle_id))
  and (meeting_id is null or is_meeting_of(meeting_id, circle_id)));
-- Its sender says what it is, while they may write there; and takes back what has not come to its end, at any time.
create policy describe on sharing_sharedfile for update to entrepairs_person
  using (shared_by_id = (select me()) and removed_at is null
    and circle_id = any((select my_file_groups())::bigint[])
    and circle_id = any((select my_open_circles())::bigint[]))
  with check ((replaces_id is null or is_shared_by_me(replaces_id, circle_id))
    and (meeting_id is null or is_meeting_of(meeting_id, circle_id)));
create policy take_back on sharing_sharedfile for delete to entrepairs_person
  using (shared_by_id = (select me()) and state <> 'ready');

-- Who may call them; nobody else may.
grant execute on function my_file_groups, is_shared_by_me, is_meeting_of to entrepairs_person;
