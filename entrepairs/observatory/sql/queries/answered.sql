-- Items that a body answered in the period: whether the last answer is yes, at least in part; whether it has reasons;
-- who said it.
select answer in ('yes', 'partly'), words <> '',
  array(select r.person_id from items_raiser r where r.item_id = last.item_id order by r.person_id)
from (
  select distinct on (s.item_id) s.item_id, s.answer, s.words
  from items_stage s join items_item i on i.id = s.item_id and i.merged_into_id is null
  where s.kind in ('answered', 'decided') and s.undone_at is null
    and s.day >= %(since)s::date and s.day < %(until)s::date
  order by s.item_id, s.day desc, s.id desc) last
order by item_id
