-- What people noted that one brought to another in the period, once each: giver, receiver, kind, minutes, whether the
-- other confirmed it, whether it was in a pair of peers.
select c.giver_id, c.receiver_id, c.kind_id,
  coalesce(max(c.minutes) filter (where c.confirmed_at is not null), max(c.minutes)),
  bool_or(c.confirmed_at is not null), p.kind = 'pair'
from meetings_contribution c
join meetings_meeting m on m.id = c.meeting_id and m.uncounted_at is null
join people_circle p on p.id = c.circle_id
where c.at >= %(since)s::date and c.at < %(until)s::date and c.giver_id is not null and c.receiver_id is not null
group by c.meeting_id, c.giver_id, c.receiver_id, c.kind_id, p.kind
order by c.meeting_id, c.giver_id, c.receiver_id, c.kind_id
