-- The last message that I have read there, or 0. As a function, what is asked after it uses the index of the
-- messages.
create function my_mark(circle bigint) returns bigint language sql stable security definer
  set search_path = app, public, pg_temp as
$$ select coalesce(max(message_id), 0) from conversations_reading where circle_id = circle and person_id = me() $$;

-- Until when a message that was told waits: it was read, or taken back.
create function message_waits(person bigint, about text) returns boolean language sql stable as
$$ select exists (select from people_circle c join conversations_message m on m.circle_id = c.id
   where c.key = message_waits.about and m.author_id <> person and m.taken_back_at is null
     and m.id > coalesce(
     (select r.message_id from conversations_reading r where r.circle_id = c.id and r.person_id = person), 0)) $$;

-- Who may call them; nobody else may.
grant execute on function
  my_mark to entrepairs_person;
