-- A publication is read first by those who are in the network, signed in, and by everyone from its day on. Nobody
-- writes one but the job that makes it, under the system hat.
grant select on observatory_publication to entrepairs_person;
create policy seen on observatory_publication for select to entrepairs_person using (
  published_at <= statement_timestamp() or (select me()) is not null);

-- A figure is read with its publication.
grant select on observatory_figure to entrepairs_person;
create policy seen on observatory_figure for select to entrepairs_person using (
  exists (select from observatory_publication p where p.id = publication_id));

-- That somebody asked not to be counted they alone see, write and take back.
grant select, insert, delete on observatory_uncounted to entrepairs_person;
create policy mine on observatory_uncounted for select to entrepairs_person using (person_id = (select me()));
create policy ask on observatory_uncounted for insert to entrepairs_person with check (person_id = (select me())
  and since between now() and clock_timestamp());
create policy take_back on observatory_uncounted for delete to entrepairs_person using (person_id = (select me()));
