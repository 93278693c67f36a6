-- What was decided so far, the last decision about each thing: of how many people.
select last.outcome, count(distinct last.author_id) from (
  select distinct on (d.report_id) d.outcome, r.author_id from safeguarding_ruling d
  join safeguarding_report r on r.id = d.report_id
  where d.agreed_at is not null and r.author_id is not null order by d.report_id, d.turn desc) last
group by 1
