-- What was decided last about somebody's words: of how many people. Each is in it once, as in the other table: where
-- one counted some of them twice, the difference of the two would tell of few.
select last.outcome, count(*) from (
  select distinct on (r.author_id) d.outcome from safeguarding_ruling d join safeguarding_report r on r.id = d.report_id
  where d.agreed_at is not null and r.author_id is not null
  order by r.author_id, d.agreed_at desc, d.turn desc, d.id desc) last
group by 1
