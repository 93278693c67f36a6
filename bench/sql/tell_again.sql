insert into search_entry (kind, key, path, whole, language, dated, concepts, title_fr, title_en, names,
  text_fr, text_en, words)
select kind, %(again)s || substr(key, 3), path,
  case when whole = '' then '' else %(again)s || substr(whole, 3) end, language,
  dated + %(number)s, concepts, title_fr, title_en, names, text_fr, text_en, words
from search_entry where id <= (select min(id) + %(written)s - 1 from search_entry) order by id
