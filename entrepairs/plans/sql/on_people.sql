-- The circle of a plan is seen by who holds it, also once it has ended, and by whom it invites: it has the name.
create policy by_plan on people_circle for select to entrepairs_person using (
  kind = 'plan' and (id = any((select my_held_plans())::bigint[])
    or id = any((select plans_that_invite_me())::bigint[])));
-- Only its holder changes it.
create policy plan_is_held on people_circle as restrictive for update to entrepairs_person
  using (kind <> 'plan' or id = any((select my_held_plans())::bigint[]));

-- Names on an invitation to a plan, never of somebody whom the reader blocked.
create policy by_plan_invitation on people_person for select to entrepairs_person using (
  id = any((select people_of_plan_invitations())::bigint[]) and id <> all((select blocked_by_me())::bigint[]));

-- The holder removes whom they invited, and ends the plan, for all in it.
create policy remove_from_plan on people_membership for update to entrepairs_person
  using ((until is null or until > clock_timestamp()) and circle_id = any((select my_held_plans())::bigint[]))
  with check (until <= clock_timestamp());

-- Into a plan or a team, by whatever way, comes nobody who is kept apart from who is in it.
create trigger kept_apart before insert on people_membership for each row
  when (new.until is null) execute function refuse_kept_apart();
create trigger leaves_a_plan after update of until on people_membership for each row
  when (old.until is null and new.until is not null) execute function leaves_a_plan();
-- Who leaves an organisation leaves the plans in which they are for it.
create trigger leaves_as_a_service after update of until on people_affiliation for each row
  when (old.until is null and new.until is not null) execute function leaves_as_a_service();

create trigger closes_notices_of_plans after update of until on people_membership for each row
  when (new.until is distinct from old.until)
  execute function close_notices('plan_asked', 'array(select key from people_circle where id = ($1).circle_id)',
    '($1).person_id');
create trigger closes_notices_of_plans after update of ended_at on people_circle for each row
  when (new.ended_at is not null)
  execute function close_notices('plan_door plan_asked plan_review plan_note plan_ended', 'array[($1).key]');
create trigger closes_notices_of_plans after insert on people_block for each row
  execute function close_notices('plan_door', 'array(select c.key from people_circle c join plans_planinvitation i on '
    'i.plan_id = c.id where i.person_id in (($1).person_id, ($1).blocked_id))');
