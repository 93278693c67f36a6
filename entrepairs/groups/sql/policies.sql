-- Who keeps the page of a group: those with that role; where nobody has it, every member does.
create function my_kept_groups() returns bigint[] language sql stable security definer
  set search_path = app, public, pg_temp as
$$ select coalesce(array_agg(c.id), '{}') from people_circle c
   where c.kind = 'group' and c.ended_at is null and c.id = any(my_voting_circles()) and (
     select coalesce(bool_or(m.person_id = me()), true) from people_membership m
     join vocabulary_concept r on r.id = m.role_id and r.scheme = 'role' and r.key = 'keeper'
     where m.circle_id = c.id and is_current(m.since, m.until)) $$;

-- A page is shown to more people, and a group opened to who does not ask, a week after all in it were told, so that who
-- does not want it has left: each who comes in sees who is there. The telling holds for a month. Who is alone needs no
-- telling.
create function may_widen(circle bigint) returns boolean language sql stable security definer
  set search_path = app, public, pg_temp as
$$ select circle = any(my_kept_groups()) and (
     not exists (select from people_membership m where m.circle_id = circle and m.person_id <> me()
       and is_current(m.since, m.until))
     or exists (select from groups_group g where g.circle_id = circle and g.wider_from <= statement_timestamp()
       and g.wider_from > statement_timestamp() - interval '30 days')) $$;

-- The groups that I may end: those whose page I hold the role to keep. Where nobody does, a member first takes it when
-- another suggests it, so that ending a group is never one person's act; who is alone there ends it alone.
create function groups_i_may_end() returns bigint[] language sql stable security definer
  set search_path = app, public, pg_temp as
$$ select coalesce(array_agg(c.id), '{}') from people_circle c
   where c.kind = 'group' and c.ended_at is null and c.id = any(my_voting_circles()) and (
     exists (select from people_membership m join vocabulary_concept r on r.id = m.role_id
       where m.circle_id = c.id and m.person_id = me() and r.scheme = 'role' and r.key = 'keeper'
         and is_current(m.since, m.until))
     or not exists (select from people_membership m where m.circle_id = c.id and m.person_id <> me()
       and is_current(m.since, m.until))) $$;

-- A group is shown to those to whom its keepers show it, once it is two: members, not visitors. It runs once a row,
-- after the cheaper questions, and tells nothing of what is not shown to who asks.
create function group_is_shown(circle bigint) returns boolean language sql stable security definer
  set search_path = app, public, pg_temp as
$$ select exists (select from people_circle c join groups_group g on g.circle_id = c.id
       where c.id = circle and c.ended_at is null and (g.audience >= 5 or g.audience >= 4 and me() is not null))
     and 2 <= (select count(distinct m.person_id) from people_membership m
       left join vocabulary_concept r on r.id = m.role_id
       where m.circle_id = circle and is_current(m.since, m.until)
         and not coalesce((r.data ->> 'advises')::boolean, false)) $$;

-- The groups that an organisation which I coordinate sponsors or manages now, or is asked to.
create function my_backed_groups(standing boolean) returns bigint[] language sql stable security definer
  set search_path = app, public, pg_temp as
$$ select coalesce(array_agg(b.circle_id), '{}') from groups_backing b
   where b.organisation_id = any(my_coordinations()) and (b.accepted_at is not null or not standing)
     and is_current(b.since, b.until) $$;

-- A yes that still waits: not answered, not taken back, not too old.
create function entry_stands(e groups_entry) returns boolean language sql stable as
$$ select e.accepted_at is null and e.withdrawn_at is null
     and e.made_at > statement_timestamp() - interval '30 days'
     and not exists (select from groups_refusal r where r.entry_id = e.id) $$;

-- Whether I asked that group lately, or a group of mine that person, or I that person for any group: a no is silent, so
-- that nobody may be asked again and again, by taking back what was asked or by starting one group after another.
create function asked_lately(circle bigint, who bigint) returns boolean language sql stable security definer
  set search_path = app, public, pg_temp as
$$ select exists (select from groups_entry e where e.person_id = who and e.accepted_at is null
     and e.made_at > statement_timestamp() - interval '30 days' and case when who = me()
       then e.circle_id = circle and e.by_id is null
       else e.by_id = me() or e.circle_id = circle and e.by_id is not null and circle = any(my_voting_circles())
     end) $$;

-- How many people I invited in a day: more than that is not company, it is a mailing.
create function invited_enough() returns boolean language sql stable security definer
  set search_path = app, public, pg_temp as
$$ select 20 <= (select count(*) from groups_entry
     where by_id = me() and made_at > statement_timestamp() - interval '1 day') $$;

-- What somebody who is on a pause asked or wrote at a door where I may answer: a pause hides them there too.
create function out_of_sight_at_doors() returns bigint[] language sql stable security definer
  set search_path = app, public, pg_temp as
$$ select coalesce(array_agg(e.id), '{}') from groups_entry e
   join people_person p on p.id = coalesce(e.by_id, e.person_id)
   where p.paused_at is not null and e.accepted_at is null and e.withdrawn_at is null
     and case when e.by_id is null then e.person_id <> me() and e.circle_id = any(my_voting_circles())
       else e.person_id = me() end $$;

-- Where somebody invites me, and I have not answered; never somebody whom I blocked, or who is on a pause.
create function groups_that_invite_me() returns bigint[] language sql stable security definer
  set search_path = app, public, pg_temp as
$$ select coalesce(array_agg(e.circle_id), '{}') from groups_entry e
   where e.person_id = me() and e.by_id is not null and entry_stands(e) and e.by_id <> all(blocked_by_me())
     and e.id <> all(out_of_sight_at_doors()) $$;

-- The groups whose page I read as one of theirs: where I am, and those that ended with me. Who left reads what was said
-- then, and not where a group that hides its page meets since.
create function my_group_pages() returns bigint[] language sql stable security definer
  set search_path = app, public, pg_temp as
$$ select coalesce(array_agg(m.circle_id), '{}') from people_membership m join people_circle c on c.id = m.circle_id
   where m.person_id = me() and c.kind = 'group' and (is_current(m.since, m.until) or m.until >= c.ended_at) $$;

-- The page of a group is seen by who is in it, by those it invites, by the organisations that back it, and, once it is
-- two, by whom its keepers show it to: the network, or everyone. Its keepers change it.
grant select, update (kind, audience, place_id, address, languages, phone, email, website, visit_days, unwell,
  time_zone, closes_on_holidays) on groups_group to entrepairs_person;
create policy seen on groups_group for select to entrepairs_person using (
  circle_id = any((select my_group_pages())::bigint[])
  or circle_id = any((select groups_that_invite_me())::bigint[])
  or circle_id = any((select my_backed_groups(false))::bigint[])
  or ((audience >= 5 or audience >= 4 and (select me()) is not null) and group_is_shown(circle_id)));
create policy keep on groups_group for update to entrepairs_person
  using (circle_id = any((select my_kept_groups())::bigint[]));

-- When it is open is seen by who sees the group. Its keepers write it.
grant select, insert, delete on groups_groupopening to entrepairs_person;
create policy seen on groups_groupopening for select to entrepairs_person using (
  exists (select from groups_group g where g.circle_id = group_id));
create policy write on groups_groupopening for insert to entrepairs_person with check (
  group_id = any((select my_kept_groups())::bigint[]));
create policy withdraw on groups_groupopening for delete to entrepairs_person
  using (group_id = any((select my_kept_groups())::bigint[]));

-- Who asks to come in is seen by the members, across no block: who asks cannot know who is in. Whom a member invites is
-- seen by the members and by that person; never somebody whom the reader blocked. What somebody on a pause asked or
-- wrote is seen by themselves. One asks for oneself, where one sees the group or was in it, and is not, or visits it; a
-- member invites somebody they see, across no block; a keeper invites a member to keep the page too. Each takes back
-- what they asked; any member, an invitation of the group. A yes is written by enter_group() and let_in(), with the
-- membership.
grant select, insert, update (withdrawn_at) on groups_entry to entrepairs_person;
create policy seen on groups_entry for select to entrepairs_person using (
  id <> all((select out_of_sight_at_doors())::bigint[]) and ((person_id = (select me())
    and (by_id is null or by_id <> all((select blocked_by_me())::bigint[])))
  or (circle_id = any((select my_voting_circles())::bigint[])
    and person_id <> all((select blocked_by_me())::bigint[])
    and (by_id is not null or person_id <> all((select my_blocks())::bigint[])))));
create policy ask on groups_entry for insert to entrepairs_person with check (
  person_id = (select me()) and by_id is null and accepted_at is null and withdrawn_at is null
  and not asked_lately(circle_id, person_id) and circle_id <> all((select my_voting_circles())::bigint[])
  and (role = 'member' or circle_id <> all((select my_circles())::bigint[]))
  and exists (select from people_circle c where c.id = circle_id and c.kind = 'group' and c.ended_at is null)
  and (circle_id = any((select my_circles_ever())::bigint[])
    or exists (select from groups_group g where g.circle_id = groups_entry.circle_id)));
create policy invite on groups_entry for insert to entrepairs_person with check (
  by_id = (select me()) and accepted_at is null and withdrawn_at is null
  and not asked_lately(circle_id, person_id) and not invited_enough()
  and circle_id = any((select my_voting_circles())::bigint[])
  and exists (select from people_circle c where c.id = circle_id and c.kind = 'group' and c.ended_at is null)
  and person_id <> all((select my_blocks())::bigint[])
  and exists (select from people_person p where p.id = groups_entry.person_id)
  and case when role = 'keeper' then circle_id = any((select my_kept_groups())::bigint[])
        and exists (select from people_membership m where m.circle_id = groups_entry.circle_id
          and m.person_id = groups_entry.person_id and m.role_id is null and is_current(m.since, m.until))
      else not exists (select from people_membership m where m.circle_id = groups_entry.circle_id
          and m.person_id = groups_entry.person_id and is_current(m.since, m.until)) end);
create policy take_back on groups_entry for update to entrepairs_person
  using (accepted_at is null and withdrawn_at is null and (person_id = (select me()) and by_id is null
    or by_id is not null and circle_id = any((select my_voting_circles())::bigint[])))
  with check (accepted_at is null and withdrawn_at is not null);

-- A no: of who was invited, known to them alone; of members to who asks, known to members.
grant select, insert on groups_refusal to entrepairs_person;
create policy seen on groups_refusal for select to entrepairs_person using (
  exists (select from groups_entry e where e.id = entry_id and case when e.by_id is null
    then e.person_id <> (select me()) and e.circle_id = any((select my_voting_circles())::bigint[])
    else groups_refusal.person_id = (select me()) end));
create policy refuse on groups_refusal for insert to entrepairs_person with check (
  person_id = (select me()) and exists (select from groups_entry e where e.id = entry_id
    and case when e.by_id is null
      then e.person_id <> (select me()) and e.circle_id = any((select my_voting_circles())::bigint[])
      else e.person_id = (select me()) end));

-- Whether I, or another of that group, asked that organisation lately, without a yes: its no is silent too.
create function backing_asked_lately(circle bigint, organisation bigint) returns boolean language sql stable
  security definer set search_path = app, public, pg_temp as
$$ select circle = any(my_kept_groups()) and exists (select from groups_backing b where b.circle_id = circle
     and b.organisation_id = organisation and b.accepted_at is null and b.until is not null
     and b.since > statement_timestamp() - interval '30 days') $$;

-- Which organisations back a group is seen by who sees the group; until it has said yes, by its coordinators and by the
-- members. Keepers ask an organisation, its coordinators say yes, either side ends it.
grant select, insert, update (accepted_by_id, accepted_at, until) on groups_backing to entrepairs_person;
create policy seen on groups_backing for select to entrepairs_person using (
  case when accepted_at is null then circle_id = any((select my_voting_circles())::bigint[])
      or organisation_id = any((select my_coordinations())::bigint[])
    else exists (select from groups_group g where g.circle_id = groups_backing.circle_id) end);
create policy ask on groups_backing for insert to entrepairs_person with check (
  asked_by_id = (select me()) and accepted_at is null and until is null
  and not backing_asked_lately(circle_id, organisation_id) and circle_id = any((select my_kept_groups())::bigint[]));
create policy answer on groups_backing for update to entrepairs_person
  using (until is null and (circle_id = any((select my_kept_groups())::bigint[])
    or organisation_id = any((select my_coordinations())::bigint[])))
  with check (until is not null
    or accepted_by_id = (select me()) and organisation_id = any((select my_coordinations())::bigint[])
      and exists (select from people_circle c where c.id = circle_id and c.ended_at is null));

-- What a group's people promise each other is read by who sees the group. Keepers write a new version; none is changed.
grant select, insert on groups_agreement to entrepairs_person;
create policy seen on groups_agreement for select to entrepairs_person using (
  exists (select from groups_group g where g.circle_id = groups_agreement.circle_id));
create policy write on groups_agreement for insert to entrepairs_person with check (
  made_by_id = (select me()) and circle_id = any((select my_kept_groups())::bigint[]));

-- A yes to a version is its person's alone.
grant select, insert on groups_agreementyes to entrepairs_person;
create policy mine on groups_agreementyes for select to entrepairs_person using (person_id = (select me()));
create policy say on groups_agreementyes for insert to entrepairs_person with check (
  person_id = (select me()) and exists (select from groups_agreement a where a.id = agreement_id
    and a.circle_id = any((select my_circles())::bigint[])));

-- Names that stand on what waits at the door: who asks to come in, for members; who invites me, for me.
create function people_at_the_door() returns bigint[] language sql stable security definer
  set search_path = app, public, pg_temp as
$$ select coalesce(array_agg(case when e.person_id = me() then e.by_id else e.person_id end), '{}')
   from groups_entry e where entry_stands(e) and e.id <> all(out_of_sight_at_doors())
     and (e.person_id = me() and e.by_id is not null
       or e.by_id is null and e.circle_id = any(my_voting_circles()) and e.person_id <> all(my_blocks())) $$;

-- Who may call them; nobody else may.
grant execute on function
  my_kept_groups, groups_i_may_end, may_widen, my_group_pages, group_is_shown, my_backed_groups, groups_that_invite_me,
  entry_stands,
  people_at_the_door, asked_lately, invited_enough, backing_asked_lately, out_of_sight_at_doors
  to entrepairs_person;
