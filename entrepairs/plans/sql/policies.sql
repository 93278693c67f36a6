-- The plans that I hold, also those that have ended; their sections; the sections of others that I was chosen to read.
create function my_held_plans() returns bigint[] language sql stable security definer
  set search_path = app, public, pg_temp as
$$ select coalesce(array_agg(circle_id), '{}') from plans_plan where holder_id = me() $$;
create function my_held_sections() returns bigint[] language sql stable security definer
  set search_path = app, public, pg_temp as
$$ select coalesce(array_agg(s.id), '{}') from plans_section s join plans_plan p on p.circle_id = s.plan_id
   where p.holder_id = me() $$;
create function sections_for_me() returns bigint[] language sql stable security definer
  set search_path = app, public, pg_temp as
$$ select coalesce(array_agg(r.section_id), '{}') from plans_reader r join plans_section s on s.id = r.section_id
   where r.person_id = me() and s.plan_id = any(my_circles()) $$;

-- The organisations that are in a circle as such: of a plan, those of its services; of a team, its own.
create function services_in(circle bigint) returns bigint[] language sql stable security definer
  set search_path = app, public, pg_temp as
$$ select coalesce(array_agg(organisation_id), '{}') from (
     select organisation_id from plans_participant where plan_id = circle
     union select organisation_id from people_circle where id = circle and kind = 'team') s
   where organisation_id is not null $$;

-- Whether what somebody said keeps these apart: "not this circle", or a person who is never in a circle with that
-- organisation. It is asked by the functions and triggers of this room alone: its answer tells who is cared for
-- where.
create function kept_out(who bigint, circle bigint, of_organisation bigint) returns boolean language sql stable
  security definer set search_path = app, public, pg_temp as
$$ select exists (select from plans_staysout s where s.person_id = who and s.circle_id = circle)
   or exists (select from plans_keptapart k where k.person_id = who and k.organisation_id = any(services_in(circle)))
   or exists (select from plans_keptapart k join people_membership m on m.person_id = k.person_id
     where k.organisation_id = of_organisation and k.person_id <> who and m.circle_id = circle
       and is_current(m.since, m.until)) $$;

-- The invitations that wait for my answer. One that would put two together who are kept apart is not among them: for
-- who invited, it waits like any other that is not answered.
create function my_plan_invitations() returns bigint[] language sql stable security definer
  set search_path = app, public, pg_temp as
$$ select coalesce(array_agg(i.id), '{}') from plans_planinvitation i
   join plans_plan p on p.circle_id = i.plan_id join people_circle c on c.id = i.plan_id
   where i.person_id = me() and c.ended_at is null and plan_invitation_waits(i) and p.holder_id <> all(my_blocks())
     and not exists (select from plans_declined d where d.invitation_id = i.id)
     and not kept_out(me(), i.plan_id, i.organisation_id) $$;
create function plan_invitation_waits(i plans_planinvitation) returns boolean language sql stable as
$$ select i.accepted_at is null and i.withdrawn_at is null
     and i.made_at > statement_timestamp() - interval '30 days' $$;
create function plans_that_invite_me() returns bigint[] language sql stable security definer
  set search_path = app, public, pg_temp as
$$ select coalesce(array_agg(plan_id), '{}') from plans_planinvitation where id = any(my_plan_invitations()) $$;

-- A plan is seen by who holds it, by who is in it and by whom it invites; by nobody else: not by coordinators, not by
-- the administrator's page. Its holder alone changes it.
grant select, update (review_on) on plans_plan to entrepairs_person;
create policy seen on plans_plan for select to entrepairs_person using (
  holder_id = (select me()) or circle_id = any((select my_circles())::bigint[])
  or circle_id = any((select plans_that_invite_me())::bigint[]));
create policy hold on plans_plan for update to entrepairs_person using (holder_id = (select me()));

-- A section is seen by the holder; once written, by those to whom they gave it: everyone in the plan, or chosen
-- members; never by who is out of it. The holder alone writes, while the plan runs, and deletes.
grant select, insert, update (title, words, audience, position, written_at), delete on plans_section
  to entrepairs_person;
create policy seen on plans_section for select to entrepairs_person using (
  plan_id = any((select my_held_plans())::bigint[])
  or (words <> '' and (audience = 2 and plan_id = any((select my_circles())::bigint[])
    or audience = 1 and id = any((select sections_for_me())::bigint[]))));
create policy write on plans_section for insert to entrepairs_person with check (
  plan_id = any((select my_held_plans())::bigint[]) and plan_id = any((select my_open_circles())::bigint[]));
create policy change on plans_section for update to entrepairs_person
  using (plan_id = any((select my_held_plans())::bigint[]) and plan_id = any((select my_open_circles())::bigint[]));
create policy remove on plans_section for delete to entrepairs_person
  using (plan_id = any((select my_held_plans())::bigint[]));

-- Who was chosen to read a section: the holder says, and each sees of themselves.
grant select, insert, delete on plans_reader to entrepairs_person;
create policy seen on plans_reader for select to entrepairs_person using (
  section_id = any((select my_held_sections())::bigint[]) or person_id = (select me()));
create policy choose on plans_reader for insert to entrepairs_person with check (
  section_id = any((select my_held_sections())::bigint[]) and exists (
    select from plans_section s join plans_participant p on p.plan_id = s.plan_id
    where s.id = section_id and p.person_id = plans_reader.person_id));
create policy unchoose on plans_reader for delete to entrepairs_person
  using (section_id = any((select my_held_sections())::bigint[]));

-- What was written before is the holder's, and is not changed.
grant select, insert, delete on plans_version to entrepairs_person;
create policy mine on plans_version for select to entrepairs_person
  using (section_id = any((select my_held_sections())::bigint[]));
create policy write on plans_version for insert to entrepairs_person
  with check (section_id = any((select my_held_sections())::bigint[]));
create policy remove on plans_version for delete to entrepairs_person
  using (section_id = any((select my_held_sections())::bigint[]));

-- Who is in a plan, and as what: seen by all in it. Written by enter_plan(), with the membership, and gone with it.
grant select on plans_participant to entrepairs_person;
create policy seen on plans_participant for select to entrepairs_person using (
  plan_id = any((select my_circles())::bigint[]) or plan_id = any((select my_held_plans())::bigint[]));

-- An invitation is seen by the holder and, while it waits, by whom they invite. The holder alone invites, somebody they
-- see, across no block, who is not in it; and withdraws. The yes is written by enter_plan().
grant select, insert, update (withdrawn_at) on plans_planinvitation to entrepairs_person;
create policy seen on plans_planinvitation for select to entrepairs_person using (
  plan_id = any((select my_held_plans())::bigint[]) or id = any((select my_plan_invitations())::bigint[]));
create policy invite on plans_planinvitation for insert to entrepairs_person with check (
  accepted_at is null and withdrawn_at is null and person_id <> (select me())
  and plan_id = any((select my_held_plans())::bigint[]) and plan_id = any((select my_open_circles())::bigint[])
  and person_id <> all((select my_blocks())::bigint[])
  and exists (select from people_person p where p.id = plans_planinvitation.person_id)
  and not exists (select from plans_participant p where p.plan_id = plans_planinvitation.plan_id
    and p.person_id = plans_planinvitation.person_id));
create policy withdraw on plans_planinvitation for update to entrepairs_person
  using (accepted_at is null and withdrawn_at is null and plan_id = any((select my_held_plans())::bigint[]))
  with check (accepted_at is null and withdrawn_at is not null);

-- A no is known to the person who said it.
grant select, insert on plans_declined to entrepairs_person;
create policy mine on plans_declined for select to entrepairs_person using (person_id = (select me()));
create policy decline on plans_declined for insert to entrepairs_person with check (
  person_id = (select me()) and invitation_id = any((select my_plan_invitations())::bigint[]));

-- "Not this circle" is its person's: of a circle they are in, or that invites them. They may take it back.
grant select, insert, delete on plans_staysout to entrepairs_person;
create policy mine on plans_staysout for select to entrepairs_person using (person_id = (select me()));
create policy stay_out on plans_staysout for insert to entrepairs_person with check (
  person_id = (select me()) and (circle_id = any((select my_circles())::bigint[])
    or circle_id = any((select plans_that_invite_me())::bigint[])));
create policy take_back on plans_staysout for delete to entrepairs_person using (person_id = (select me()));

-- From whom somebody is kept apart is theirs alone: it may tell where they are cared for.
grant select, insert, delete on plans_keptapart to entrepairs_person;
create policy mine on plans_keptapart for select to entrepairs_person using (person_id = (select me()));
create policy keep_apart on plans_keptapart for insert to entrepairs_person with check (person_id = (select me()));
create policy take_back on plans_keptapart for delete to entrepairs_person using (person_id = (select me()));

-- A commitment is seen alike by all in the plan, and by the holder afterwards. Each writes their own, which stands; the
-- holder asks a member, whose own yes it needs (triggers.sql). Its person and the holder say that it is done or end it.
grant select, insert, update (accepted_at, done_at, ended_at) on plans_commitment to entrepairs_person;
create policy seen on plans_commitment for select to entrepairs_person using (
  plan_id = any((select my_circles())::bigint[]) or plan_id = any((select my_held_plans())::bigint[]));
create policy write on plans_commitment for insert to entrepairs_person with check (
  by_id = (select me()) and done_at is null and ended_at is null
  and plan_id = any((select my_open_circles())::bigint[])
  and (person_id = (select me()) and accepted_at is not null
    or accepted_at is null and plan_id = any((select my_held_plans())::bigint[])
      and exists (select from plans_participant p where p.plan_id = plans_commitment.plan_id
        and p.person_id = plans_commitment.person_id)));
create policy change on plans_commitment for update to entrepairs_person
  using (ended_at is null and plan_id = any((select my_open_circles())::bigint[])
    and (person_id = (select me()) or plan_id = any((select my_held_plans())::bigint[])))
  with check (person_id = (select me()) or plan_id = any((select my_held_plans())::bigint[]));

-- The list of paper copies is the holder's.
grant select, insert, delete on plans_copy to entrepairs_person;
create policy mine on plans_copy for select to entrepairs_person
  using (plan_id = any((select my_held_plans())::bigint[]));
create policy add on plans_copy for insert to entrepairs_person
  with check (plan_id = any((select my_held_plans())::bigint[]));
create policy remove on plans_copy for delete to entrepairs_person
  using (plan_id = any((select my_held_plans())::bigint[]));

-- Names that stand on an invitation which waits: of who invites me; of whom I invited, whatever they do meanwhile, or
-- its absence would tell.
create function people_of_plan_invitations() returns bigint[] language sql stable security definer
  set search_path = app, public, pg_temp as
$$ select coalesce(array_agg(id), '{}') from (
     select p.holder_id as id from plans_plan p where p.circle_id = any(plans_that_invite_me())
     union select i.person_id from plans_planinvitation i
       where i.plan_id = any(my_held_plans()) and plan_invitation_waits(i)) n $$;

-- Who may call them; nobody else may.
grant execute on function
  my_held_plans, my_held_sections, sections_for_me, my_plan_invitations, plan_invitation_waits, plans_that_invite_me,
  people_of_plan_invitations to entrepairs_person;
