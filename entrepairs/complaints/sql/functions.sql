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
   having a_body = any(my_delegations()) or count(*) >= 11 and l.year < extract(year from today())
   order by 1 desc $$;

-- The same of all bodies of a region, for everyone: years that are over, with at least 11 people. Nothing, where those
-- of one body could be told from the rest: what is left without any body, and without those that are told on their own
-- page, is 11 people or more, or none.
create function region_level_gaps(a_region text) returns table (a_year int, answers int, claimed float, felt float)
language sql stable security definer set search_path = app, public, pg_temp as
$$ with said as materialized (
     select l.year, l.body_id, l.person_id, l.claimed, l.felt,
       count(*) over (partition by l.year, l.body_id) >= 11 as is_told
     from complaints_levelanswer l join mandates_body b on b.id = l.body_id
     join vocabulary_place p on p.geoname_id = b.place_id
     where p.admin1 = a_region and l.year < extract(year from today())
   ), years as (
     select s.year, count(*) as number, avg(s.claimed) as claimed, avg(s.felt) as felt,
       count(distinct s.person_id) filter (where not s.is_told) as untold, bool_or(s.is_told) as any_told,
       (select min((select count(distinct o.person_id) from said o where o.year = s.year and o.body_id <> x.body_id))
         from said x where x.year = s.year) as without_one
     from said s group by s.year
   )
   select y.year::int, y.number::int, round(y.claimed, 1)::float, round(y.felt, 1)::float from years y
   where y.without_one >= 11 and (not y.any_told or y.untold = 0 or y.untold >= 11) order by 1 desc $$;

-- Who may call them; nobody else may.
grant execute on function words_in_names, year_reports_due, level_gaps, region_level_gaps to entrepairs_person;
