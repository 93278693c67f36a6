-- A pause hides a person everywhere, their wish too. For few rows: it runs once a row, after the cheaper questions.
create or replace function has_paused(who bigint) returns boolean language sql stable security definer set search_path = public, pg_temp as
$$ select exists (select from people_person where id = who and paused_at is not null) $$;

-- A wish is seen by its person and, while it stands, by its audience; never across a block, nor during a pause. Its words with it.
grant select, insert, update (words, audience, room_for, closed_at) on pairs_wish to entrepairs_person;
create policy seen on pairs_wish for select to entrepairs_person using (
  person_id = (select me())
  or (closed_at is null and room_for > 0 and (select me()) is not null and person_id <> all((select my_blocks())::bigint[])
      and not has_paused(person_id) and (audience >= 4 or in_my_organisations(person_id))));
create policy make_mine on pairs_wish for insert to entrepairs_person with check (person_id = (select me()));
create policy change_mine on pairs_wish for update to entrepairs_person using (person_id = (select me())) with check (person_id = (select me()));

-- Whoever wishes to meet someone shows their name to the audience of that wish. (PostgreSQL asks the policies of a table
-- last name first: this one, which costs more, comes after the room's own. With `offset 0` it looks up the wish of each
-- row; without, it may read all wishes of the network once, for a page of fifty names.)
create policy by_wish on people_person for select to entrepairs_person using (
  exists (select from pairs_wish w where w.person_id = people_person.id and w.closed_at is null offset 0));

-- A proposal is seen by the two it is about; never across a block. It is made by someone whose wish stands, to someone
-- whose wish they may see. Whoever proposed may withdraw it, for good. A yes is written under the system hat, because it
-- makes a circle for both.
grant select, insert, update (withdrawn_at) on pairs_proposal to entrepairs_person;
create policy seen on pairs_proposal for select to entrepairs_person using (
  (by_id = (select me()) and to_id <> all((select my_blocks())::bigint[]))
  or (to_id = (select me()) and withdrawn_at is null and by_id <> all((select my_blocks())::bigint[])));
create policy propose on pairs_proposal for insert to entrepairs_person with check (
  by_id = (select me()) and accepted_at is null and circle_id is null and to_id <> all((select my_blocks())::bigint[])
  and exists (select from pairs_wish w where w.person_id = by_id and w.closed_at is null)
  and exists (select from pairs_wish w where w.person_id = to_id and w.closed_at is null));
create policy withdraw on pairs_proposal for update to entrepairs_person using (by_id = (select me()) and accepted_at is null)
  with check (by_id = (select me()) and accepted_at is null and withdrawn_at is not null);

-- The names of the two stand on a proposal.
create or replace function my_proposals() returns bigint[] language sql stable security definer set search_path = public, pg_temp as
$$ select coalesce(array_agg(case by_id when me() then to_id else by_id end), '{}') from pairs_proposal
   where by_id = me() or (to_id = me() and withdrawn_at is null) $$;
create policy by_proposal on people_person for select to entrepairs_person using (
  id = any((select my_proposals())::bigint[]) and id <> all((select my_blocks())::bigint[]));

-- A refusal is known to whoever refused, and to nobody else.
grant select, insert on pairs_refusal to entrepairs_person;
create policy mine on pairs_refusal for select to entrepairs_person using (person_id = (select me()));
create policy refuse on pairs_refusal for insert to entrepairs_person with check (person_id = (select me())
  and exists (select from pairs_proposal p where p.id = proposal_id and p.to_id = (select me())));

-- An agreement is seen by the members of the pair, for ever. Either proposes new words; only the other accepts them;
-- until then either sets them aside. What both accepted is not changed: newer words replace it.
grant select, insert, update (accepted_by_id, accepted_at, closed_at) on pairs_agreement to entrepairs_person;
create policy seen on pairs_agreement for select to entrepairs_person using (circle_id = any((select my_circles_ever())::bigint[]));
create policy propose on pairs_agreement for insert to entrepairs_person with check (
  proposed_by_id = (select me()) and accepted_at is null and closed_at is null and circle_id = any((select my_circles())::bigint[]));
create policy answer on pairs_agreement for update to entrepairs_person
  using (accepted_at is null and closed_at is null and circle_id = any((select my_circles())::bigint[]))
  with check (accepted_by_id = (select me()) and proposed_by_id <> (select me()) or accepted_by_id is null and closed_at is not null);

-- Who wants a pause: the two see it; each asks for it, and ends it, for themselves.
grant select, insert, delete on pairs_pause to entrepairs_person;
create policy seen on pairs_pause for select to entrepairs_person using (circle_id = any((select my_circles_ever())::bigint[]));
create policy pause on pairs_pause for insert to entrepairs_person with check (
  person_id = (select me()) and circle_id = any((select my_circles())::bigint[]));
create policy resume on pairs_pause for delete to entrepairs_person using (person_id = (select me()));

-- Under which words somebody may be found: as their wish and the facet are, at most; never across a block. Each writes
-- their own lines; a line says nothing that its facet does not say already.
grant select, insert, delete on pairs_findable to entrepairs_person;
create policy seen on pairs_findable for select to entrepairs_person using (
  person_id = (select me())
  or ((select me()) is not null and scope = any((select array_append(my_organisations(), 0::bigint))::bigint[])
      and person_id <> all((select my_blocks())::bigint[])));
create policy write_mine on pairs_findable for insert to entrepairs_person with check (person_id = (select me()));
create policy remove_mine on pairs_findable for delete to entrepairs_person using (person_id = (select me()));

-- How much it means to share a word: weights, without anybody in them. Written by a job.
grant select on pairs_rarity to entrepairs_person;
create policy signed_in on pairs_rarity for select to entrepairs_person using ((select me()) is not null);

-- How much each thing counts is nobody's secret: whoever is signed in may read how they are found. The coordinators of an
-- organisation choose its own, change them and take them away; those of the network come with the program.
grant select, insert (organisation_id, exchange, lived, ahead, "time", place, same_heading, one_sided, same_facility, learning, changed_by_id),
  update (exchange, lived, ahead, "time", place, same_heading, one_sided, same_facility, learning, changed_by_id, changed_at), delete
  on pairs_weights to entrepairs_person;
create policy signed_in on pairs_weights for select to entrepairs_person using ((select me()) is not null);
create policy choose on pairs_weights for insert to entrepairs_person with check (
  organisation_id = any((select my_coordinations())::bigint[]) and changed_by_id = (select me()));
create policy change on pairs_weights for update to entrepairs_person using (organisation_id = any((select my_coordinations())::bigint[]))
  with check (organisation_id = any((select my_coordinations())::bigint[]) and changed_by_id = (select me()));
create policy reset on pairs_weights for delete to entrepairs_person using (organisation_id = any((select my_coordinations())::bigint[]));

-- What they became, when and by whom: the people of the organisation read it; what was done stays as it was.
grant select, insert (organisation_id, how, by_id, "values") on pairs_weightschange to entrepairs_person;
create policy seen on pairs_weightschange for select to entrepairs_person using (organisation_id = any((select my_organisations())::bigint[]));
create policy note on pairs_weightschange for insert to entrepairs_person with check (
  organisation_id = any((select my_coordinations())::bigint[]) and by_id = (select me()) and how <> 'learnt');

-- What the limits of two people come to, when one of them is looking. A limit is respected whoever may see it, so this
-- reads all of them; what it gives back tells of none: that two people cannot meet, by which means and when they do not,
-- and which experiences are never the reason given. Past `me()`, limits of others are not combined with each other.
create or replace function limits_with(others bigint[]) returns table (person_id bigint, apart boolean, no_means text[], unspoken text[], no_times text[])
language sql stable security definer set search_path = public, pg_temp as $$
  with said as materialized (
    select f.person_id, array_agg(c.key::text) as keys,
      array_agg(v.conflict) filter (where v.conflict is not null) as conflicts
    from people_facet f join vocabulary_concept c on c.id = f.concept_id
    left join lateral jsonb_array_elements_text(c.data -> 'conflicts_with') v (conflict) on true
    where f.kind = 'limit' and f.person_id = any(others || me())
    group by f.person_id
  ), mine as materialized (select * from said where person_id = me()),
  both_of as materialized (
    select o.person_id, t.keys as theirs, m.keys as mine, t.keys && m.conflicts or m.keys && t.conflicts as clash
    from unnest(others) o (person_id) left join said t on t.person_id = o.person_id left join mine m on true
    where t.keys is not null or m.keys is not null
  ), words as materialized (
    select b.person_id, b.clash, b.theirs @> array[c.key::text] as is_theirs, b.mine @> array[c.key::text] as is_mine, c.data
    from both_of b join vocabulary_concept c on c.scheme = 'limit' and c.key::text = any(b.theirs || b.mine)
  )
  select w.person_id,
    bool_or(coalesce(w.clash, false)
      or w.data ? 'same_organisation' and exists (
        select from people_affiliation a join people_affiliation b using (organisation_id)
        where a.person_id = w.person_id and b.person_id = me()
          and (a.until is null or a.until > statement_timestamp()) and (b.until is null or b.until > statement_timestamp()))
      or w.data ? 'excludes_statutes' and exists (
        select from people_membership m join vocabulary_concept s on s.id = m.statute_id
        where (w.is_mine and m.person_id = w.person_id or w.is_theirs and m.person_id = me())
          and w.data -> 'excludes_statutes' ? s.key and (m.until is null or m.until > statement_timestamp()))),
    coalesce(array_agg(distinct v.said) filter (where v.what = 'excludes_means'), '{}'),
    coalesce(array_agg(distinct v.said) filter (where v.what = 'excludes_experiences'), '{}'),
    coalesce(array_agg(distinct v.said) filter (where v.what = 'excludes_times'), '{}')
  from words w left join lateral (
    select what, jsonb_array_elements_text(w.data -> what) as said
    from unnest(array['excludes_means', 'excludes_experiences', 'excludes_times']) what where w.data ? what) v on true
  group by w.person_id
$$;
