-- The address under which a calendar program reads what is mine is mine alone. What is in a calendar has its policies
-- in the rooms that lay it there.
grant select, insert, update (salt, digest, made_at), delete on calendar_feed to entrepairs_person;
create policy mine on calendar_feed to entrepairs_person using (person_id = (select me()))
  with check (person_id = (select me()));
