-- Possible peers for whoever is looking, best first: everything here is read under their own hat, so that what they may
-- not see changes nothing. However large the network, a bounded number of rows is touched: for each of the rarest words
-- looked for, in the network and in each of one's organisations, a few people from a place in the list that changes
-- every week; then only the most promising are compared in full.
--
-- sides, concepts, roots: one's own words, turned around: 'experience' for what one has lived through, 'offer' for what
-- one looks for, 'need' for what one can bring; each with its heading (itself when it is one).
with mine as materialized (
  select m.side, m.concept, m.root, coalesce(e.weight, 1) as weight, %(near)s * coalesce(r.weight, 1) as near
  from unnest(%(sides)s::text[], %(concepts)s::bigint[], %(roots)s::bigint[]) m (side, concept, root)
  left join pairs_rarity e on e.kind = m.side and e.concept_id = m.concept
  left join pairs_rarity r on r.kind = m.side and r.concept_id = m.root
), words as (
  select side, concept, max(weight) as weight
  from (select side, concept, weight from mine union all select side, root, near from mine) w
  group by side, concept order by weight desc, side, concept limit %(words)s
), scopes as (
  select unnest(array_append(my_organisations(), 0::bigint)) as scope
), start as (
  select coalesce((select %(turn)s * person_id from pairs_findable where kind = 'wish' and concept_id is null and scope = 0
                   order by concept_id desc, person_id desc limit 1), 0)::bigint as person
), found as (
  select f.person_id, w.side, w.concept, w.weight
  from words w cross join scopes s cross join lateral (
    (select person_id from pairs_findable where kind = w.side and concept_id = w.concept and scope = s.scope
       and person_id >= (select person from start) order by person_id limit %(each)s)
    union all
    (select person_id from pairs_findable where kind = w.side and concept_id = w.concept and scope = s.scope
       and person_id < (select person from start) order by person_id limit %(each)s)) f
  union all
  select f.person_id, 'wish', 0, 0
  from scopes s cross join lateral (
    (select person_id from pairs_findable where kind = 'wish' and concept_id is null and scope = s.scope
       and person_id >= (select person from start) order by concept_id, person_id limit %(each)s)
    union all
    (select person_id from pairs_findable where kind = 'wish' and concept_id is null and scope = s.scope
       and person_id < (select person from start) order by concept_id, person_id limit %(each)s)) f
), known as (  -- already my peer, asked, asking, or not now
  select unnest(array_append(my_pairs(), me())) as person_id
  union select to_id from pairs_proposal where by_id = me() and made_at > statement_timestamp() - %(quiet)s::interval
  union select by_id from pairs_proposal where to_id = me() and expires_at > statement_timestamp()
  union select p.by_id from pairs_refusal r join pairs_proposal p on p.id = r.proposal_id
    where r.person_id = me() and r.at > statement_timestamp() - %(quiet)s::interval
  union select o.person_id from people_membership m join people_circle c on c.id = m.circle_id
    join people_membership o on o.circle_id = c.id
    where m.person_id = me() and c.kind = 'pair' and c.ended_at > statement_timestamp() - %(quiet)s::interval
), promising as materialized (
  select person_id, sum(weight) as weight
  from (select distinct person_id, side, concept, weight from found) f
  where person_id not in (select person_id from known)
  group by person_id order by weight desc, person_id limit %(compared)s
), people as materialized (
  select p.person_id, l.no_means, l.unspoken, l.no_times
  from (select w.person_id from promising p join pairs_wish w on w.person_id = p.person_id and w.closed_at is null) p
  left join limits_with((select array_agg(person_id) from promising)) l on l.person_id = p.person_id
  where not coalesce(l.apart, false)
), theirs as materialized (
  select f.person_id, f.kind, f.concept_id, f.slots, f.place_id, f.radius_km, c.key, coalesce(c.parent_id, c.id) as root
  from people_facet f left join vocabulary_concept c on c.id = f.concept_id
  where f.person_id in (select person_id from people) and f.kind <> 'contact'
), met as (  -- one line a heading: the same word, else one under the same heading, which counts less
  select t.person_id, m.side, m.root,
    coalesce(sum(m.weight) filter (where m.concept = t.concept_id), max(m.near)) as weight
  from theirs t join people p on p.person_id = t.person_id
  join mine m on m.side = t.kind and m.root = t.root
  left join vocabulary_concept c on c.id = m.concept
  where t.kind <> 'experience' or t.key <> all(coalesce(p.unspoken, '{}')) and c.key <> all(coalesce(p.unspoken, '{}'))
  group by t.person_id, m.side, m.root
), sums as materialized (
  select person_id,
    coalesce(sum(weight) filter (where side = 'experience'), 0) as lived,
    coalesce(sum(weight) filter (where side = 'offer'), 0) as received,
    coalesce(sum(weight) filter (where side = 'need'), 0) as given
  from met group by person_id
), told as materialized (
  select person_id,
    array_agg(concept_id) filter (where kind = 'language') as languages,
    max(slots) as slots,
    bool_or(kind = 'place') as has_place,
    max(place_id) as place_id,
    max(radius_km) as radius_km
  from theirs group by person_id
), compared as (
  select p.person_id, p.unspoken, p.no_times,
    coalesce(s.lived, 0) as lived,
    -- what each can bring the other: the harmonic mean, which is small when one side is
    case when s.received > 0 and s.given > 0 then 2 * s.received * s.given / (s.received + s.given) else 0 end
      + %(one_sided)s * greatest(coalesce(s.received, 0), coalesce(s.given, 0)) as exchanged,
    %(slots)s::int & t.slots & ~ (select coalesce(bit_or(b.mask), 0) from unnest(%(times)s::text[], %(masks)s::int[]) b (time, mask)
                                  where b.time = any(p.no_times)) as slots,
    'in_person' = any(coalesce(p.no_means, '{}')) as apart,
    coalesce(p.no_means, '{}') @> '{phone,video,in_writing}' as only_in_person,
    case when %(latitude)s::float8 is null or l.geoname_id is null then null
      else 12742 * asin(sqrt(least(1, power(sin(radians(l.latitude - %(latitude)s::float8) / 2), 2)
        + cos(radians(%(latitude)s::float8)) * cos(radians(l.latitude)) * power(sin(radians(l.longitude - %(longitude)s::float8) / 2), 2))))
    end as km,
    %(radius)s::int + t.radius_km as reach
  from people p left join sums s on s.person_id = p.person_id left join told t on t.person_id = p.person_id
  left join vocabulary_place l on l.geoname_id = t.place_id
  where %(languages)s::bigint[] = '{}' or t.languages is null or t.languages && %(languages)s::bigint[]
)
select person_id, coalesce(unspoken, '{}'), coalesce(no_times, '{}'), km,
  (lived + exchanged + 0.1)
    * case when slots is null then 1 when slots = 0 then 0.5 else 1 + least(bit_count(slots::bit(21)), 6) / 30.0 end
    * case when apart or km is null then 1 when km <= reach then 1.2 else 0.6 end as score
from compared
where not (apart and only_in_person) and not (only_in_person and coalesce(km > reach, false))
order by score desc, person_id
limit %(limit)s offset %(offset)s
