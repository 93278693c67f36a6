-- The lines of pairs_findable, as wishes and facets have them now: of one person, or of everybody (when person is null).
-- A line is for the network when both the wish and the facet are; for each of the person's organisations when both are
-- for these at least; there is none for what is told to fewer.
with wish as materialized (
  select w.person_id, w.audience from pairs_wish w join people_person p on p.id = w.person_id
  where w.closed_at is null and w.room_for > 0 and p.paused_at is null
    and (%(person)s::bigint is null or w.person_id = %(person)s::bigint)
), told as (
  select person_id, 'wish'::varchar as kind, null::bigint as concept_id, audience from wish
  union all
  select f.person_id, f.kind, c.id, least(f.audience, w.audience)
  from wish w join people_facet f on f.person_id = w.person_id and f.kind in ('experience', 'need', 'offer') and f.audience >= 3
  join vocabulary_concept said on said.id = f.concept_id
  join vocabulary_concept c on c.id in (said.id, said.parent_id)
), widest as (
  select person_id, kind, concept_id, max(audience) as audience from told group by person_id, kind, concept_id
)
select w.person_id, w.kind, w.concept_id, case when w.audience >= 4 then 0 else a.organisation_id end as scope
from widest w left join people_affiliation a on w.audience < 4 and a.person_id = w.person_id
  and a.since <= statement_timestamp() and (a.until is null or a.until > statement_timestamp())
where w.audience >= 4 or a.organisation_id is not null
group by 1, 2, 3, 4
