-- A circle whose group somebody sees is seen with it: it has the name.
create policy by_group on people_circle for select to entrepairs_person using (
  kind = 'group' and exists (select from groups_group g where g.circle_id = people_circle.id));
-- Who holds the role to keep its page ends a group, or who is alone in it.
create policy group_is_kept on people_circle as restrictive for update to entrepairs_person using (true)
  with check (kind <> 'group' or ended_at is null or id = any((select groups_i_may_end())::bigint[]));

-- Names at the door of a group, never of somebody whom the reader blocked.
create policy at_the_door on people_person for select to entrepairs_person using (
  id = any((select people_at_the_door())::bigint[]) and id <> all((select blocked_by_me())::bigint[]));

-- A group that has ended keeps nobody: who ended it ends each membership with it.
create function my_ended_groups() returns bigint[] language sql stable security definer
  set search_path = app, public, pg_temp as
$$ select coalesce(array_agg(c.id), '{}') from people_circle c
   where c.kind = 'group' and c.ended_at >= now() and c.id = any(my_circles()) $$;
create policy end_group on people_membership for update to entrepairs_person
  using ((until is null or until > clock_timestamp()) and circle_id = any((select my_ended_groups())::bigint[]))
  with check (until <= clock_timestamp());
grant execute on function my_ended_groups to entrepairs_person;

-- Who leaves takes along what waits there for them: a question to keep the page among others.
create function leave_no_question() returns trigger language plpgsql security definer
  set search_path = app, public, pg_temp as $$
begin
  update groups_entry e set withdrawn_at = statement_timestamp()
    where e.circle_id = new.circle_id and e.person_id = new.person_id and e.accepted_at is null
      and e.withdrawn_at is null and not exists (select from people_membership m where m.circle_id = new.circle_id
        and m.person_id = new.person_id and is_current(m.since, m.until));
  return null;
end $$;
create trigger leave_no_question after update of until on people_membership for each row
  when (new.until is distinct from old.until) execute function leave_no_question();

-- Who leaves, or whose visit becomes a membership, has nothing to answer there; an end is told by another notice.
create trigger closes_notices_of_groups after update of until on people_membership for each row
  when (new.until is distinct from old.until)
  execute function close_notices('group_visit group_words group_door group_wider',
    'array(select key from people_circle where id = ($1).circle_id)', '($1).person_id');
create trigger closes_notices_of_groups after update of ended_at on people_circle for each row
  when (new.ended_at is not null)
  execute function close_notices('group_door group_visit group_words group_wider group_asked group_ended',
    'array[($1).key]');
-- Who pauses waits at no door; what they asked is there again when they come back.
create trigger closes_notices_of_groups after update of paused_at on people_person for each row
  when (old.paused_at is null and new.paused_at is not null)
  execute function close_notices('group_door', 'array(select c.key from people_circle c join groups_entry e on '
    'e.circle_id = c.id where ($1).id in (e.person_id, e.by_id) and e.accepted_at is null and e.withdrawn_at is null)');
-- Across a block nobody waits at a door.
create trigger closes_notices_of_groups after insert on people_block for each row
  execute function close_notices('group_door', 'array(select c.key from people_circle c join groups_entry e on '
    'e.circle_id = c.id where e.person_id in (($1).person_id, ($1).blocked_id))');
