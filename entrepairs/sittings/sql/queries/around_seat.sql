-- A full seat and those of its deputies, in their order: who holds each today, by name where that is told to me, or
-- since when it is empty.
select s."order" > 0, m.id, m.since, h.key, h.name, v.since
from mandates_seat s
left join mandates_mandate m on m.seat_id = s.id and mandate_is_held(m, %(day)s)
left join holders_of(%(body)s) h on h.mandate_id = m.id
left join vacant_seats(array[%(body)s]::bigint[], %(day)s) v on v.seat_id = s.id
where s.id = %(full)s or s.deputy_of_id = %(full)s order by s."order"
