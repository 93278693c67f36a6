-- Parts of a week as bits, of the 21 from Monday morning on; and the times of somebody, who has all of them when they
-- told none. The planner writes each out where it is called. In Python they are TIMES of limits.py: a test compares.
create function slots_of(part_of_week text) returns integer language sql immutable parallel safe as
$$ select case part_of_week when 'morning' then 299593 when 'afternoon' then 599186 when 'evening' then 1198372
     when 'weekend' then 2064384 end $$;
create function told_or_all_slots(slots integer) returns integer language sql immutable parallel safe as
$$ select coalesce(nullif(slots, 0), 2097151) $$;

-- Who might suit the person who is looking, best first: of those who may be found in the network or in one of their
-- organisations, never across a block. `asked` is what they told themselves, as numbers (queries/asking.py); what is
-- told by the others is read from the lines above, each made for whom it is read by: nothing that is hidden from
-- the person who is looking is an input of this function. That two people share an organisation counts only where one
-- of them shows it; a limit of one's own may ask more (nobody from my organisations, nobody paid for it), and is
-- answered by who is absent. The score is the one of entrepairs.matching: a test compares the two. Its terms are
-- written out as numbers, because asking each row for a list of bits would take ten times as long.
create function weights_for_me()
returns table (shared float8, exchange float8, road float8, times float8, near float8, same_facility float8,
  heading float8, one_sided float8, half float8)
language sql stable security definer set search_path = app, public, pg_temp as $$
  select avg(w.shared), avg(w.exchange), avg(w.road), avg(w.times), avg(w.near), avg(w.same_facility), avg(w.heading),
    avg(w.one_sided), avg(w.half)
  from unnest(case when my_organisations() = '{}' then array[null::bigint] else my_organisations() end) o (id)
  join suggestions_weights w on w.organisation_id = o.id
    or w.organisation_id is null and not exists (select from suggestions_weights own where own.organisation_id = o.id)
$$;

-- Limits that leave out anyone who has one of the statutes I have, as bits.
create function limits_on_my_statutes() returns bit language sql stable security definer
  set search_path = app, public, pg_temp as $$
  select coalesce(bit_or(set_bit(0::bit(64), w.position, 1)), 0::bit(64)) from vocabulary_concept c
  join suggestions_termposition w on w.kind = 'limit' and w.concept = c.id
  where c.scheme = 'limit' and c.data -> 'excludes_statutes' ?| array(
    select s.key::text from people_membership m join vocabulary_concept s on s.id = m.statute_id
    where m.person_id = me() and is_current(m.since, m.until))
$$;

-- What the limits of two people come to, for the one who is looking: their own, and those that the other shows them.
-- It runs under their own hat, so that a limit which is hidden from them changes nothing of what they see: nobody
-- could hide a limit from someone who sees its effect. It is respected where it belongs, in what reaches the person who
-- has it: see actions/proposals.py and docs/decisions/0016.
create function limits_with(others bigint[]) returns table (person_id bigint, unspoken text[], no_times text[])
language sql stable set search_path = app, public, pg_temp as $$
  select l.other_id, l.unspoken, l.no_times
  from limits_between((select array_agg(me()) from unnest(others)), others) l
$$;

-- Whether these two are in one organisation now; in one circle now.
create function share_an_organisation(one bigint, other bigint) returns boolean language sql stable security definer
set search_path = app, public, pg_temp as $$
  select exists (select from people_affiliation a join people_affiliation b using (organisation_id)
    where a.person_id = one and b.person_id = other
      and is_current(a.since, a.until) and is_current(b.since, b.until))
$$;
create function share_a_circle(one bigint, other bigint) returns boolean language sql stable security definer
set search_path = app, public, pg_temp as $$
  select exists (select from people_membership a join people_membership b using (circle_id)
    where a.person_id = one and b.person_id = other
      and is_current(a.since, a.until) and is_current(b.since, b.until))
$$;

-- What somebody tells that the other of these two may see: limits, times.
create function told_to(teller bigint, reader bigint, a_kind text) returns setof people_facet language sql stable
security definer set search_path = app, public, pg_temp as $$
  select * from people_facet f where f.person_id = teller and f.kind = a_kind
    and (f.audience >= 4 or f.audience >= 3 and share_an_organisation(reader, teller)
         or f.audience >= 2 and share_a_circle(reader, teller))
$$;

-- Whether limits of the person invited leave no time, or no way, in which the two could meet: their own limits, all;
-- of who invites, the times and limits that the person invited may see. Who told no times has all of the 21.
create function limits_leave_nothing(invited bigint, inviting bigint) returns boolean language sql stable
security definer set search_path = app, public, pg_temp as $$
  with limits as materialized (
    select c.data, true as theirs from people_facet f join vocabulary_concept c on c.id = f.concept_id
    where f.kind = 'limit' and f.person_id = invited
    union all
    select c.data, false from told_to(inviting, invited, 'limit') f join vocabulary_concept c on c.id = f.concept_id
  ), refused as (
    select coalesce(bit_or(slots_of(said)) filter (where what = 'excludes_times' and theirs), 0) as times,
      array_agg(distinct said) filter (where what = 'excludes_means') as means,
      coalesce(bool_or(theirs) filter (where what = 'excludes_means'), false) as by_them
    from limits cross join unnest(array['excludes_means', 'excludes_times']) what
    cross join jsonb_array_elements_text(data -> what) said
  ), both_of as (
    select told_or_all_slots((select slots from people_facet where person_id = invited and kind = 'availability'))
      & told_or_all_slots((select slots from told_to(inviting, invited, 'availability'))) as times
  )
  select both_of.times <> 0 and both_of.times & ~refused.times = 0
    or by_them and coalesce(means @> '{phone,video,in_writing,in_person}', false) from refused, both_of
$$;

-- Whether a limit of the person invited says no to who invites: of limits of theirs, all; of limits of who invites,
-- those that the person invited may see. Asked by deliver_invitation() of the room pairs, and by nobody else.
create function limits_refuse(invited bigint, inviting bigint) returns boolean language sql stable security definer
set search_path = app, public, pg_temp as $$
  select coalesce(bool_or(
    c.data ? 'same_organisation' and share_an_organisation(invited, inviting)
    or c.data ? 'excludes_statutes' and exists (
      select from people_membership m join vocabulary_concept s on s.id = m.statute_id
      where m.person_id = inviting and c.data -> 'excludes_statutes' ? s.key
        and is_current(m.since, m.until))
    or exists (
      select from told_to(inviting, invited, 'limit') t join vocabulary_concept k on k.id = t.concept_id
      where (coalesce(c.data -> 'conflicts_with' ? k.key, false)
          or coalesce(k.data -> 'conflicts_with' ? c.key, false)))), false)
    or limits_leave_nothing(invited, inviting)
  from people_facet f join vocabulary_concept c on c.id = f.concept_id where f.kind = 'limit' and f.person_id = invited
$$;

-- What the limits of two people come to, for each of these twos: of the limits that the person who asks may see, which
-- is none of those hidden from them. Asked by may_be_suggested() below, all limits are read: they hold no matter who
-- may see them.
create function limits_between(ones bigint[], others bigint[])
returns table (one_id bigint, other_id bigint, apart boolean, no_means text[], unspoken text[], no_times text[])
language sql stable set search_path = app, public, pg_temp as $$
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
    from unnest(ones, others) p (one, other) left join said a on a.person_id = p.one
      left join said b on b.person_id = p.other
    where a.keys is not null or b.keys is not null
  ), words as materialized (
    select b.one, b.other, b.clash, b.keys_other @> array[c.key::text] as of_other, b.keys_one @> array[c.key::text]
      as of_one, c.data
    from both_of b join vocabulary_concept c on c.scheme = 'limit' and c.key::text = any(b.keys_one || b.keys_other)
  )
  select w.one, w.other,
    bool_or(w.clash
      or w.data ? 'same_organisation' and exists (
        select from people_affiliation a join people_affiliation b using (organisation_id)
        where a.person_id = w.other and b.person_id = w.one
          and is_current(a.since, a.until) and is_current(b.since, b.until))
      or w.data ? 'excludes_statutes' and exists (
        select from people_membership m join vocabulary_concept s on s.id = m.statute_id
        where (w.of_one and m.person_id = w.other or w.of_other and m.person_id = w.one)
          and w.data -> 'excludes_statutes' ? s.key and is_current(m.since, m.until))),
    coalesce(array_agg(distinct v.said) filter (where v.what = 'excludes_means'), '{}'),
    coalesce(array_agg(distinct v.said) filter (where v.what = 'excludes_experiences'), '{}'),
    coalesce(array_agg(distinct v.said) filter (where v.what = 'excludes_times'), '{}')
  from words w left join lateral (
    select what, jsonb_array_elements_text(w.data -> what) as said
    from unnest(array['excludes_means', 'excludes_experiences', 'excludes_times']) what where w.data ? what) v on true
  group by w.one, w.other
$$;

-- Who may call them; nobody else may.
grant execute on function
  limits_with, limits_between to entrepairs_person;
