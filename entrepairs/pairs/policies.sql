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
grant select, insert, update (withdrawn_at) on pairs_invitation to entrepairs_person;
create policy seen on pairs_invitation for select to entrepairs_person using (
  (by_id = (select me()) and to_id <> all((select my_blocks())::bigint[]) and (organisation_id is null or accepted_at is not null))
  or (to_id = (select me()) and withdrawn_at is null and by_id <> all((select my_blocks())::bigint[])));
create policy propose on pairs_invitation for insert to entrepairs_person with check (
  by_id = (select me()) and accepted_at is null and circle_id is null and organisation_id is null
  and to_id <> all((select my_blocks())::bigint[])
  and exists (select from pairs_wish w where w.person_id = by_id and w.closed_at is null)
  and exists (select from pairs_wish w where w.person_id = to_id and w.closed_at is null));
create policy withdraw on pairs_invitation for update to entrepairs_person
  using (by_id = (select me()) and accepted_at is null and organisation_id is null)
  with check (by_id = (select me()) and accepted_at is null and withdrawn_at is not null);

-- The names of the two stand on a proposal.
create or replace function my_invitations() returns bigint[] language sql stable security definer set search_path = public, pg_temp as
$$ select coalesce(array_agg(case by_id when me() then to_id else by_id end), '{}') from pairs_invitation
   where (by_id = me() and (organisation_id is null or accepted_at is not null)) or (to_id = me() and withdrawn_at is null) $$;
create policy by_invitation on people_person for select to entrepairs_person using (
  id = any((select my_invitations())::bigint[]) and id <> all((select my_blocks())::bigint[]));

-- A refusal is known to whoever refused, and to nobody else.
grant select, insert on pairs_refusal to entrepairs_person;
create policy mine on pairs_refusal for select to entrepairs_person using (person_id = (select me()));
create policy refuse on pairs_refusal for insert to entrepairs_person with check (person_id = (select me())
  and exists (select from pairs_invitation p where p.id = invitation_id and p.to_id = (select me())));

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

-- What may be found, and by whom: one line for the network and one for each organisation of a person whose wish stands,
-- each with what that person tells to these. One reads one's own; what others are found by is read by might_suit() below,
-- and by nothing else. The lines are never written by hand: they follow wishes, facets, pauses and affiliations at once,
-- in the same transaction, so that what is hidden now is found by nobody a moment later.
grant select on suggestions_finderrow to entrepairs_person;
create policy mine on suggestions_finderrow for select to entrepairs_person using (person_id = (select me()));

-- Where a word stands among the bits, and how rare it is: weights, without anybody in them. Written by a job.
grant select on suggestions_termposition to entrepairs_person;
create policy signed_in on suggestions_termposition for select to entrepairs_person using ((select me()) is not null);

-- The lines of these people, or of everybody (null). An experience that somebody's limit leaves unspoken is no word to find
-- them by, for those who see that limit.
create or replace function align_findable(people bigint[]) returns void language sql security definer set search_path = public, pg_temp as $$
  with wish as materialized (
    select w.person_id, w.audience from pairs_wish w join people_person p on p.id = w.person_id
    where w.closed_at is null and w.room_for > 0 and p.paused_at is null and (people is null or w.person_id = any(people))
  ), scoped as materialized (
    select person_id, 0::bigint as scope, 4 as least, false as shown from wish where audience >= 4
    union
    select w.person_id, a.organisation_id, 3, w.audience = 3 from wish w join people_affiliation a on a.person_id = w.person_id
      and a.since <= statement_timestamp() and (a.until is null or a.until > statement_timestamp())
  ), means as materialized (
    select c.id, coalesce((select bit_or(case m when 'phone' then 1 when 'video' then 2 when 'in_writing' then 4 when 'in_person' then 8 end)
          from jsonb_array_elements_text(c.data -> 'excludes_means') m), 0) as refused,
      coalesce((select bit_or(case t when 'morning' then 299593 when 'afternoon' then 599186 when 'evening' then 1198372 when 'weekend' then 2064384 end)
          from jsonb_array_elements_text(c.data -> 'excludes_times') t), 0) as times
    from vocabulary_concept c where c.scheme = 'limit'
  ), silencing as materialized (  -- an experience that a limit leaves unspoken, and the heading it is under
    select c.id, coalesce(e.parent_id, e.id) as heading, e.id as silent from vocabulary_concept c cross join jsonb_array_elements_text(c.data -> 'excludes_experiences') k
    join vocabulary_concept e on e.scheme = 'experience' and e.key = k where c.scheme = 'limit'
  ), word as materialized (
    select w.kind, c.id, w.position, h.position as heading from vocabulary_concept c join suggestions_termposition w on w.concept = c.id and not w.heading
    left join suggestions_termposition h on h.kind = w.kind and h.concept = coalesce(c.parent_id, c.id) and h.heading
  ), told as (
    select s.person_id, s.scope, f.kind, f.audience, f.slots, f.radius_km, w.position, w.heading, m.refused, m.times, p.latitude, p.longitude,
      (c.data ->> 'step')::int as step, f.concept_id
    from scoped s join people_facet f on f.person_id = s.person_id and f.audience >= s.least and f.kind <> 'contact'
    left join vocabulary_concept c on c.id = f.concept_id and f.kind = 'experience'
    left join word w on w.kind = f.kind and w.id = f.concept_id
    left join means m on m.id = f.concept_id and f.kind = 'limit'
    left join vocabulary_place p on p.geoname_id = f.place_id
  ), silent as (
    select t.person_id, t.scope, bit_or(set_bit(set_bit(0::bit(256), w.position, 1), w.heading, 1)) as bits
    from told t join silencing x on x.id = t.concept_id and t.kind = 'limit' join word w on w.kind = 'experience' and w.id = x.silent
    group by t.person_id, t.scope
  ), summed as (
    select person_id, scope, bool_or(audience = 3) as shown, max(step) as road,
      bit_or(set_bit(set_bit(0::bit(256), position, 1), heading, 1)) filter (where kind = 'experience' and position is not null) as lived,
      bit_or(set_bit(set_bit(0::bit(128), position, 1), heading, 1)) filter (where kind = 'need' and position is not null) as looked,
      bit_or(set_bit(set_bit(0::bit(128), position, 1), heading, 1)) filter (where kind = 'offer' and position is not null) as brought,
      bit_or(set_bit(0::bit(128), position, 1)) filter (where kind = 'language' and position is not null) as languages,
      bit_or(set_bit(0::bit(64), position, 1)) filter (where kind = 'limit' and position is not null) as limits,
      bit_or(refused) as refused, max(slots) as slots, bit_or(times) as times,
      max(latitude) as latitude, max(longitude) as longitude, max(radius_km) as radius_km
    from told group by person_id, scope
  ), lines as materialized (
    select s.person_id, s.scope, s.shown or s.scope <> 0 and coalesce(t.shown, false) as shown, t.road::smallint as road,
      coalesce(t.lived & ~ coalesce(n.bits, 0::bit(256)), 0::bit(256)) as lived,
      coalesce(t.looked, 0::bit(128)) as looked, coalesce(t.brought, 0::bit(128)) as brought,
      coalesce(t.languages, 0::bit(128)) as languages, coalesce(t.limits, 0::bit(64)) as limits, coalesce(t.refused, 0)::smallint as refused,
      coalesce(t.slots, 0) as slots, coalesce(t.times, 0) as no_slots, t.latitude, t.longitude, t.radius_km::smallint as radius_km
    from scoped s left join summed t on t.person_id = s.person_id and t.scope = s.scope
    left join silent n on n.person_id = s.person_id and n.scope = s.scope
  ), gone as (
    delete from suggestions_finderrow f where (people is null or f.person_id = any(people))
      and not exists (select from lines l where l.person_id = f.person_id and l.scope = f.scope)
  )
  insert into suggestions_finderrow (person_id, scope, shown, road, lived, looked, brought, languages, limits, refused, slots, no_slots, latitude, longitude, radius_km)
  select * from lines l
  where not exists (select from suggestions_finderrow o where o.person_id = l.person_id and o.scope = l.scope and
    (o.shown, o.road, o.lived, o.looked, o.brought, o.languages, o.limits, o.refused, o.slots, o.no_slots, o.latitude, o.longitude, o.radius_km)
    is not distinct from
    (l.shown, l.road, l.lived, l.looked, l.brought, l.languages, l.limits, l.refused, l.slots, l.no_slots, l.latitude, l.longitude, l.radius_km))
  on conflict (person_id, scope) do update set (shown, road, lived, looked, brought, languages, limits, refused, slots, no_slots, latitude, longitude, radius_km) =
    (excluded.shown, excluded.road, excluded.lived, excluded.looked, excluded.brought, excluded.languages, excluded.limits, excluded.refused, excluded.slots, excluded.no_slots, excluded.latitude, excluded.longitude, excluded.radius_km)
$$;
revoke execute on function align_findable(bigint[]) from public;
grant execute on function align_findable(bigint[]) to entrepairs_system;

create or replace function follows_what_is_told() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  people bigint[] := array(select distinct person_id from touched);
begin
  if people <> '{}' then perform align_findable(people); end if;
  return null;
end $$;
create or replace function follows_pauses() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  people bigint[] := array(select t.id from touched t join before b on b.id = t.id where t.paused_at is distinct from b.paused_at);
begin
  if people <> '{}' then perform align_findable(people); end if;
  return null;
end $$;
create or replace trigger found_by_insert after insert on people_facet referencing new table as touched for each statement execute function follows_what_is_told();
create or replace trigger found_by_update after update on people_facet referencing new table as touched for each statement execute function follows_what_is_told();
create or replace trigger found_by_delete after delete on people_facet referencing old table as touched for each statement execute function follows_what_is_told();
create or replace trigger found_by_insert after insert on people_affiliation referencing new table as touched for each statement execute function follows_what_is_told();
create or replace trigger found_by_update after update on people_affiliation referencing new table as touched for each statement execute function follows_what_is_told();
create or replace trigger found_by_delete after delete on people_affiliation referencing old table as touched for each statement execute function follows_what_is_told();
create or replace trigger found_by_insert after insert on pairs_wish referencing new table as touched for each statement execute function follows_what_is_told();
create or replace trigger found_by_update after update on pairs_wish referencing new table as touched for each statement execute function follows_what_is_told();
create or replace trigger found_by_delete after delete on pairs_wish referencing old table as touched for each statement execute function follows_what_is_told();
create or replace trigger found_by_update after update on people_person referencing old table as before new table as touched for each statement execute function follows_pauses();

-- How much each thing counts is nobody's secret: whoever is signed in may read how they are found. The coordinators of an
-- organisation choose its own, change them and take them away; those of the network come with the program.
grant select, insert, update (shared, exchange, road, times, near, same_facility, heading, one_sided, half, learning, suggested, learnt_up_to, changed_by_id, changed_at), delete
  on suggestions_weights to entrepairs_person;
create policy signed_in on suggestions_weights for select to entrepairs_person using ((select me()) is not null);
create policy choose on suggestions_weights for insert to entrepairs_person with check (
  organisation_id = any((select my_coordinations())::bigint[]) and changed_by_id = (select me()));
create policy change on suggestions_weights for update to entrepairs_person using (organisation_id = any((select my_coordinations())::bigint[]))
  with check (organisation_id = any((select my_coordinations())::bigint[]) and changed_by_id = (select me()));
create policy reset on suggestions_weights for delete to entrepairs_person using (organisation_id = any((select my_coordinations())::bigint[]));

-- What the answers tell an organisation: figures about eleven people at least, read by its coordinators. What they are made
-- of (pairs_predictedscore, suggestions_outcome) is read by nobody: only a job does, under the system hat.
grant select on suggestions_learningfigures to entrepairs_person;
create policy coordinated on suggestions_learningfigures for select to entrepairs_person using (organisation_id = any((select my_coordinations())::bigint[]));

-- What they became, when and by whom: the people of the organisation read it; what was done stays as it was.
grant select, insert on suggestions_weightschange to entrepairs_person;
create policy seen on suggestions_weightschange for select to entrepairs_person using (organisation_id = any((select my_organisations())::bigint[]));
create policy note on suggestions_weightschange for insert to entrepairs_person with check (
  organisation_id = any((select my_coordinations())::bigint[]) and by_id = (select me()) and how <> 'learnt');

-- Who might suit whoever is looking, best first: of those who may be found in the network or in one of their organisations,
-- never across a block. `asked` is what they told themselves, as numbers (queries/asking.py); what is told by the others
-- is read from the lines above, each made for whom it is read by: nothing that is hidden from whoever is looking is an
-- input of this function. That two people share an organisation counts only where one of them shows it; a limit of one's
-- own may ask more (nobody from my organisations, nobody paid for it), and is answered by who is absent.
-- The score is the one of entrepairs.matching: a test compares the two. Its terms are written out as numbers, because
-- asking each row for a list of bits would take ten times as long.
create or replace function weights_for_me() returns table (shared float8, exchange float8, road float8, times float8, near float8, same_facility float8, heading float8, one_sided float8, half float8)
language sql stable security definer set search_path = public, pg_temp as $$
  select avg(w.shared), avg(w.exchange), avg(w.road), avg(w.times), avg(w.near), avg(w.same_facility), avg(w.heading), avg(w.one_sided), avg(w.half)
  from unnest(case when my_organisations() = '{}' then array[null::bigint] else my_organisations() end) o (id)
  join suggestions_weights w on w.organisation_id = o.id
    or w.organisation_id is null and not exists (select from suggestions_weights own where own.organisation_id = o.id)
$$;
-- Six months from when a no can have been said at the latest: counted from when it was, its end would tell whoever
-- proposed that it was; counted from the proposal, they would be shown each other before it is over.
create or replace function not_to_propose(quiet interval) returns bigint[] language sql stable security definer set search_path = public, pg_temp as $$
  select array(
    select unnest(my_pairs() || my_blocks() || me())
    union select to_id from pairs_invitation where by_id = me() and expires_at > statement_timestamp() - quiet
    union select by_id from pairs_invitation where to_id = me() and expires_at > statement_timestamp()
    union select p.by_id from pairs_refusal r join pairs_invitation p on p.id = r.invitation_id
      where r.person_id = me() and r.at > statement_timestamp() - quiet
    union select o.person_id from people_membership m join people_circle c on c.id = m.circle_id
      join people_membership o on o.circle_id = c.id
      where m.person_id = me() and c.kind = 'pair' and c.ended_at > statement_timestamp() - quiet)
$$;
-- Limits that leave out whoever has one of the statutes I have, as bits.
create or replace function limits_on_my_statutes() returns bit language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(bit_or(set_bit(0::bit(64), w.position, 1)), 0::bit(64)) from vocabulary_concept c
  join suggestions_termposition w on w.kind = 'limit' and w.concept = c.id
  where c.scheme = 'limit' and c.data -> 'excludes_statutes' ?| array(
    select s.key::text from people_membership m join vocabulary_concept s on s.id = m.statute_id
    where m.person_id = me() and (m.until is null or m.until > statement_timestamp()))
$$;
create or replace function has_statute(who bigint, keys text[]) returns boolean language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from people_membership m join vocabulary_concept s on s.id = m.statute_id
    where m.person_id = who and s.key = any(keys) and (m.until is null or m.until > statement_timestamp()))
$$;
create or replace function people_with_statute(keys text[]) returns bigint[] language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(array_agg(distinct m.person_id), '{}') from people_membership m join vocabulary_concept s on s.id = m.statute_id
  where s.key = any(keys) and (m.until is null or m.until > statement_timestamp())
$$;
revoke execute on function people_with_statute(text[]) from public;
-- [[where a word stands, its weight, whether as a heading], …] as a sum over the bits of a line.
create or replace function terms(asked jsonb, bits text, heading float8) returns text language sql immutable as $$
  select coalesce(string_agg(format('%s::float8 * get_bit(f.%I, %s)',
    (t ->> 1)::float8 * case when (t ->> 2)::boolean then heading else 1 end, bits, (t ->> 0)::int), ' + '), '0::float8')
  from jsonb_array_elements(asked) t
$$;
-- [[[a code, …], …], …] as a condition: who has, in one of these ways, a code of each of its groups.
create or replace function ways_to_find(ways jsonb, scopes bigint[]) returns text language sql immutable as $$
  select coalesce(string_agg(found, ' or '), 'false') from (
    select '(' || string_agg(format('codes_of(f.scope, f.person_id, f.lived, f.looked, f.brought) && %L::bigint[]',
      array(select (s << 20) | c::bigint from unnest(scopes) s, jsonb_array_elements_text(codes) c)), ' and ') || ')' as found
    from jsonb_array_elements(ways) with ordinality w (way, number), jsonb_array_elements(way) codes group by number) t
$$;
drop function if exists might_suit(jsonb, interval, int);
create function might_suit(asked jsonb, quiet interval, most int)
returns table (person_id bigint, score float8, shared float8, to_me float8, to_them float8, road float8, times float8, near float8, same boolean)
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  w record;
  mine bigint[] := my_organisations();
  scopes bigint[] := array_append(mine, 0::bigint);
  ways text := ways_to_find(asked -> 'ways', scopes);
begin
  if me() is null then return; end if;
  select * into w from weights_for_me();
  return query execute format($sql$
    select t.person_id, t.score, t.shared, t.to_me, t.to_them, t.road, t.times, t.near, t.same from (
      select f.person_id, p.*, greatest(0, least(1,
          (%1$s::float8 * p.shared + %2$s::float8 * p.exchange + %3$s::float8 * p.road + %4$s::float8 * p.times + %5$s::float8 * p.near
            + %6$s::float8 * p.same::int) / %7$s::float8)) as score
      -- Who told the same things may be more than was reckoned: no more than so many are compared.
      from (select * from suggestions_finderrow f where (%13$s) and ($17 is null or f.person_id = $17) limit $18) f
      cross join lateral (select %8$s as shared, %9$s as to_me, %10$s as to_them,
          case when f.latitude is not null and $1 is not null then
            12742 * asin(sqrt(least(1, power(sin(radians(f.latitude - $1) / 2), 2)
              + cos(radians($1)) * cos(radians(f.latitude)) * power(sin(radians(f.longitude - $2) / 2), 2)))) end as km,
          15 & ~ ($3 | f.refused::int) as means
        offset 0) a
      cross join lateral (select a.to_me / (a.to_me + %11$s::float8) as me, a.to_them / (a.to_them + %11$s::float8) as them offset 0) b
      cross join lateral (select a.shared / (a.shared + %11$s::float8) as shared, b.me as to_me, b.them as to_them,
          (1 - %12$s::float8) * case when b.me + b.them > 0 then 2 * b.me * b.them / (b.me + b.them) else 0 end
            + %12$s::float8 * greatest(b.me, b.them) as exchange,
          coalesce((array[0.5, 1.0, 0.7, 0.4, 0.2, 0.1, 0.0, 0.0]::float8[])[least(abs(f.road - $4), 7) + 1], 0) as road,
          least(bit_count((f.slots & $5)::bit(21)), 6) / 6.0::float8 as times,
          coalesce(20 / (20 + a.km), 0) as near,
          f.scope <> 0 and f.shown as same
        offset 0) p
      where f.person_id <> all($6) and (f.limits = 0::bit(64) or f.limits & ($7 | case when f.scope = 0 then 0::bit(64) else $8 end) = 0::bit(64))
        and (%14$s)
        -- Who told no times has all of the 21, less those that a limit refuses.
        and coalesce(nullif(f.slots, 0), 2097151) & coalesce(nullif($5, 0), 2097151) & ~ (f.no_slots | $10) <> 0
        and a.means <> 0 and (a.means & 7 <> 0 or (a.km <= $11 + f.radius_km) is not false)
        -- One line each: an organisation that we share knows more than the network. Before the best are taken, not after:
        -- the lines of the network that do not count may well be the first.
        and not exists (select from suggestions_finderrow o where o.person_id = f.person_id and o.scope = any($14) and o.scope > f.scope)
        and (f.scope = 0 or not $15) and f.person_id <> all($16)
      order by score desc, hashint8extended(f.person_id, $12) limit $13
    ) t order by t.score desc, hashint8extended(t.person_id, $12)
  $sql$, w.shared, w.exchange, w.road, w.times, w.near, w.same_facility, w.shared + w.exchange + w.road + w.times + w.near + greatest(w.same_facility, 0),
    terms(asked -> 'lived', 'lived', w.heading), terms(asked -> 'needs', 'brought', w.heading), terms(asked -> 'offers', 'looked', w.heading),
    w.half, w.one_sided, ways,
    (select coalesce(string_agg(format('get_bit(f.languages, %s) = 1', l::int), ' or ') || ' or f.languages = $9', 'true')
     from jsonb_array_elements_text(asked -> 'languages') l))
  using (asked ->> 'latitude')::float8, (asked ->> 'longitude')::float8, (asked ->> 'refused')::int, (asked ->> 'road')::int, (asked ->> 'slots')::int,
    not_to_propose(quiet), (asked ->> 'conflicts')::bit(64) | limits_on_my_statutes(), (asked ->> 'not_of_mine')::bit(64),
    0::bit(128), (asked ->> 'no_slots')::int, (asked ->> 'radius')::int, (asked ->> 'turn')::bigint, most, mine,
    (asked ->> 'nobody_of_mine')::boolean, people_with_statute(array(select jsonb_array_elements_text(asked -> 'not_statutes'))), (asked ->> 'only')::bigint,
    (asked ->> 'compared')::bigint;
end $$;

-- What the limits of two people come to, for the one who is looking: their own, and those that the other shows them. It
-- runs under their own hat, so that a limit which is hidden from them changes nothing of what they see: nobody could hide
-- a limit from someone who sees its effect. It is respected where it belongs, in what reaches whoever has it: see
-- actions/proposals.py and docs/decisions/0016.
create or replace function limits_with(others bigint[]) returns table (person_id bigint, apart boolean, no_means text[], unspoken text[], no_times text[])
language sql stable set search_path = public, pg_temp as $$
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
      or w.data ? 'same_organisation' and in_my_organisations(w.person_id)
      or w.data ? 'excludes_statutes' and (
        coalesce(w.is_mine, false) and has_statute(w.person_id, array(select jsonb_array_elements_text(w.data -> 'excludes_statutes')))
        or coalesce(w.is_theirs, false) and has_statute(me(), array(select jsonb_array_elements_text(w.data -> 'excludes_statutes'))))),
    coalesce(array_agg(distinct v.said) filter (where v.what = 'excludes_means'), '{}'),
    coalesce(array_agg(distinct v.said) filter (where v.what = 'excludes_experiences'), '{}'),
    coalesce(array_agg(distinct v.said) filter (where v.what = 'excludes_times'), '{}')
  from words w left join lateral (
    select what, jsonb_array_elements_text(w.data -> what) as said
    from unnest(array['excludes_means', 'excludes_experiences', 'excludes_times']) what where w.data ? what) v on true
  group by w.person_id
$$;
-- A limit of whoever is asked says no to this person, as far as they may know them: when a proposal reaches them.
create or replace function my_limits_refuse(other bigint) returns boolean language sql stable set search_path = public, pg_temp as $$
  select coalesce(bool_or(
    c.data ? 'same_organisation' and in_my_organisations(other)
    or c.data ? 'excludes_statutes' and has_statute(other, array(select jsonb_array_elements_text(c.data -> 'excludes_statutes')))
    or exists (select from people_facet t join vocabulary_concept k on k.id = t.concept_id where t.person_id = other and t.kind = 'limit'
      and (coalesce(c.data -> 'conflicts_with' ? k.key, false) or coalesce(k.data -> 'conflicts_with' ? c.key, false)))), false)
  from people_facet f join vocabulary_concept c on c.id = f.concept_id where f.kind = 'limit' and f.person_id = (select me())
$$;

-- What the limits of two people come to, for each of these twos: of the limits that whoever asks may see, which is none of
-- those hidden from them. Asked by may_be_suggested() below, all limits are read: they hold whoever may see them.
create or replace function limits_between(ones bigint[], others bigint[])
returns table (one_id bigint, other_id bigint, apart boolean, no_means text[], unspoken text[], no_times text[])
language sql stable set search_path = public, pg_temp as $$
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

-- Rounds. Each says for themselves in whose rounds they may be; only they know, besides the job that works a round out.
grant select, insert, delete on pairs_roundoptin to entrepairs_person;
create policy mine on pairs_roundoptin for select to entrepairs_person using (person_id = (select me()));
create policy say on pairs_roundoptin for insert to entrepairs_person with check (
  person_id = (select me()) and organisation_id = any((select my_organisations())::bigint[]));
create policy unsay on pairs_roundoptin for delete to entrepairs_person using (person_id = (select me()));

-- A round is seen by those who coordinate its organisation, now. They open it, have it worked out and cancel it; that it is
-- to read, and what it found, is written by the job; that it is released, by the action that asks everybody.
grant select, insert, update (state, attempt, percent, beat_at, trouble, ended_at) on rounds_round to entrepairs_person;
create policy coordinated on rounds_round for select to entrepairs_person using (organisation_id = any((select my_coordinations())::bigint[]));
create policy open on rounds_round for insert to entrepairs_person with check (
  organisation_id = any((select my_coordinations())::bigint[]) and opened_by_id = (select me()) and state = 'open' and figures = '{}' and gap is null
  and (circle_id is null or exists (select from people_circle c where c.id = circle_id and c.organisation_id = rounds_round.organisation_id and c.kind <> 'pair')));
create policy lead on rounds_round for update to entrepairs_person
  using (organisation_id = any((select my_coordinations())::bigint[]) and state in ('open', 'computing', 'ready', 'failed'))
  with check (organisation_id = any((select my_coordinations())::bigint[]) and state in ('open', 'computing', 'cancelled'));

-- What a round suggests is read by those coordinators while it is to read, never about someone across a block of theirs.
-- They set lines aside; the job writes them, and whatever ends the round deletes them.
create or replace function rounds_to_read() returns bigint[] language sql stable security definer set search_path = public, pg_temp as
$$ select coalesce(array_agg(id), '{}') from rounds_round where state = 'ready' and organisation_id = any(my_coordinations()) $$;
grant select, update (set_aside_at) on rounds_suggestion to entrepairs_person;
create policy to_read on rounds_suggestion for select to entrepairs_person using (
  round_id = any((select rounds_to_read())::bigint[])
  and one_id <> all((select my_blocks())::bigint[]) and other_id <> all((select my_blocks())::bigint[]));
create policy set_aside on rounds_suggestion for update to entrepairs_person
  using (round_id = any((select rounds_to_read())::bigint[])
    and one_id <> all((select my_blocks())::bigint[]) and other_id <> all((select my_blocks())::bigint[]))
  with check (round_id = any((select rounds_to_read())::bigint[]));
-- Which experiences and times are not the reason given, of the suggestions that I may read: by the limits that I may see. A
-- hidden one changes nothing of what I read, or it would be told by what is missing.
create or replace function limits_suggested(suggestions bigint[]) returns table (suggestion_id bigint, unspoken text[], no_times text[])
language sql stable set search_path = public, pg_temp as $$
  with read as materialized (select s.id, s.one_id, s.other_id from rounds_suggestion s where s.id = any(suggestions))
  select r.id, l.unspoken, l.no_times
  from limits_between((select array_agg(one_id order by id) from read), (select array_agg(other_id order by id) from read)) l
  join read r using (one_id, other_id)
$$;

-- What would have helped me, once the round is over; for nobody else.
create or replace function is_released(round bigint) returns boolean language sql stable security definer set search_path = public, pg_temp as
$$ select exists (select from rounds_round where id = round and state = 'released') $$;
grant select on rounds_hint to entrepairs_person;
create policy mine on rounds_hint for select to entrepairs_person using (person_id = (select me()) and is_released(round_id));

-- For how many more peers each of these has room: what their wish says, less what rounds have proposed to them and they
-- have not answered. Only those who are in the rounds of this organisation: their wish stands, they are of it, they said so.
create or replace function in_rounds(organisation bigint) returns table (person_id bigint, room integer, since timestamptz)
language sql stable security definer set search_path = public, pg_temp as $$
  select w.person_id, w.room_for - count(p.id)::integer, w.made_at
  from pairs_roundoptin g join pairs_wish w on w.person_id = g.person_id and w.closed_at is null and w.room_for > 0
  join people_person who on who.id = g.person_id and who.paused_at is null
  left join pairs_invitation p on p.to_id = g.person_id and p.organisation_id is not null and p.accepted_at is null
    and p.withdrawn_at is null and p.expires_at > statement_timestamp()
    and not exists (select from pairs_refusal r where r.invitation_id = p.id)
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
    union all select by_id, to_id from pairs_invitation
      where by_id = any(people) and to_id = any(people) and expires_at > statement_timestamp() - lately
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
    and coalesce(nullif(a.slots, 0), 2097151) & coalesce(nullif(b.slots, 0), 2097151) & ~m.never <> 0
    and not (m.only_in_person and (m.not_in_person or coalesce(m.far, false)))
    and not exists (select from kept_apart(ones || others, lately) k
                    where k.one_id = least(t.one, t.other) and k.other_id = greatest(t.one, t.other))
$$;
revoke execute on function in_rounds(bigint), kept_apart(bigint[], interval), may_be_suggested(bigint[], bigint[], bigint, interval) from public;
grant execute on function in_rounds(bigint), kept_apart(bigint[], interval), may_be_suggested(bigint[], bigint[], bigint, interval) to entrepairs_system;
