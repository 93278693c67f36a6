-- Until when a review waits for somebody: while it is open, and they are a peer or for a service there and have not
-- answered. `about` is the key of the circle, then of the review.
create function review_waits(person bigint, about text) returns boolean language sql stable as
$$ select exists (select from reviews_review r join people_circle c on c.id = r.plan_id
     join plans_participant p on p.plan_id = r.plan_id and p.person_id = person and p.relation in ('peer', 'service')
     where r.key = split_part(review_waits.about, ':', 2) and r.closed_at is null and c.ended_at is null
       and not exists (select from reviews_reviewanswer a where a.review_id = r.id and a.person_id = person)) $$;
