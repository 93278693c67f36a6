-- What other weights would change in an organisation: its people are compared with each other, a sample of them when
-- they are many, under the weights that hold and under the others. Figures over all of them, nobody's list. Of each,
-- what they tell the organisation. Run under the system hat; the caller shows nothing about fewer than eleven.
with line as materialized (
  select * from suggestions_finderrow where scope = %(organisation)s order by hashint8extended(person_id, 1) limit 400
), sampled as materialized (
  select * from line order by hashint8extended(person_id, 1) limit 60
), told as materialized (
  select l.person_id, w.kind, w.concept, w.heading, case w.kind when 'need' then o.weight else w.weight end as weight
  from line l join suggestions_termposition w on case w.kind when 'experience'
    then get_bit(l.lived, w.position) when 'need' then get_bit(l.looked, w.position)
    when 'offer' then get_bit(l.brought, w.position) else 0 end = 1
  left join suggestions_termposition o on o.kind = 'offer' and o.concept = w.concept and o.heading = w.heading
    and w.kind = 'need'
), common as materialized (
  select a.person_id as a, b.person_id as b, a.kind, sum(a.weight) filter (where not a.heading) as words,
    sum(a.weight) filter (where a.heading) as headings
  from told a join told b on b.concept = a.concept and b.heading = a.heading and b.person_id <> a.person_id
    and b.kind = case a.kind when 'need' then 'offer' when 'offer' then 'need' else a.kind end
  where a.person_id in (select person_id from sampled) group by 1, 2, 3
), amount as materialized (
  select s.person_id as a, l.person_id as b, v.version, v.w,
    coalesce(sum(coalesce(c.words, 0) + (v.w ->> 'heading')::float8 * coalesce(c.headings, 0)) filter
      (where c.kind = 'experience'), 0) as shared,
    coalesce(sum(coalesce(c.words, 0) + (v.w ->> 'heading')::float8 * coalesce(c.headings, 0)) filter
      (where c.kind = 'need'), 0) as to_a,
    coalesce(sum(coalesce(c.words, 0) + (v.w ->> 'heading')::float8 * coalesce(c.headings, 0)) filter
      (where c.kind = 'offer'), 0) as to_b
  from sampled s join line l on l.person_id <> s.person_id
    and (s.languages = 0::bit(128) or l.languages = 0::bit(128) or s.languages & l.languages <> 0::bit(128))
    and told_or_all_slots(s.slots) & told_or_all_slots(l.slots) & ~ (s.no_slots | l.no_slots) <> 0
      and (s.refused | l.refused) <> 15
  cross join (select 'now' as version, %(now)s::jsonb as w union all select 'then', %(then)s::jsonb) v
  left join common c on c.a = s.person_id and c.b = l.person_id
  group by 1, 2, 3, 4
), part as (
  select m.a, m.b, m.version, m.w, m.shared / (m.shared + (m.w ->> 'half')::float8) as shared,
    (1 - (m.w ->> 'one_sided')::float8) * case when x.a + x.b > 0 then 2 * x.a * x.b / (x.a + x.b) else 0 end
      + (m.w ->> 'one_sided')::float8 * greatest(x.a, x.b) as exchange,
    coalesce((array[0.5, 1.0, 0.7, 0.4, 0.2, 0.1, 0.0, 0.0]::float8[])[least(abs(s.road - l.road), 7) + 1], 0) as road,
    least(bit_count((s.slots & l.slots)::bit(21)), 6) / 6.0::float8 as times,
    case when s.latitude is null or l.latitude is null then 0 else
      20 / (20 + kilometres_between(s.latitude, s.longitude, l.latitude, l.longitude)) end as near
  from amount m join line s on s.person_id = m.a join line l on l.person_id = m.b
  cross join lateral (select m.to_a / (m.to_a + (m.w ->> 'half')::float8) as a,
    m.to_b / (m.to_b + (m.w ->> 'half')::float8) as b) x
), listed as materialized (
  select *, row_number() over
    (partition by version, a order by (w ->> 'shared')::float8 * shared + (w ->> 'exchange')::float8 * exchange
    + (w ->> 'road')::float8 * road + (w ->> 'times')::float8 * times + (w ->> 'near')::float8 * near desc,
      hashint8extended(b, 2)) as place
  from part
)
select (select count(*) from line), count(distinct n.a),
  count(t.b)::float8 / nullif(count(*), 0),
  (select count(*) from listed n1 join listed t1 on t1.a = n1.a and t1.b <> n1.b and t1.version = 'then'
    and t1.place = 1 where n1.version = 'now' and n1.place = 1),
  (select jsonb_object_agg(version, figures)
    from (select version, jsonb_build_object('shared', avg(shared), 'exchange', avg(exchange), 'road', avg(road),
     'times', avg(times), 'near', avg(near)) as figures from listed where place <= 10 group by version) f)
from listed n left join listed t on t.a = n.a and t.b = n.b and t.version = 'then' and t.place <= 10
where n.version = 'now' and n.place <= 10
