-- Who can come in, who has a card, who has none; the first of these, and the names that several share.
with c as materialized (select * from cards_of(%(organisation)s)),
waiting as (
  select c.*, count(*) over (partition by folded) as alike,
    count(*) filter (where mark = '') over (partition by folded) as unmarked
  from c where state <> 'in'
)
select jsonb_build_object(
  'came_in', (select count(*) from c where state = 'in'),
  'carded', (select count(*) from waiting where state = 'carded'),
  'none', (select count(*) from waiting where state = 'none'),
  'listed_at', (select max(imported_at) from accounts_importedperson where organisation_id = %(organisation)s),
  'shared', (select coalesce(jsonb_agg(name), '[]') from (
    select min(name) as name from waiting where unmarked > 1 group by folded order by folded limit 3) names),
  'first', (select coalesce(jsonb_agg(jsonb_build_object('key', key, 'name', name, 'mark', mark, 'alike', alike > 1,
      'given_at', given_at) order by given_at nulls first, added_at desc, person_id), '[]')
    from (select * from waiting order by given_at nulls first, added_at desc, person_id limit 6) six))
