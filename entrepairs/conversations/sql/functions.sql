-- The last message that I have read there, or 0. As a function, what is asked after it uses the index of the
-- messages.
create function my_mark(circle bigint) returns bigint language sql stable security definer
  set search_path = app, public, pg_temp as
$$ select coalesce(max(message_id), 0) from conversations_reading where circle_id = circle and person_id = me() $$;

-- My circles of one kind that have not ended: 1 for each in which something is to be read, else 0. With `offset 0` each
-- is looked at by itself, from my mark on, instead of all of them from their first word. The navigation of every page
-- asks it, so it says by itself which messages I may read (policies.sql): a plan without policies starts in a fifth of
-- the time.
create function unread_by_circle(kind text) returns table (circle_id bigint, unread int) language sql stable
  security definer set search_path = app, public, pg_temp as
$$ select c.id, (exists (select from conversations_message m where m.circle_id = c.id and m.author_id <> me()
     and m.taken_back_at is null and i_was_in(c.id, m.sent_at) and m.id > (select my_mark(c.id))
     and m.once::text <> all((select hidden_things('message'))::text[]) offset 0))::int
   from people_circle c
   where c.kind = unread_by_circle.kind and c.ended_at is null and c.id = any((select my_circles())::bigint[]) $$;

-- Until when a message that was told waits: it was read, or taken back.
create function message_waits(person bigint, about text) returns boolean language sql stable as
$$ select exists (select from people_circle c join conversations_message m on m.circle_id = c.id
   where c.key = message_waits.about and m.author_id <> person and m.taken_back_at is null
     and m.once::text <> all((select hidden_things('message'))::text[]) and m.id > coalesce(
     (select r.message_id from conversations_reading r where r.circle_id = c.id and r.person_id = person), 0)) $$;

-- Who may call them; nobody else may.
grant execute on function
  my_mark, unread_by_circle to entrepairs_person;
