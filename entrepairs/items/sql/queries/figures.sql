-- Of the items of a body that were on an agenda: how many, how many have an answer, and the median of the days from the
-- word said to the first answer.
select count(*)::int, count(a.day)::int, (percentile_cont(0.5) within group (order by a.day - i.said_on))::int
from items_item i left join lateral (
  select min(s.day) as day from items_stage s
  where s.item_id = i.id and s.undone_at is null and s.kind in ('answered', 'decided')) a on true
where i.body_id = %(body)s and i.public_at is not null and i.merged_into_id is null
