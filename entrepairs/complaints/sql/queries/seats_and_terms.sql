-- Of a body, on a day: its full seats and those of deputies, and how many are held; then its terms.
select case when s."order" > 0 then 'deputies' else 'full' end as kind, count(s.id) as every,
  count(s.id) filter (where v.seat_id is null) as held, null::date as since, null::date as until
from mandates_seat s left join vacant_seats(array[%(body)s]::bigint[], %(day)s) v on v.seat_id = s.id
where s.body_id = %(body)s and s.since <= %(day)s group by 1
union all
select 'term', 0, 0, t.since, t.until from mandates_term t where t.body_id = %(body)s
order by 1 desc, 4
