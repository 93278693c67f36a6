-- What may be found, and by whom: one line for the network and one for each organisation of a person whose wish
-- stands, each with what that person tells to these. One reads one's own; what others are found by is read by
-- might_suit() below, and by nothing else. The lines are never written by hand: they follow wishes, facets, pauses
-- and affiliations at once, in the same transaction, so that what is hidden now is found by nobody a moment later.
grant select on suggestions_finderrow to entrepairs_person;

create policy mine on suggestions_finderrow for select to entrepairs_person using (person_id = (select me()));

-- Where a word stands among the bits, and how rare it is: weights, without anybody in them. Written by a job.
grant select on suggestions_termposition to entrepairs_person;

create policy signed_in on suggestions_termposition for select to entrepairs_person using ((select me()) is not null);

-- How much each thing counts is nobody's secret: the person who is signed in may read how they are found. The
-- coordinators of an organisation choose its own, change them and take them away; those of the network come with the
-- program.
grant select, insert,
  update (shared, exchange, road, times, near, same_facility, heading, one_sided, half, learning, suggested,
    learnt_up_to, changed_by_id, changed_at), delete
  on suggestions_weights to entrepairs_person;

create policy signed_in on suggestions_weights for select to entrepairs_person using ((select me()) is not null);

create policy choose on suggestions_weights for insert to entrepairs_person with check (
  organisation_id = any((select my_coordinations())::bigint[]) and changed_by_id = (select me()));

create policy change on suggestions_weights for update to entrepairs_person
  using (organisation_id = any((select my_coordinations())::bigint[]))
  with check (organisation_id = any((select my_coordinations())::bigint[]) and changed_by_id = (select me()));

create policy reset on suggestions_weights for delete to entrepairs_person
  using (organisation_id = any((select my_coordinations())::bigint[]));

-- What the answers tell an organisation: figures about eleven people at least, read by its coordinators. What they
-- are made of (pairs_predictedscore, suggestions_outcome) is read by nobody: only a job does, under the system hat.
grant select on suggestions_learningfigures to entrepairs_person;

create policy coordinated on suggestions_learningfigures for select to entrepairs_person
  using (organisation_id = any((select my_coordinations())::bigint[]));

-- What they became, when and by whom: the people of the organisation read it; what was done stays as it was.
grant select, insert on suggestions_weightschange to entrepairs_person;

create policy seen on suggestions_weightschange for select to entrepairs_person
  using (organisation_id = any((select my_organisations())::bigint[]));

create policy note on suggestions_weightschange for insert to entrepairs_person with check (
  organisation_id = any((select my_coordinations())::bigint[]) and by_id = (select me()) and how <> 'learnt');
