-- Of each pair of peers: the two, and how many of their meetings held in the period each of them suggested.
select one, other, count(*) filter (where asked_by_id = one), count(*) filter (where asked_by_id = other) from (
  select m.circle_id, m.asked_by_id, min(p.person_id) as one, max(p.person_id) as other
  from meetings_meeting m
  join people_circle c on c.id = m.circle_id and c.kind = 'pair'
  join people_membership p on p.circle_id = m.circle_id
  where m.held and m.uncounted_at is null and m.starts_at >= %(since)s::date and m.starts_at < %(until)s::date
  group by m.id having count(distinct p.person_id) = 2) met
where asked_by_id in (one, other)
group by circle_id, one, other order by circle_id
