-- By elevens, how many people have been waiting for more than a day to be told of something, and could be.
select count(distinct n.person_id) / 11 * 11
from notices_notice n join people_person p on p.id = n.person_id join accounts_account a on a.person_id = p.id
where n.sent_at is null and n.seen_at is null and p.paused_at is null and a.is_active
  and n.due_at between now() - interval '7 days' and now() - interval '1 day'
  and (exists (select from notices_device d where d.person_id = p.id)
    or exists (select from notices_phonenumber t where t.person_id = p.id and t.proved_at is not null)
    or exists (select from account_emailaddress e
      where e.user_id = a.id and e.verified and lower(e.email) = lower(a.email)))
  and not exists (select from notices_preference f where f.person_id = p.id and f.kind in (n.kind, 'all'))
