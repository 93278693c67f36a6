-- Beside "My circles", of my groups: what waits at the door, agreements to read, conversations with something to read.
select (select count(*) from entries_to_answer()) + (select count(*) from agreements_to_read())
  + (select count(*) from people_circle c
     where c.kind = 'group' and c.ended_at is null and c.id = any((select my_circles())::bigint[]) and exists (
       select from conversations_message m where m.circle_id = c.id and m.author_id <> me()
         and m.taken_back_at is null and m.id > (select my_mark(c.id)) offset 0))
