-- Whether what was decided was decided in time: of how many people. Who was once answered late is among these alone.
-- Reports that wait are left out: the other figures are of those decided, and the difference would tell of few.
select case when late then 'missed' else 'met' end, count(*) from (
  select r.author_id, bool_or(day_of(d.agreed_at)
      > last_day_of_rule('report_answer', day_of(r.made_at))) as late
  from safeguarding_report r join safeguarding_ruling d on d.report_id = r.id and d.turn = 1
  where r.author_id is not null and d.agreed_at is not null group by 1) one
group by 1
