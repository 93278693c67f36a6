-- What is between me and the other of a pair, or of all my pairs (when circle is null), since a moment: one line of
-- figures, as far as I may see it. Minutes brought each way (confirmed ones alone are read), exchanges started (the first message after a silence,
-- and meetings asked for), messages written, meetings held, meetings planned (agreed, their time has come).
with pairs as materialized (
  select coalesce(array_agg(id), '{}') as ids from people_circle
  where kind = 'pair' and id = any((select my_circles_ever())::bigint[]) and (%(circle)s::bigint is null or id = %(circle)s::bigint)
), said as (
  select author_id, sent_at, lag(sent_at) over (partition by circle_id order by id) as former
  from conversations_message
  where circle_id = any((select ids from pairs)::bigint[]) and sent_at >= %(since)s::timestamptz - %(silence)s::interval
), words as (
  select author_id, count(*) as messages,
    count(*) filter (where former is null or sent_at - former >= %(silence)s::interval) as starts
  from said where sent_at >= %(since)s::timestamptz group by author_id
), met as (
  select asked_by_id, count(*) as asked,
    count(*) filter (where held) as held,
    count(*) filter (where agreed_at is not null and starts_at <= statement_timestamp()) as planned
  from meetings_meeting
  where circle_id = any((select ids from pairs)::bigint[]) and starts_at >= %(since)s::timestamptz
  group by asked_by_id
), brought as (
  select giver_id, sum(minutes) as minutes
  from meetings_contribution
  where circle_id = any((select ids from pairs)::bigint[]) and at >= %(since)s::timestamptz and confirmed_at is not null
  group by giver_id
)
select
  coalesce((select sum(minutes) from brought where giver_id = me()), 0)::int,
  coalesce((select sum(minutes) from brought where giver_id <> me()), 0)::int,
  (coalesce((select sum(starts) from words where author_id = me()), 0) + coalesce((select sum(asked) from met where asked_by_id = me()), 0))::int,
  (coalesce((select sum(starts) from words where author_id <> me()), 0) + coalesce((select sum(asked) from met where asked_by_id <> me()), 0))::int,
  coalesce((select sum(messages) from words where author_id = me()), 0)::int,
  coalesce((select sum(messages) from words where author_id <> me()), 0)::int,
  coalesce((select sum(held) from met), 0)::int,
  coalesce((select sum(planned) from met), 0)::int
