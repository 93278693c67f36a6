-- What the search finds is public, all of it: nothing gets there that is not. An entry of the library is written by
-- anyone who may change the resource, and only while that one is published for everyone. The rooms above say the same
-- of theirs. Nobody takes one out: triggers do, when what it is about goes or is published no more.
grant select, insert, update on search_entry to entrepairs_person;
create policy public on search_entry for select to entrepairs_person using (true);
-- The words of the entries, counted as these come and go: public as they are.
grant select on search_indexedword to entrepairs_person;
create policy public on search_indexedword for select to entrepairs_person using (true);
