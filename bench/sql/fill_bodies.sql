-- Bodies in the towns of a country, each with two seats and their deputies, seven in ten of them held; for each, items
-- in every state, in words as frequent as in speech. Over a connection for which triggers sleep.
with towns as materialized (
  select geoname_id, row_number() over (order by population desc, geoname_id) as place from vocabulary_place
    where country = 'FR' order by population desc limit 600
), made as (
  insert into mandates_body (key, kind_id, name, place_id, finess, kept_by_id, made_at)
  select 'bb' || lpad(n::text, 12, '0'), (select id from vocabulary_concept where scheme = 'body' and key = 'cdu'),
    'Commission ' || n, (select geoname_id from towns where place = 1 + n %% 600), '',
    (select min(id) from people_organisation), now() from generate_series(1, %(bodies)s) n
  returning id
), terms as (
  insert into mandates_term (body_id, since, until, goes_on_source)
  select id, current_date - 400, current_date + 600, '' from made returning id, body_id
), seats as (
  insert into mandates_seat (key, body_id, number, "order", since)
  select 'bs' || lpad((id * 10 + n)::text, 12, '0'), id, 1 + n / 2, 0, current_date - 400
  from made, generate_series(0, 2, 2) n returning id, body_id, number
), deputies as (
  insert into mandates_seat (key, body_id, number, "order", since, deputy_of_id)
  select 'bd' || lpad(id::text, 12, '0'), body_id, number, 1, current_date - 400, id from seats
  returning id, body_id, number
), people as (
  select id, row_number() over (order by id) - 1 as place from people_person
)
insert into mandates_mandate (key, body_id, seat_id, term_id, person_id, since, until, organisation_id, made_at,
  accepted_at)
select 'bm' || lpad(s.id::text, 12, '0'), s.body_id, s.id, t.id, p.id, current_date - 400, current_date + 600,
  (select min(id) from people_organisation), now(), now()
from (select id, body_id, number, 0 as deputy from seats union all select id, body_id, number, 1 from deputies) s
join terms t on t.body_id = s.body_id
join people p on p.place = (s.body_id * 4 + s.number * 2 + s.deputy) %% (select count(*) from people_person)
where hashint8(s.id) %% 10 not in (0, 1, 2);

insert into items_item (key, body_id, source, said_on, title, words, number, state, stands_on, answer, public_at,
  public_number)
select 'bi' || lpad(n::text, 12, '0'), b.id, 'person', current_date - 300 + n %% 200,
  (select string_agg(word, ' ') from bench_item_word w where w.place = any(p.first)),
  (select string_agg(word, ' ') from bench_item_word w where w.place = any(p.then)), 1, s.state,
  current_date - n %% 200, case when s.state in ('said', 'carry', 'agenda') then '' else 'yes' end,
  case when s.state not in ('said', 'carry') then now() end, case when s.state not in ('said', 'carry') then 1 end
from generate_series(1, %(items)s) n
cross join lateral (select id from mandates_body where key = 'bb' || lpad((1 + n %% %(bodies)s)::text, 12, '0')) b
cross join lateral (select (array['said', 'carry', 'agenda', 'answered', 'decided', 'done', 'seen', 'told'])[1 + n / %(bodies)s %% 8]
  as state) s
cross join lateral (select array(select power(%(words)s, random())::int from generate_series(1, 6 + n * 0)) as first,
  array(select power(%(words)s, random())::int from generate_series(1, 40 + n * 0)) as then) p;

insert into items_stage (item_id, kind, day, noted_at, answer, by_whom, how, words)
select i.id, k.kind, i.said_on + k.place * 5, now(), case when k.kind in ('carry', 'answered', 'decided') then 'yes' else '' end,
  '', '', '' from items_item i
join (values ('said', 0), ('carry', 1), ('agenda', 2), ('answered', 3), ('decided', 4), ('done', 5), ('seen', 6), ('told', 7))
  k(kind, place) on k.place <= array_position(array['said', 'carry', 'agenda', 'answered', 'decided', 'done', 'seen', 'told'],
  i.state::text) - 1 where i.key like 'bi%%';

insert into items_outcome (key, item_id, body_id, title, words, answer, day, shared_at)
select 'bo' || substr(key, 3), id, body_id, title, words, 'yes', stands_on, now() from items_item
where key like 'bi%%' and state = 'told' and id %% 3 = 0
