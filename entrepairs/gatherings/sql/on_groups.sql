-- One manages the other: coordinates an organisation in which the other is, or has a role there, or in a team of both,
-- that manages (vocabulary/data/roles.yaml says which do). For triggers alone: its answer tells who works where.
create function manages(one bigint, other bigint) returns boolean language sql stable security definer
  set search_path = app, public, pg_temp as
$$ select exists (select from people_affiliation a join people_affiliation b on b.organisation_id = a.organisation_id
       where a.person_id = one and b.person_id = other
         and is_current(a.since, a.until) and is_current(b.since, b.until)
         and (a.coordinator or exists (select from roles_heldrole h join vocabulary_concept r on r.id = h.role_id
           where h.person_id = one and h.organisation_id = a.organisation_id and h.accepted_at is not null
             and h.withdrawn_at is null and coalesce(h.until >= today(), h.ended_at is null)
             and (r.data ->> 'manages')::boolean)))
     or exists (select from people_membership a join vocabulary_concept r on r.id = a.role_id
       join people_circle c on c.id = a.circle_id and c.kind = 'team' and c.ended_at is null
       join people_membership b on b.circle_id = c.id
       where a.person_id = one and b.person_id = other and is_current(a.since, a.until)
         and is_current(b.since, b.until) and (r.data ->> 'manages')::boolean) $$;
create function is_co_reflection(circle bigint) returns boolean language sql stable security definer
  set search_path = app, public, pg_temp as
$$ select exists (select from groups_group g where g.circle_id = circle and g.kind = 'reflection') $$;
-- Who is in that group and manages another of it.
create function managers_within(circle bigint) returns setof bigint language sql stable security definer
  set search_path = app, public, pg_temp as
$$ select distinct m.person_id from people_membership m join people_membership o on o.circle_id = m.circle_id
   where m.circle_id = circle and o.person_id <> m.person_id and is_current(m.since, m.until)
     and is_current(o.since, o.until) and manages(m.person_id, o.person_id) $$;

-- A group of co-reflection is of peers of any employers: nobody in it manages another of it, no organisation has it,
-- sponsors or manages it, and people come in with a member's yes. Whatever hat writes it.
create function refuse_as_co_reflection() returns trigger language plpgsql security definer
  set search_path = app, public, pg_temp as $$
begin
  if exists (select managers_within(new.circle_id)) then
    raise check_violation using message = 'one of them manages another', constraint = 'co_reflection_no_manager';
  end if;
  if exists (select from people_circle c where c.id = new.circle_id and (c.open or c.organisation_id is not null))
      or exists (select from groups_backing b where b.circle_id = new.circle_id and b.until is null) then
    raise check_violation using message = 'it is of no organisation', constraint = 'co_reflection_apart';
  end if;
  return new;
end $$;
create trigger becomes_co_reflection before insert or update of kind on groups_group for each row
  when (new.kind = 'reflection') execute function refuse_as_co_reflection();
create function refuse_support_of_co_reflection() returns trigger language plpgsql security definer
  set search_path = app, public, pg_temp as $$
begin
  if is_co_reflection(new.circle_id) then
    raise check_violation using message = 'it is of no organisation', constraint = 'co_reflection_apart';
  end if;
  return new;
end $$;
create trigger not_of_co_reflection before insert on groups_backing for each row
  execute function refuse_support_of_co_reflection();
-- Nor is anybody invited there who manages one of its people.
create function refuse_to_invite_manager() returns trigger language plpgsql security definer
  set search_path = app, public, pg_temp as $$
begin
  if is_co_reflection(new.circle_id) and exists (select from people_membership m
      where m.circle_id = new.circle_id and m.person_id <> new.person_id and is_current(m.since, m.until)
        and manages(new.person_id, m.person_id)) then
    raise check_violation using message = 'one would manage the other', constraint = 'co_reflection_no_manager';
  end if;
  return new;
end $$;
create trigger refuses_to_invite_manager before insert on groups_entry for each row
  when (new.by_id is not null) execute function refuse_to_invite_manager();
