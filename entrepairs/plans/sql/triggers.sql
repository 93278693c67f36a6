create trigger moments_are_now before insert or update on plans_planinvitation for each row
  execute function moments_are_now('withdrawn_at');
create trigger moments_are_now before insert or update on plans_commitment for each row
  execute function moments_are_now('accepted_at', 'done_at', 'ended_at');

-- Nobody says yes for another, nor takes it back.
create function accepted_by_its_person() returns trigger language plpgsql set search_path = app, public, pg_temp as $$
begin
  if current_user = 'entrepairs_person' and (old.accepted_at is not null or new.person_id <> me()) then
    raise insufficient_privilege using message = 'each says yes for themselves';
  end if;
  return new;
end $$;
create trigger accepted_by_its_person before update of accepted_at on plans_commitment for each row
  when (new.accepted_at is distinct from old.accepted_at) execute function accepted_by_its_person();

-- Who is kept apart from somebody in a plan or a team does not enter it, whatever hat writes it.
create function refuse_kept_apart() returns trigger language plpgsql security definer
  set search_path = app, public, pg_temp as $$
begin
  if exists (select from people_circle c where c.id = new.circle_id and c.kind in ('plan', 'team'))
     and kept_out(new.person_id, new.circle_id, null) then
    raise insufficient_privilege using message = 'this is not possible now';
  end if;
  return new;
end $$;
create function refuse_service_kept_apart() returns trigger language plpgsql security definer
  set search_path = app, public, pg_temp as $$
begin
  if kept_out(new.person_id, new.plan_id, new.organisation_id) then
    raise insufficient_privilege using message = 'this is not possible now';
  end if;
  return new;
end $$;
create trigger kept_apart before insert on plans_participant for each row execute function refuse_service_kept_apart();

-- Who is out of a plan is out of all of it: what they were, what they were to read, what they were to do. When its
-- holder is out, it has ended.
create function leaves_a_plan() returns trigger language plpgsql security definer
  set search_path = app, public, pg_temp as $$
begin
  if exists (select from plans_plan where circle_id = new.circle_id and holder_id = new.person_id) then
    perform end_circle_for_all(new.circle_id);
    return null;
  end if;
  perform from people_circle where id = new.circle_id and kind = 'plan' for update;
  delete from plans_reader r using plans_section s
    where s.id = r.section_id and s.plan_id = new.circle_id and r.person_id = new.person_id;
  update plans_commitment set ended_at = statement_timestamp()
    where plan_id = new.circle_id and person_id = new.person_id and done_at is null and ended_at is null;
  delete from plans_participant where plan_id = new.circle_id and person_id = new.person_id;
  return null;
end $$;
create function leaves_as_a_service() returns trigger language plpgsql security definer
  set search_path = app, public, pg_temp as $$
begin
  update people_membership m set until = statement_timestamp() from plans_participant p
    where p.plan_id = m.circle_id and p.person_id = m.person_id and p.person_id = new.person_id
      and p.organisation_id = new.organisation_id and is_current(m.since, m.until);
  return null;
end $$;

-- The plan of somebody whose account is deleted has ended. Of what is to come in it nothing takes place.
create function plan_goes_with_its_holder() returns trigger language plpgsql security definer
  set search_path = app, public, pg_temp as $$
begin
  perform end_circle_for_all(old.circle_id);
  return null;
end $$;
create trigger goes_with_its_holder after delete on plans_plan for each row
  execute function plan_goes_with_its_holder();

-- Whatever answers closes what was told.
create trigger closes_notices after update on plans_planinvitation for each row
  execute function close_notices('plan_door', 'array(select key from people_circle where id = ($1).plan_id)');
create trigger closes_notices after insert on plans_declined for each row
  execute function close_notices('plan_door', 'array(select c.key from people_circle c join plans_planinvitation i on '
    'i.plan_id = c.id where i.id = ($1).invitation_id)');
create trigger closes_notices after insert on plans_participant for each row
  execute function close_notices('plan_door', 'array(select key from people_circle where id = ($1).plan_id)');
create trigger closes_notices after insert on plans_staysout for each row
  execute function close_notices('plan_door', 'array(select key from people_circle where id = ($1).circle_id)',
    '($1).person_id');
create trigger closes_notices after insert on plans_keptapart for each row
  execute function close_notices('plan_door', 'array(select c.key from people_circle c join plans_planinvitation i on '
    'i.plan_id = c.id where i.organisation_id = ($1).organisation_id or i.person_id = ($1).person_id)');
create trigger closes_notices after update on plans_commitment for each row
  execute function close_notices('plan_asked', 'array(select key from people_circle where id = ($1).plan_id)');
create trigger closes_notices after update on plans_plan for each row
  execute function close_notices('plan_review', 'array(select key from people_circle where id = ($1).circle_id)');
