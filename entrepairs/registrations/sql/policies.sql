-- A registration is seen by its person and by those who prepare the event. One registers oneself, signed in or not, while
-- the event is to come. Those who prepare it note who came. Nothing else of it is changed, and nothing read, but through
-- the functions below.
grant select, insert (key, door, event_id, person_id, name, mail, language, needs, needs_agreed_at, told), update (came_at)
  on registrations_registration to entrepairs_person;
create policy seen on registrations_registration for select to entrepairs_person using (person_id = (select me()) or i_prepare(event_id));
create policy register on registrations_registration for insert to entrepairs_person with check (
  person_id is not distinct from (select me())
  and exists (select from events_event e where e.id = event_id and e.state = 'published' and e.registers
              and e.ends_on >= (statement_timestamp() at time zone e.time_zone)::date));
create policy came on registrations_registration for update to entrepairs_person using (i_prepare(event_id) and state = 'place');
