-- A meeting is seen by anyone who was a member of its circle when it was proposed or when it took place. Current
-- members of a circle that is neither paused nor ended plan it, in their own name, not before the circle began; never
-- across a block.
grant select, insert,
  update (title, starts_at, minutes, time_zone, means, "where", proposed_by_id, proposed_at, agreed_by_id, agreed_at,
  cancelled_by_id, cancelled_at, held, uncounted_by_id, uncounted_at, sequence) on meetings_meeting
    to entrepairs_person;
create policy seen on meetings_meeting for select to entrepairs_person using (
  circle_id = any((select my_circles_ever())::bigint[])
    and (i_was_in(circle_id, proposed_at) or i_was_in(circle_id, starts_at)));
create policy plan on meetings_meeting for insert to entrepairs_person with check (
  asked_by_id = (select me()) and proposed_by_id = (select me())
  and agreed_by_id is null and agreed_at is null and cancelled_at is null and same_as_id is null
  and held is null and uncounted_at is null
  and circle_id = any((select my_open_circles())::bigint[])
  and exists (select from people_circle c where c.id = circle_id and c.started_at <= starts_at));

-- Those who decide in its circle change it: visitors see it, and come. Once a pair has ended, each of the two may still
-- say that a meeting is not counted. What is not counted stays so: nobody changes anything about it.
create policy change on meetings_meeting for update to entrepairs_person
  using (uncounted_at is null and (circle_id = any((select my_voting_circles())::bigint[])
    or (i_was_in(circle_id, starts_at)
      and exists (select from people_circle c where c.id = circle_id and c.kind = 'pair'))))
  with check (circle_id = any((select my_circles_ever())::bigint[]));

-- I may note that meeting: I was in its circle then, nobody else has noted it, and no note is confirmed. A meeting has
-- one note, replaced as a whole; in a group each notes for themselves.
create function may_note(meeting bigint) returns boolean language sql stable security definer
  set search_path = app, public, pg_temp as
$$ select exists (select from meetings_meeting m join people_circle c on c.id = m.circle_id
     where m.id = meeting and c.kind = 'pair' and i_was_in(m.circle_id, m.starts_at)
     and not exists (select from meetings_contribution c
       where c.meeting_id = m.id and (c.noted_by_id <> me() or c.confirmed_by_id is not null))) $$;

-- Whether something was noted of that meeting, for those who were there: then nobody unsays that it took place.
create function is_noted(meeting bigint) returns boolean language sql stable security definer
  set search_path = app, public, pg_temp as
$$ select exists (select from meetings_contribution c where c.meeting_id = meeting and i_was_in(c.circle_id, c.at)) $$;

-- The groups that I am or was in.
create function my_groups_ever() returns bigint[] language sql stable security definer
  set search_path = app, public, pg_temp as
$$ select coalesce(array_agg(id), '{}') from people_circle where kind = 'group' and id = any(my_circles_ever()) $$;

-- Whom I may name in what I note of a group: who was there then and is there now, and whom I have not blocked. Who has
-- blocked me is named and never knows, nor do I: what I note waits, as for anybody who does not answer.
create function may_be_named(circle bigint, moment timestamptz, who bigint) returns boolean language sql stable as
$$ select who <> all(blocked_by_me())
     and exists (select from people_membership m where m.circle_id = circle and m.person_id = who and m.since <= moment
       and (m.until is null or moment < m.until))
     and exists (select from people_membership m where m.circle_id = circle and m.person_id = who
       and is_current(m.since, m.until)) $$;

-- A contribution is seen by the members of the circle at that time; of a group, once it counts: until then by who
-- noted it and, across no block, by those who may confirm it. It is between two who were members then, or between one
-- and the group; noted by one of them, in a meeting that was held; confirmed by the other, or by two others for the
-- group. Until it is confirmed it may be taken back, to note it otherwise: of a pair by either, or a no would be seen.
-- Once confirmed it stays, unless one of the two says that the meeting is not counted: then, and only then, it is
-- deleted, and of that meeting nothing is noted any more. In a group either of them takes it out. Never across a block.
grant select, insert, update (confirmed_by_id, confirmed_at), delete on meetings_contribution to entrepairs_person;
create policy seen on meetings_contribution for select to entrepairs_person using (
  circle_id = any((select my_circles_ever())::bigint[]) and i_was_in(circle_id, at)
  and (confirmed_at is not null or noted_by_id = (select me())
    or circle_id <> all((select my_groups_ever())::bigint[])
    or circle_id = any((select my_circles())::bigint[]) and noted_by_id <> all((select my_blocks())::bigint[])
      and (giver_id is null or receiver_id is null or (select me()) in (giver_id, receiver_id))));
create policy note on meetings_contribution for insert to entrepairs_person with check (
  noted_by_id = (select me()) and confirmed_by_id is null and may_note(meeting_id)
  and circle_id = any((select my_circles())::bigint[]) and circle_id <> all((select my_blocked_pairs())::bigint[])
  and exists (select from meetings_meeting m where m.id = meeting_id and m.circle_id = meetings_contribution.circle_id
              and m.starts_at = at and m.held and m.uncounted_at is null)
  and exists (select from vocabulary_concept k where k.id = kind_id and k.scheme = 'contribution')
  and 2 = (select count(distinct p.person_id) from people_membership p
           where p.circle_id = meetings_contribution.circle_id and p.person_id in (giver_id, receiver_id)
             and p.since <= at and (p.until is null or at < p.until)));
create policy confirm on meetings_contribution for update to entrepairs_person
  using (confirmed_by_id is null and noted_by_id <> (select me()) and (select me()) in (giver_id, receiver_id)
         and circle_id = any((select my_circles())::bigint[])
           and circle_id <> all((select my_blocked_pairs())::bigint[]))
  with check (confirmed_by_id = (select me()));
create policy take_back on meetings_contribution for delete to entrepairs_person
  using (confirmed_at is null and (select me()) in (giver_id, receiver_id)
    and circle_id = any((select my_circles())::bigint[])
    and (noted_by_id = (select me()) or circle_id <> all((select my_groups_ever())::bigint[])));
create policy stop_counting on meetings_contribution for delete to entrepairs_person
  using (circle_id = any((select my_circles_ever())::bigint[]) and (select me()) in (giver_id, receiver_id)
         and exists (select from meetings_meeting m where m.id = meeting_id and m.uncounted_at is not null));
create policy note_in_group on meetings_contribution for insert to entrepairs_person with check (
  noted_by_id = (select me()) and confirmed_at is null
  and circle_id = any((select my_groups_ever())::bigint[]) and circle_id = any((select my_open_circles())::bigint[])
  and i_was_in(circle_id, at)
  and exists (select from meetings_meeting m where m.id = meeting_id and m.circle_id = meetings_contribution.circle_id
              and m.starts_at = at and m.held and m.uncounted_at is null)
  and exists (select from vocabulary_concept k where k.id = kind_id and k.scheme = 'contribution')
  and (giver_id is null or receiver_id is null
    or may_be_named(circle_id, at, case giver_id when noted_by_id then receiver_id else giver_id end)));
create policy take_out on meetings_contribution for delete to entrepairs_person
  using (confirmed_at is not null and (select me()) in (giver_id, receiver_id)
    and circle_id = any((select my_groups_ever())::bigint[]));

-- Who may call them; nobody else may.
grant execute on function
  may_note, is_noted, my_groups_ever, may_be_named to entrepairs_person;
