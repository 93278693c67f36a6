-- Beside "My circles", of my groups: answers to give, decisions to look at again, dates to say.
select (select count(*) from versions_to_answer((select me())) v join decisions_decision d on d.id = v.decision_id
    where d.circle_id = any((select my_voting_circles())::bigint[]))
  + (select count(*) from decisions_version v join decisions_decision d on d.id = v.decision_id
     where d.withdrawn_at is null and d.circle_id = any((select my_voting_circles())::bigint[])
       and v.review_on <= today() and stand_of(v.id) = 'adopted'
       and not exists (select from people_circle c where c.id = d.circle_id and c.ended_at is not null)
       and not exists (select from decisions_version n where n.decision_id = d.id and n.number > v.number))
  + (select count(*) from polls_to_answer((select me())) p where p.circle_id = any((select my_circles())::bigint[]))
