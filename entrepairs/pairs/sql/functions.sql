-- A limit of the person invited, which may be hidden from whoever invites, says no for them: silently, as they would
-- themselves. It weighs what they may know of the other: a limit that the other hides from them changes nothing. (What two
-- people see of each other depends on what they share, so that it is the same asked by either.) Only for whoever invites,
-- about their own invitation while it waits.
create or replace function refuse_by_limit(invitation bigint) returns boolean
language sql volatile security definer set search_path = public, pg_temp as $$
  with asked as materialized (
    select i.id, i.to_id, in_my_organisations(i.to_id) as together,
      case when i.to_id = any(my_pairs()) then 1 when i.to_id = any(my_mates()) then 2
        when in_my_organisations(i.to_id) then 3 else 4 end as least
    from pairs_invitation i
    where i.id = $1 and i.by_id = me() and i.organisation_id is null and i.accepted_at is null and i.withdrawn_at is null
  ), refused as (
    insert into pairs_refusal (invitation_id, person_id, by_limit)
    select a.id, a.to_id, true from asked a where exists (
      select from people_facet f join vocabulary_concept c on c.id = f.concept_id
      where f.person_id = a.to_id and f.kind = 'limit' and (
        c.data ? 'same_organisation' and a.together
        or c.data ? 'excludes_statutes' and has_statute(me(), array(select jsonb_array_elements_text(c.data -> 'excludes_statutes')))
        or exists (
          select from people_facet t join vocabulary_concept k on k.id = t.concept_id
          where t.person_id = me() and t.kind = 'limit' and t.audience >= a.least
            and (coalesce(c.data -> 'conflicts_with' ? k.key, false) or coalesce(k.data -> 'conflicts_with' ? c.key, false)))))
    on conflict (invitation_id) do nothing
    returning 1
  )
  select exists (select from refused)
$$;
revoke execute on function refuse_by_limit(bigint) from public;
grant execute on function refuse_by_limit(bigint) to entrepairs_person;
