-- Persons and when they were last in contact: their last visit, what they last did, the day they came. Without an
-- account nobody visits: the contact is that of their organisations and circles, while they are in one. Who holds a
-- mandate today is in contact. Read under the system hat, by a job.
with contact as (
  select p.id, greatest(p.created_at,
    (select max(a.last_login) from accounts_account a where a.person_id = p.id),
    (select max(s.expire_date) - %(session)s from accounts_session s join accounts_account a on a.id = s.account_id
      where a.person_id = p.id),
    (select max(d.at) from ledger_deed d where d.by_person = p.id),
    case when not exists (select from accounts_account a where a.person_id = p.id) then greatest(
      (select max(coalesce(f.until, %(now)s)) from people_affiliation f where f.person_id = p.id),
      (select max(coalesce(m.until, %(now)s)) from people_membership m where m.person_id = p.id)) end,
    (select max(%(now)s::timestamptz) from mandates_mandate m where m.person_id = p.id and m.accepted_at is not null
      and m.ended_at is null and m.withdrawn_at is null and m.until >= %(today)s)) as last_at
  from people_person p where %(only)s::bigint is null or p.id = %(only)s)
select c.id, c.last_at from contact c where c.last_at < %(before)s
