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
-- makes a circle for both. When the round of an organisation proposes, each has a line of their own to answer: nobody
-- sees the other's line, nor withdraws it, before both have said yes.
grant select, insert, update (withdrawn_at) on pairs_proposal to entrepairs_person;
create policy seen on pairs_proposal for select to entrepairs_person using (
  (by_id = (select me()) and to_id <> all((select my_blocks())::bigint[]) and (organisation_id is null or accepted_at is not null))
  or (to_id = (select me()) and withdrawn_at is null and by_id <> all((select my_blocks())::bigint[])));
create policy propose on pairs_proposal for insert to entrepairs_person with check (
  by_id = (select me()) and accepted_at is null and circle_id is null and organisation_id is null
  and to_id <> all((select my_blocks())::bigint[])
  and exists (select from pairs_wish w where w.person_id = by_id and w.closed_at is null)
  and exists (select from pairs_wish w where w.person_id = to_id and w.closed_at is null));
create policy withdraw on pairs_proposal for update to entrepairs_person
  using (by_id = (select me()) and accepted_at is null and organisation_id is null)
  with check (by_id = (select me()) and accepted_at is null and withdrawn_at is not null);

-- The names of the two stand on a proposal.
create or replace function my_proposals() returns bigint[] language sql stable security definer set search_path = public, pg_temp as
$$ select coalesce(array_agg(case by_id when me() then to_id else by_id end), '{}') from pairs_proposal
   where (by_id = me() and (organisation_id is null or accepted_at is not null)) or (to_id = me() and withdrawn_at is null) $$;
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

-- What the limits of two people come to, for each of these twos. A limit is respected whoever may see it, so this reads all
-- of them; what it gives back tells of none: that two people cannot meet, by which means and when they do not, and which
-- experiences are never the reason given. Nobody asks it of two others: it is for what follows.
create or replace function limits_between(ones bigint[], others bigint[])
returns table (one_id bigint, other_id bigint, apart boolean, no_means text[], unspoken text[], no_times text[])
language sql stable security definer set search_path = public, pg_temp as $$
  with said as materialized (
    select f.person_id, array_agg(c.key::text) as keys,
      array_agg(v.conflict) filter (where v.conflict is not null) as conflicts
    from people_facet f join vocabulary_concept c on c.id = f.concept_id
    left join lateral jsonb_array_elements_text(c.data -> 'conflicts_with') v (conflict) on true
    where f.kind = 'limit' and f.person_id = any(ones || others)
    group by f.person_id
  ), both_of as materialized (
    select p.one, p.other, a.keys as keys_one, b.keys as keys_other,
      coalesce(b.keys && a.conflicts or a.keys && b.conflicts, false) as clash
    from unnest(ones, others) p (one, other) left join said a on a.person_id = p.one left join said b on b.person_id = p.other
    where a.keys is not null or b.keys is not null
  ), words as materialized (
    select b.one, b.other, b.clash, b.keys_other @> array[c.key::text] as of_other, b.keys_one @> array[c.key::text] as of_one, c.data
    from both_of b join vocabulary_concept c on c.scheme = 'limit' and c.key::text = any(b.keys_one || b.keys_other)
  )
  select w.one, w.other,
    bool_or(w.clash
      or w.data ? 'same_organisation' and exists (
        select from people_affiliation a join people_affiliation b using (organisation_id)
        where a.person_id = w.other and b.person_id = w.one
          and (a.until is null or a.until > statement_timestamp()) and (b.until is null or b.until > statement_timestamp()))
      or w.data ? 'excludes_statutes' and exists (
        select from people_membership m join vocabulary_concept s on s.id = m.statute_id
        where (w.of_one and m.person_id = w.other or w.of_other and m.person_id = w.one)
          and w.data -> 'excludes_statutes' ? s.key and (m.until is null or m.until > statement_timestamp()))),
    coalesce(array_agg(distinct v.said) filter (where v.what = 'excludes_means'), '{}'),
    coalesce(array_agg(distinct v.said) filter (where v.what = 'excludes_experiences'), '{}'),
    coalesce(array_agg(distinct v.said) filter (where v.what = 'excludes_times'), '{}')
  from words w left join lateral (
    select what, jsonb_array_elements_text(w.data -> what) as said
    from unnest(array['excludes_means', 'excludes_experiences', 'excludes_times']) what where w.data ? what) v on true
  group by w.one, w.other
$$;
revoke execute on function limits_between(bigint[], bigint[]) from public;
grant execute on function limits_between(bigint[], bigint[]) to entrepairs_system;

-- The same when one of the two is looking. Past `me()`, limits of others are not combined with each other.
create or replace function limits_with(others bigint[]) returns table (person_id bigint, apart boolean, no_means text[], unspoken text[], no_times text[])
language sql stable security definer set search_path = public, pg_temp as
$$ select other_id, apart, no_means, unspoken, no_times from limits_between(array_fill(me(), array[cardinality(others)]), others) $$;

-- Rounds. Each says for themselves in whose rounds they may be; only they know, besides the job that works a round out.
grant select, insert, delete on pairs_willing to entrepairs_person;
create policy mine on pairs_willing for select to entrepairs_person using (person_id = (select me()));
create policy say on pairs_willing for insert to entrepairs_person with check (
  person_id = (select me()) and organisation_id = any((select my_organisations())::bigint[]));
create policy unsay on pairs_willing for delete to entrepairs_person using (person_id = (select me()));

-- A round is seen by those who coordinate its organisation, now. They open it, have it worked out and cancel it; that it is
-- to read, and what it found, is written by the job; that it is released, by the action that asks everybody.
grant select, insert, update (state, attempt, percent, beat_at, trouble, ended_at) on pairs_round to entrepairs_person;
create policy coordinated on pairs_round for select to entrepairs_person using (organisation_id = any((select my_coordinations())::bigint[]));
create policy open on pairs_round for insert to entrepairs_person with check (
  organisation_id = any((select my_coordinations())::bigint[]) and opened_by_id = (select me()) and state = 'open' and figures = '{}' and gap is null
  and (circle_id is null or exists (select from people_circle c where c.id = circle_id and c.organisation_id = pairs_round.organisation_id and c.kind <> 'pair')));
create policy lead on pairs_round for update to entrepairs_person
  using (organisation_id = any((select my_coordinations())::bigint[]) and state in ('open', 'computing', 'ready', 'failed'))
  with check (organisation_id = any((select my_coordinations())::bigint[]) and state in ('open', 'computing', 'cancelled'));

-- What a round suggests is read by those coordinators while it is to read, never about someone across a block of theirs.
-- They set lines aside; the job writes them, and whatever ends the round deletes them.
create or replace function rounds_to_read() returns bigint[] language sql stable security definer set search_path = public, pg_temp as
$$ select coalesce(array_agg(id), '{}') from pairs_round where state = 'ready' and organisation_id = any(my_coordinations()) $$;
grant select, update (set_aside_at) on pairs_suggestion to entrepairs_person;
create policy to_read on pairs_suggestion for select to entrepairs_person using (
  round_id = any((select rounds_to_read())::bigint[])
  and one_id <> all((select my_blocks())::bigint[]) and other_id <> all((select my_blocks())::bigint[]));
create policy set_aside on pairs_suggestion for update to entrepairs_person
  using (round_id = any((select rounds_to_read())::bigint[])
    and one_id <> all((select my_blocks())::bigint[]) and other_id <> all((select my_blocks())::bigint[]))
  with check (round_id = any((select rounds_to_read())::bigint[]));
-- Which experiences and times are not the reason given, of the suggestions that I may read.
create or replace function limits_suggested(suggestions bigint[]) returns table (suggestion_id bigint, unspoken text[], no_times text[])
language sql stable security definer set search_path = public, pg_temp as $$
  with read as materialized (
    select s.id, s.one_id, s.other_id from pairs_suggestion s
    where s.id = any(suggestions) and s.round_id = any(rounds_to_read()) and s.one_id <> all(my_blocks()) and s.other_id <> all(my_blocks()))
  select r.id, l.unspoken, l.no_times
  from limits_between((select array_agg(one_id order by id) from read), (select array_agg(other_id order by id) from read)) l
  join read r using (one_id, other_id)
$$;

-- What would have helped me, once the round is over; for nobody else.
create or replace function is_released(round bigint) returns boolean language sql stable security definer set search_path = public, pg_temp as
$$ select exists (select from pairs_round where id = round and state = 'released') $$;
grant select on pairs_hint to entrepairs_person;
create policy mine on pairs_hint for select to entrepairs_person using (person_id = (select me()) and is_released(round_id));

-- For how many more peers each of these has room: what their wish says, less what rounds have proposed to them and they
-- have not answered. Only those who are in the rounds of this organisation: their wish stands, they are of it, they said so.
create or replace function in_rounds(organisation bigint) returns table (person_id bigint, room integer, since timestamptz)
language sql stable security definer set search_path = public, pg_temp as $$
  select w.person_id, w.room_for - count(p.id)::integer, w.made_at
  from pairs_willing g join pairs_wish w on w.person_id = g.person_id and w.closed_at is null and w.room_for > 0
  join people_person who on who.id = g.person_id and who.paused_at is null
  left join pairs_proposal p on p.to_id = g.person_id and p.organisation_id is not null and p.accepted_at is null
    and p.withdrawn_at is null and p.expires_at > statement_timestamp()
    and not exists (select from pairs_refusal r where r.proposal_id = p.id)
  where g.organisation_id = organisation and exists (
    select from people_affiliation a where a.person_id = g.person_id and a.organisation_id = organisation
      and a.since <= statement_timestamp() and (a.until is null or a.until > statement_timestamp()))
  group by w.id
$$;
-- Whom nobody proposes to each other: across a block, peers now or until lately, proposed to each other lately (and so every "no").
create or replace function kept_apart(people bigint[], lately interval) returns table (one_id bigint, other_id bigint)
language sql stable security definer set search_path = public, pg_temp as $$
  select least(a, b), greatest(a, b) from (
    select person_id, blocked_id from people_block where person_id = any(people) and blocked_id = any(people)
    union all select by_id, to_id from pairs_proposal
      where by_id = any(people) and to_id = any(people) and made_at > statement_timestamp() - lately
    union all select m.person_id, o.person_id from people_membership m join people_circle c on c.id = m.circle_id
      join people_membership o on o.circle_id = c.id and o.person_id <> m.person_id
      where c.kind = 'pair' and (c.ended_at is null or c.ended_at > statement_timestamp() - lately)
        and m.person_id = any(people) and o.person_id = any(people)) t (a, b)
  group by 1, 2
$$;
-- Which of these twos may be proposed to each other in a round of this organisation: every must, asked again of what is so
-- now, and of nothing that was told to fewer than the organisation (save limits, which always hold).
create or replace function may_be_suggested(ones bigint[], others bigint[], organisation bigint, lately interval)
returns table (one_id bigint, other_id bigint) language sql stable security definer set search_path = public, pg_temp as $$
  with two as materialized (select one, other from unnest(ones, others) t (one, other)),
  here as materialized (select person_id from in_rounds(organisation) where room > 0),
  told as materialized (
    select f.person_id, array_agg(f.concept_id) filter (where f.kind = 'language') as languages, max(f.slots) as slots,
      max(p.latitude) as latitude, max(p.longitude) as longitude, max(f.radius_km) as radius
    from people_facet f left join vocabulary_place p on p.geoname_id = f.place_id
    where f.person_id = any(ones || others) and f.kind in ('language', 'availability', 'place') and f.audience >= 3
    group by f.person_id)
  select t.one, t.other from two t
  left join limits_between(ones, others) l on l.one_id = t.one and l.other_id = t.other
  left join told a on a.person_id = t.one left join told b on b.person_id = t.other
  cross join lateral (select
    coalesce((select bit_or(case v when 'morning' then 299593 when 'afternoon' then 599186 when 'evening' then 1198372 else 2064384 end)
              from unnest(l.no_times) v), 0) as never,
    'in_person' = any(coalesce(l.no_means, '{}')) as not_in_person,
    coalesce(l.no_means, '{}') @> '{phone,video,in_writing}' as only_in_person,
    12742 * asin(sqrt(least(1, power(sin(radians(b.latitude - a.latitude) / 2), 2) + cos(radians(a.latitude))
      * cos(radians(b.latitude)) * power(sin(radians(b.longitude - a.longitude) / 2), 2)))) > a.radius + b.radius as far) m
  where t.one in (select person_id from here) and t.other in (select person_id from here)
    and not coalesce(l.apart, false)
    and coalesce(a.languages && b.languages, true)
    and (coalesce(a.slots, 0) = 0 or coalesce(b.slots, 0) = 0 or a.slots & b.slots & ~m.never <> 0)
    and not (m.only_in_person and (m.not_in_person or coalesce(m.far, false)))
    and not exists (select from kept_apart(ones || others, lately) k
                    where k.one_id = least(t.one, t.other) and k.other_id = greatest(t.one, t.other))
$$;
revoke execute on function in_rounds(bigint), kept_apart(bigint[], interval), may_be_suggested(bigint[], bigint[], bigint, interval) from public;
grant execute on function in_rounds(bigint), kept_apart(bigint[], interval), may_be_suggested(bigint[], bigint[], bigint, interval) to entrepairs_system;
