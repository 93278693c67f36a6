-- What is between me and the other of a pair, or between me and all (when circle is null), since a moment: one line of
-- figures, as far as I may see it. Minutes brought each way, of what was confirmed, and in how many meetings, of groups
-- too; then of pairs alone: meetings that each asked for, of those that both agreed on; meetings held; meetings
-- planned (agreed, and over). Nothing is counted of messages: nobody confirms them. A meeting that is not counted is
-- in no figure.
with pairs as materialized (
  select coalesce(array_agg(id), '{}') as ids from people_circle
  where kind = 'pair' and id = any((select my_circles_ever())::bigint[])
    and (%(circle)s::bigint is null or id = %(circle)s::bigint)
), met as (
  select asked_by_id, count(*) filter (where agreed_at is not null) as asked,
    count(*) filter (where held) as held,
    count(*) filter (where held or agreed_at is not null
      and starts_at + make_interval(mins => minutes) <= statement_timestamp()) as planned
  from meetings_meeting
  where circle_id = any((select ids from pairs)::bigint[]) and starts_at >= %(since)s::timestamptz
    and uncounted_at is null
  group by asked_by_id
), brought as materialized (
  select giver_id, meeting_id, minutes
  from meetings_contribution
  where (giver_id = me() or receiver_id = me()) and at >= %(since)s::timestamptz and confirmed_at is not null
    and (%(circle)s::bigint is null or circle_id = %(circle)s::bigint)
)
select
  coalesce((select sum(minutes) from brought where giver_id = me()), 0)::int,
  coalesce((select sum(minutes) from brought where giver_id is distinct from me()), 0)::int,
  (select count(distinct meeting_id) from brought)::int,
  coalesce((select sum(asked) from met where asked_by_id = me()), 0)::int,
  coalesce((select sum(asked) from met where asked_by_id is distinct from me()), 0)::int,
  coalesce((select sum(held) from met), 0)::int,
  coalesce((select sum(planned) from met), 0)::int
