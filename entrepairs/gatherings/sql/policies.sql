-- When a group meets is seen by who sees the group, and by who is in it. Those who keep its page write it.
grant select, insert,
  update (title, starts_on, clock, minutes, time_zone, rule, until, means, "where", attendance, changed_at, sequence)
  on gatherings_rhythm to entrepairs_person;
create policy seen on gatherings_rhythm for select to entrepairs_person using (
  circle_id = any((select my_circles())::bigint[])
  or exists (select from groups_group g where g.circle_id = gatherings_rhythm.circle_id));
create policy write on gatherings_rhythm for insert to entrepairs_person with check (
  made_by_id = (select me()) and circle_id = any((select my_kept_groups())::bigint[]));
create policy change on gatherings_rhythm for update to entrepairs_person
  using (circle_id = any((select my_kept_groups())::bigint[]))
  with check (circle_id = any((select my_kept_groups())::bigint[]));

-- That one time is on another day, or is not, is seen with its rhythm. It is written by make_gathering().
grant select on gatherings_gathering to entrepairs_person;
create policy seen on gatherings_gathering for select to entrepairs_person using (
  exists (select from gatherings_rhythm r where r.id = rhythm_id));

-- Whose turn it is: seen by those in the group, from yesterday on, so that nobody counts who did how often. Who decides
-- there starts and stops taking turns by their own act. A turn is passed on by its holder, and taken by one who takes
-- turns when it is nobody's; deal_turns() and swap_turns() write the rest.
grant select, insert, delete on gatherings_turntaker to entrepairs_person;
create policy seen on gatherings_turntaker for select to entrepairs_person using (
  exists (select from gatherings_rhythm r
    where r.id = rhythm_id and r.circle_id = any((select my_circles())::bigint[])));
create policy start on gatherings_turntaker for insert to entrepairs_person with check (
  person_id = (select me()) and exists (select from gatherings_rhythm r where r.id = rhythm_id
    and r.circle_id = any((select my_voting_circles())::bigint[])
    and r.circle_id = any((select my_open_circles())::bigint[])));
create policy stop on gatherings_turntaker for delete to entrepairs_person using (person_id = (select me()));
create function my_turns() returns bigint[] language sql stable security definer
  set search_path = app, public, pg_temp as
$$ select coalesce(array_agg(t.rhythm_id), '{}') from gatherings_turntaker t
   join gatherings_rhythm r on r.id = t.rhythm_id
   where t.person_id = me() and r.circle_id = any(my_voting_circles()) and r.circle_id = any(my_open_circles()) $$;
grant select, update (person_id) on gatherings_turn to entrepairs_person;
create policy seen on gatherings_turn for select to entrepairs_person using (
  day >= today() - 1 and exists (select from gatherings_rhythm r
    where r.id = rhythm_id and r.circle_id = any((select my_circles())::bigint[])));
create policy pass_or_take on gatherings_turn for update to entrepairs_person
  using (day >= today() - 1 and (person_id = (select me())
    or person_id is null and rhythm_id = any((select my_turns())::bigint[])))
  with check (person_id is null or person_id = (select me()));

-- A swap is between two who take turns: it is seen by both, never across a block. The same one is suggested once. A no
-- is known only to the person who said it.
grant select, insert on gatherings_swap to entrepairs_person;
create policy between_two on gatherings_swap for select to entrepairs_person using (
  by_id = (select me()) or to_id = (select me()) and by_id <> all((select my_blocks())::bigint[]));
create policy suggest on gatherings_swap for insert to entrepairs_person with check (
  by_id = (select me()) and to_id <> all((select my_blocks())::bigint[])
  and exists (select from gatherings_turn a join gatherings_turn b on b.rhythm_id = a.rhythm_id
    where a.id = turn_id and b.id = other_id and a.person_id = (select me()) and b.person_id = to_id
      and a.rhythm_id = any((select my_turns())::bigint[])));
grant select, insert on gatherings_declinedswap to entrepairs_person;
create policy mine on gatherings_declinedswap for select to entrepairs_person using (person_id = (select me()));
create policy decline on gatherings_declinedswap for insert to entrepairs_person with check (
  person_id = (select me())
  and exists (select from gatherings_swap s where s.id = swap_id and s.to_id = (select me())));

-- "I come" is read by the person who says it; by the group, or by the person whose turn it is that day (of a meeting
-- that was planned by itself, the one who suggested it), as they chose; by nobody else a day after it, nor once they
-- left, never across a block. One says it for oneself, where one is, once the meeting is agreed; and takes it back.
create function my_turn_is_on(a_rhythm bigint, a_day date) returns boolean language sql stable security definer
  set search_path = app, public, pg_temp as
$$ select exists (select from gatherings_turn t join gatherings_rhythm r on r.id = t.rhythm_id
     where t.rhythm_id = a_rhythm and t.day = a_day and t.person_id = me() and r.circle_id = any(my_circles())) $$;
create function are_there_with_me(who bigint, circle bigint) returns boolean language sql stable as
$$ select circle = any(my_circles()) and exists (select from people_membership m where m.circle_id = circle
     and m.person_id = who and is_current(m.since, m.until)) $$;
grant select, insert, delete on gatherings_attending to entrepairs_person;
create policy seen on gatherings_attending for select to entrepairs_person using (
  person_id = (select me())
  or (seen_by <> 'nobody' and ends_at > statement_timestamp() - interval '1 day'
    and person_id <> all((select my_blocks())::bigint[])
    and (exists (select from gatherings_rhythm r where r.id = rhythm_id and are_there_with_me(person_id, r.circle_id)
        and (seen_by = 'group' or my_turn_is_on(rhythm_id, day)))
      or exists (select from meetings_meeting t where t.id = meeting_id and are_there_with_me(person_id, t.circle_id)
        and (seen_by = 'group' or t.asked_by_id = (select me()))))));
create policy say on gatherings_attending for insert to entrepairs_person with check (
  person_id = (select me())
  and ends_at > statement_timestamp() and ends_at < statement_timestamp() + interval '800 days'
  and (exists (select from gatherings_rhythm r
      where r.id = rhythm_id and r.circle_id = any((select my_open_circles())::bigint[]))
    or exists (select from meetings_meeting t
      where t.id = meeting_id and t.circle_id = any((select my_open_circles())::bigint[])
        and t.circle_id = any((select my_groups_ever())::bigint[])
        and t.agreed_at is not null and t.cancelled_at is null)));
create policy take_back on gatherings_attending for delete to entrepairs_person using (person_id = (select me()));

-- "We were 9" is read by those who are in the group; who decides there says it once it has begun, and corrects it.
grant select, insert, update (number, peer, by_id, at) on gatherings_headcount to entrepairs_person;
create policy seen on gatherings_headcount for select to entrepairs_person using (
  circle_id = any((select my_circles())::bigint[]));
create policy say on gatherings_headcount for insert to entrepairs_person with check (
  by_id = (select me()) and circle_id = any((select my_voting_circles())::bigint[])
  and circle_id = any((select my_open_circles())::bigint[])
  and exists (select from meetings_meeting m where m.id = meeting_id and m.circle_id = gatherings_headcount.circle_id
    and m.starts_at <= statement_timestamp() and m.cancelled_at is null and m.agreed_at is not null));
create policy correct on gatherings_headcount for update to entrepairs_person
  using (circle_id = any((select my_voting_circles())::bigint[])
    and circle_id = any((select my_open_circles())::bigint[]))
  with check (by_id = (select me()));

-- An answer to what somebody noted of a gathering is its person's alone: a yes for the group, a silent no between two.
-- Who was there answers, of what they can read: across no block, and while it waits.
grant select, insert on gatherings_noteanswer to entrepairs_person;
create policy mine on gatherings_noteanswer for select to entrepairs_person using (person_id = (select me()));
create policy answer on gatherings_noteanswer for insert to entrepairs_person with check (
  person_id = (select me()) and exists (select from meetings_contribution c
    where c.meeting_id = gatherings_noteanswer.meeting_id and c.noted_by_id = noter_id and c.confirmed_at is null
      and c.circle_id = any((select my_circles())::bigint[])
      and yes = (c.giver_id is null or c.receiver_id is null)));

-- Which organisations a group of co-reflection tells that it met: known to its people. One who decides there names an
-- organisation of their own, and anyone who decides there takes it off. What it tells is met_in_co_reflection().
grant select, insert, delete on gatherings_toldorganisation to entrepairs_person;
create policy seen on gatherings_toldorganisation for select to entrepairs_person
  using (circle_id = any((select my_circles())::bigint[]));
create policy name on gatherings_toldorganisation for insert to entrepairs_person with check (
  by_id = (select me()) and circle_id = any((select my_voting_circles())::bigint[])
  and circle_id = any((select my_open_circles())::bigint[])
  and organisation_id = any((select my_organisations())::bigint[])
  and exists (select from groups_group g where g.circle_id = gatherings_toldorganisation.circle_id
    and g.kind = 'reflection'));
create policy take_off on gatherings_toldorganisation for delete to entrepairs_person
  using (circle_id = any((select my_voting_circles())::bigint[]));

-- A visit is seen by the members of the group that invites, and by those of the group that is invited: by who decides
-- there while it waits, by all once it is agreed. Who decides in the first invites, to a meeting that is agreed and to
-- come, a group whose page they see. Either side takes it back. The yes is written by accept_visit(). A no is known to
-- who decides in the group that is invited.
grant select, insert, update (withdrawn_at) on gatherings_visit to entrepairs_person;
create policy seen on gatherings_visit for select to entrepairs_person using (
  case when accepted_at is null then guest_id = any((select my_voting_circles())::bigint[]) and withdrawn_at is null
    else guest_id = any((select my_circles())::bigint[]) end
  or exists (select from meetings_meeting m
    where m.id = meeting_id and m.circle_id = any((select my_circles())::bigint[])));
create policy ask on gatherings_visit for insert to entrepairs_person with check (
  asked_by_id = (select me()) and accepted_at is null and withdrawn_at is null
  and exists (select from meetings_meeting m where m.id = meeting_id and m.same_as_id is null
    and m.circle_id <> guest_id and m.agreed_at is not null and m.cancelled_at is null
    and m.starts_at > statement_timestamp() and m.circle_id = any((select my_voting_circles())::bigint[])
    and m.circle_id = any((select my_open_circles())::bigint[])
    and m.circle_id = any((select my_groups_ever())::bigint[]))
  and exists (select from groups_group g join people_circle c on c.id = g.circle_id
    where g.circle_id = guest_id and c.ended_at is null));
create policy take_back on gatherings_visit for update to entrepairs_person
  using (withdrawn_at is null and (guest_id = any((select my_voting_circles())::bigint[]) and accepted_at is not null
    or exists (select from meetings_meeting m where m.id = meeting_id
      and m.circle_id = any((select my_voting_circles())::bigint[]))))
  with check (withdrawn_at is not null);
grant select, insert on gatherings_declinedvisit to entrepairs_person;
create policy seen on gatherings_declinedvisit for select to entrepairs_person using (
  exists (select from gatherings_visit v where v.id = visit_id
    and v.guest_id = any((select my_voting_circles())::bigint[])));
create policy decline on gatherings_declinedvisit for insert to entrepairs_person with check (
  person_id = (select me()) and exists (select from gatherings_visit v where v.id = visit_id
    and v.accepted_at is null and v.guest_id = any((select my_voting_circles())::bigint[])));

-- Who may call them; nobody else may.
grant execute on function my_turns, my_turn_is_on, are_there_with_me to entrepairs_person;
