-- Words by how often they are told: the first of each list often, most of them rarely. Times,
-- places, languages: as in a
-- country, with a good part who did not say.
with words as (
  select kind, array_agg(position order by concept) as at, array_agg(under order by concept) as under from (
    select w.kind, w.concept, w.position, h.position as under from suggestions_termposition w
    join vocabulary_concept c on c.id = w.concept
    join suggestions_termposition h on h.kind = w.kind and h.heading and h.concept = coalesce(c.parent_id, c.id)
    where not w.heading) w group by kind
),
e as (select * from words where kind = 'experience'),
n as (select * from words where kind = 'need'),
o as (select * from words where kind = 'offer')
insert into suggestions_finderrow (person_id, scope, shown, lived, looked, brought, road, languages, limits, refused,
  slots, no_slots, latitude, longitude, radius_km)
select p, 0, false,
  (select bit_or(set_bit(set_bit(0::bit(256), e.at[i], 1), e.under[i], 1))
   from (select 1 + floor(cardinality(e.at) * power(random(), 2.5))::int as i
         from generate_series(1, 1 + p %% 4)) d),
  (select bit_or(set_bit(set_bit(0::bit(128), n.at[i], 1), n.under[i], 1))
   from (select 1 + floor(cardinality(n.at) * power(random(), 1.8))::int as i
         from generate_series(1, 1 + p %% 3)) d),
  (select bit_or(set_bit(set_bit(0::bit(128), o.at[i], 1), o.under[i], 1))
   from (select 1 + floor(cardinality(o.at) * power(random(), 1.8))::int as i
         from generate_series(1, 1 + p %% 5)) d),
  case when random() < 0.4 then 1 + floor(random() * 4) end,
  case when random() < 0.9 then set_bit(0::bit(128), 0, 1) else set_bit(0::bit(128), floor(random() * 20)::int, 1) end,
  0::bit(64), case when random() < 0.1 then 2 else 0 end,
  case when random() < 0.6 then (random() * 2097151)::int else 0 end, 0,
  case when random() < 0.7 then 43 + random() * 8 end, -4 + random() * 11, 20
from generate_series(%(first)s::bigint, %(last)s::bigint) p, e, n, o
