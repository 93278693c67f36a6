-- In an organisation now, or in one of its groups, as far as who asks may know. Under the hat of the person who asks.
create function is_of_organisation(who bigint, an_organisation bigint) returns boolean language sql stable as
$$ select exists (select from people_affiliation a where a.person_id = who and a.organisation_id = an_organisation
       and is_current(a.since, a.until))
     or exists (select from people_membership m join people_circle c on c.id = m.circle_id
       where m.person_id = who and c.organisation_id = an_organisation and c.kind = 'group' and c.ended_at is null
         and is_current(m.since, m.until)) $$;
-- A role of the same person there, that they hold. Likewise.
create function corrects_role(a_role bigint, who bigint, an_organisation bigint) returns boolean language sql stable as
$$ select exists (select from roles_heldrole h where h.id = a_role and h.person_id = who
     and h.organisation_id = an_organisation and h.accepted_at is not null and h.withdrawn_at is null) $$;

-- What waits for the yes of its person: not taken back, and not answered, as far as who asks may know.
create function role_is_offered(h roles_heldrole) returns boolean language sql stable as
$$ select h.accepted_at is null and h.withdrawn_at is null
     and not exists (select from roles_declinedrole d where d.offer_id = h.id) $$;
-- Held on that day, with a yes.
create function role_is_held(h roles_heldrole, on_day date) returns boolean language sql immutable as
$$ select h.accepted_at is not null and h.withdrawn_at is null and h.since <= on_day
     and (h.until is null or h.until > on_day or h.until = on_day and h.ended_at is null) $$;

-- Those who hold a role now in an organisation that I coordinate: their yes shows me their name.
create function people_in_my_roles() returns bigint[] language sql stable security definer
  set search_path = app, public, pg_temp as
$$ select coalesce(array_agg(distinct h.person_id), '{}') from roles_heldrole h
   where h.organisation_id = any(my_coordinations()) and role_is_held(h, today()) $$;

-- A role is seen by its person, whatever became of it, and by those who coordinate the organisation now; never across
-- a block. These offer one to somebody they see, who is in the organisation or in one of its groups; nobody says yes
-- for another. What becomes of it is written by the functions of this room.
grant select, insert on roles_heldrole to entrepairs_person;
create policy seen on roles_heldrole for select to entrepairs_person using (
  person_id = (select me())
  or (organisation_id = any((select my_coordinations())::bigint[])
    and person_id <> all((select my_blocks())::bigint[])));
create policy offer on roles_heldrole for insert to entrepairs_person with check (
  offered_by_id = (select me()) and accepted_at is null and withdrawn_at is null and ended_at is null
  and organisation_id = any((select my_coordinations())::bigint[])
  and person_id <> all((select my_blocks())::bigint[])
  and exists (select from people_person p where p.id = roles_heldrole.person_id)
  and is_of_organisation(person_id, organisation_id)
  and (instead_of_id is null or corrects_role(instead_of_id, person_id, organisation_id)));

-- A no is known to the person who said it, and to nobody else.
grant select, insert on roles_declinedrole to entrepairs_person;
create policy mine on roles_declinedrole for select to entrepairs_person using (person_id = (select me()));
create policy decline on roles_declinedrole for insert to entrepairs_person with check (
  person_id = (select me()) and exists (select from roles_heldrole h where h.id = offer_id
    and h.person_id = (select me()) and h.accepted_at is null and h.withdrawn_at is null));

-- Who may call them; nobody else may.
grant execute on function
  is_of_organisation, corrects_role, role_is_offered, role_is_held, people_in_my_roles to entrepairs_person;
