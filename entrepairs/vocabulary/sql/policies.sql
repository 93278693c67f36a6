-- The vocabulary is public: everyone reads it, strangers and the gate too. Only the loader writes, under the system hat.
grant select on vocabulary_concept, vocabulary_helpnumber, vocabulary_place, vocabulary_edition to entrepairs_person, entrepairs_gate;
create policy public on vocabulary_concept for select to entrepairs_person, entrepairs_gate using (true);
create policy public on vocabulary_helpnumber for select to entrepairs_person, entrepairs_gate using (true);
create policy public on vocabulary_place for select to entrepairs_person, entrepairs_gate using (true);
create policy public on vocabulary_edition for select to entrepairs_person, entrepairs_gate using (true);
