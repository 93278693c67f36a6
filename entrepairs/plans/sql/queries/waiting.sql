-- Beside "My circles", of my plans: invitations and commitments to answer, conversations with something to read.
select (select count(*) from plans_planinvitation i where i.person_id = me())
  + (select count(*) from plans_commitment o where o.person_id = me() and o.accepted_at is null and o.ended_at is null)
  + (select count(*) from people_circle c
     where c.kind = 'plan' and c.ended_at is null and c.id = any((select my_circles())::bigint[]) and exists (
       select from conversations_message m where m.circle_id = c.id and m.author_id <> me()
         and m.taken_back_at is null and m.id > (select my_mark(c.id)) offset 0))
