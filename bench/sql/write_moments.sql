insert into search_entry (kind, key, path, whole, language, dated, concepts, title_fr, title_en, names, text_fr, text_en)
select case when moment then 'segment' else (array['talk', 'document', 'recording', 'book'])[1 + n %% 4] end,
  lpad(n::text, 14, 'k'),
  case when moment then '/library/' || whole || '/?t=' || (n %% 200) * 40 else '/library/' || n || '/' end,
  case when moment then whole else '' end, case when french then 'fr' else 'en' end,
  date '2012-01-01' + (n / 200 * 37 %% 5000), array[1 + n / 200 %% 40, 1 + n / 200 %% 7]::bigint[],
  case when moment or not french then '' else said[1] || ' ' || said[2] || ' ' || said[3] end,
  case when moment or french then '' else said[1] || ' ' || said[2] || ' ' || said[3] end,
  'Lise ' || said[4], case when french then array_to_string(said, ' ') else '' end,
  case when french then '' else array_to_string(said, ' ') end
from generate_series(1, %(written)s) n
cross join lateral (select n / 200 %% 3 <> 0 as french, n %% 25 <> 0 as moment, lpad((n / 200)::text, 14, 'r') as whole) a
cross join lateral (select array(
  select v.word from (
    select floor(exp(random() * ln(%(vocabulary)s)))::int as place
    from generate_series(1, %(said)s + n * 0) offset 0) drawn
  join bench_word v on v.french = a.french and v.place = drawn.place) as said) b
