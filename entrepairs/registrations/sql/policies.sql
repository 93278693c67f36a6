-- A registration is seen by its person and by those who prepare the event. One registers oneself, signed in or not,
-- while the event is to come; those who prepare it register who telephones, and ask who is here. They note who came.
-- Nothing else of it is changed, and nothing read, but through the functions below.
grant select, insert (key, door, event_id, person_id, name, mail, language, needs, needs_agreed_at, told, confirmation,
    added_by_id),
  update (came_at)
  on registrations_registration to entrepairs_person;
create policy seen on registrations_registration for select to entrepairs_person
  using (person_id = (select me()) or i_prepare(event_id));
create policy register on registrations_registration for insert to entrepairs_person with check (
  person_id is not distinct from (select me()) and added_by_id is null
  and exists (select from events_event e where e.id = event_id and e.state = 'published' and e.registers
              and is_to_come(e.ends_on, e.time_zone)));
create policy came on registrations_registration for update to entrepairs_person
  using (i_prepare(event_id) and state = 'place');
create policy register_who_telephones on registrations_registration for insert to entrepairs_person with check (
  person_id is null and added_by_id is null and i_prepare(event_id)
  and exists (select from events_event e where e.id = event_id and e.state = 'published'
              and is_to_come(e.ends_on, e.time_zone)));

-- They ask somebody here whom they see, across no block, in their own name, whether they come; not again who said no.
create function registered_before(event bigint, person bigint) returns setof bigint language sql stable security definer
  set search_path = app, public, pg_temp as
$$ select r.id from registrations_registration r where r.event_id = registered_before.event
   and r.person_id = registered_before.person and i_prepare(r.event_id) $$;
create policy register_somebody on registrations_registration for insert to entrepairs_person with check (
  person_id is distinct from (select me()) and added_by_id = (select me()) and i_prepare(event_id)
  and may_be_asked(person_id) and exists (select from people_person p where p.id = person_id)
  and not exists (select from registered_before(event_id, person_id))
  and exists (select from events_event e where e.id = event_id and e.state = 'published'
              and is_to_come(e.ends_on, e.time_zone)));

-- An announcement is read by those who prepare the event, who write it, and by those to whom it goes while they stand
-- registered; by holders of a key through a function. To whom it goes is noted by the database.
grant select, insert (event_id, by_id, "to", body) on registrations_announcement to entrepairs_person;
grant usage on sequence registrations_announcement_id_seq to entrepairs_person;
create policy seen on registrations_announcement for select to entrepairs_person
  using (i_prepare(event_id) or exists (select from registrations_delivery d
    join registrations_registration r on r.id = d.registration_id
    where d.announcement_id = registrations_announcement.id and r.person_id = (select me())
      and r.state in ('place', 'waiting')));
create policy write on registrations_announcement for insert to entrepairs_person
  with check (by_id = (select me()) and i_prepare(event_id));
grant select on registrations_delivery to entrepairs_person;
create policy seen on registrations_delivery for select to entrepairs_person
  using (exists (select from registrations_registration r where r.id = registration_id));

-- Who may call it; nobody else may.
grant execute on function registered_before to entrepairs_person;
