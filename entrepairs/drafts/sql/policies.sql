-- The picture of an event is seen by anyone who sees the event, and given, changed and removed by those who prepare it.
grant select, insert, update (key, small, large, shows_fr, shows_en), delete on drafts_picture to entrepairs_person;
create policy seen on drafts_picture for select to entrepairs_person using (
  exists (select from events_event e where e.id = event_id));
create policy give on drafts_picture for insert to entrepairs_person with check (i_prepare(event_id));
create policy change on drafts_picture for update to entrepairs_person
  using (i_prepare(event_id)) with check (i_prepare(event_id));
create policy remove on drafts_picture for delete to entrepairs_person using (i_prepare(event_id));
