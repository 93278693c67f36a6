-- A registration is seen by its person and by those who prepare the event. One registers oneself, signed in or not,
-- while the event is to come; those who prepare it register who telephones. Those who prepare it note who came.
-- Nothing else of it is changed, and nothing read,
-- but through the functions below.
grant select, insert (key, door, event_id, person_id, name, mail, language, needs, needs_agreed_at, told, confirmation),
  update (came_at)
  on registrations_registration to entrepairs_person;
create policy seen on registrations_registration for select to entrepairs_person
  using (person_id = (select me()) or i_prepare(event_id));
create policy register on registrations_registration for insert to entrepairs_person with check (
  person_id is not distinct from (select me())
  and exists (select from events_event e where e.id = event_id and e.state = 'published' and e.registers
              and is_to_come(e.ends_on, e.time_zone)));
create policy came on registrations_registration for update to entrepairs_person
  using (i_prepare(event_id) and state = 'place');
create policy register_who_telephones on registrations_registration for insert to entrepairs_person with check (
  person_id is null and i_prepare(event_id)
  and exists (select from events_event e where e.id = event_id and e.state = 'published'
              and is_to_come(e.ends_on, e.time_zone)));

-- An announcement is read by those who prepare the event, who write it, and by those who stand registered; by holders
-- of a key through a function.
grant select, insert (event_id, by_id, body) on registrations_announcement to entrepairs_person;
grant usage on sequence registrations_announcement_id_seq to entrepairs_person;
create policy seen on registrations_announcement for select to entrepairs_person
  using (i_prepare(event_id) or exists (select from registrations_registration r where r.event_id =
    registrations_announcement.event_id and r.person_id = (select me()) and r.state in ('place', 'waiting')));
create policy write on registrations_announcement for insert to entrepairs_person
  with check (by_id = (select me()) and i_prepare(event_id));
