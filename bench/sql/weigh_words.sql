-- The share of each word, and what it weighs, from the lines themselves.
with told as (
  select w.id, w.kind, w.position, w.concept, w.heading,
    (select count(*) from suggestions_finderrow f tablesample system (%(sample)s)
     where case w.kind when 'experience' then get_bit(f.lived, w.position)
       when 'need' then get_bit(f.looked, w.position)
       else get_bit(f.brought, w.position) end = 1) * 100.0 / %(sample)s as people
  from suggestions_termposition w where w.kind in ('experience', 'need', 'offer'))
update suggestions_termposition w
set weight = ln(1 + %(lines)s / greatest(t.people, 11)::float8) / ln(1 + %(lines)s / 11::float8)
from told t where t.id = w.id
