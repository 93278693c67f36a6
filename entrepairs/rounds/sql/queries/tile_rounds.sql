-- The round that stands, else the last one.
select jsonb_build_object('key', r.key, 'state', r.state, 'opened_at', r.opened_at, 'asked', r.figures -> 'asked')
from rounds_round r where r.organisation_id = %(organisation)s and r.state <> 'cancelled'
order by r.ended_at is not null, r.opened_at desc limit 1
