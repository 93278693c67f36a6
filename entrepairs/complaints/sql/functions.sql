-- Of these words, those in the name of somebody whom I may see: who can be found here, and those of my circles. It
-- tells no more than the rows that I read, under the policies.
create function words_in_names(words varchar[]) returns table (word varchar) language sql stable as
$$ select w.word from unnest(words) w(word) where exists (
     select from people_searchterm s where s.word = 'name:' || w.word)
   or exists (select from people_person p where p.id = any((select my_mates())::bigint[])
     and w.word = any(regexp_split_to_array(p.folded, '[\s.,;:!?()/''’"«»-]+'))) $$;

-- The commissions where I sit today whose report is due soon and was not sent: the rule says when (months after the
-- year) and from when one is told. A commission that had no term in that year tells nothing of it.
create function year_reports_due(today date) returns table (body_id bigint, a_year int, warned_on date)
language sql stable as
$$ with rule as (
     select (k.data ->> 'months')::int as months, coalesce((k.data ->> 'before_months')::int, 0) as before
     from vocabulary_concept k where k.scheme = 'rule' and k.key = 'cdu_report'
   ), due as (
     select y.a_year, (make_date(y.a_year, 12, 31) + make_interval(months => r.months))::date as last,
       (make_date(y.a_year, 12, 31) + make_interval(months => r.months - r.before))::date as warned_on
     from rule r, (select extract(year from today)::int - n as a_year from generate_series(1, 2) n) y
   )
   select b.id, d.a_year, d.warned_on from mandates_body b, due d
   where b.id = any((select my_delegations())::bigint[]) and hears_complaints(b.id)
     and today between d.warned_on and (d.last + interval '2 months')::date
     and exists (select from mandates_term t where t.body_id = b.id and extract(year from t.since) <= d.a_year
       and extract(year from t.until) >= d.a_year)
     and not exists (select from complaints_yearreport r join complaints_yearversion v on v.report_id = r.id
       where r.body_id = b.id and r.year = d.a_year and v.sent_at is not null) $$;

-- How far apart what is claimed and what is felt are, by year: for the delegation of the body; for everyone else, years
-- that are over with at least 11 answers. Never who answered what.
create function level_gaps(a_body bigint) returns table (a_year int, answers int, claimed float, felt float)
language sql stable security definer set search_path = app, public, pg_temp as
$$ select l.year::int, count(*)::int, round(avg(l.claimed), 1)::float, round(avg(l.felt), 1)::float
   from complaints_levelanswer l where l.body_id = a_body group by l.year
   having a_body = any(my_delegations()) or count(*) >= 11 and l.year < extract(year from current_date)
   order by 1 desc $$;

-- Who may call them; nobody else may.
grant execute on function words_in_names, year_reports_due, level_gaps to entrepairs_person;
