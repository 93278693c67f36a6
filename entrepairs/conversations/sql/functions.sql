-- The last message that I have read there, or 0. As a function, what is asked after it uses the index of the messages.
create function my_mark(circle bigint) returns bigint language sql stable security definer set search_path = app, public, pg_temp as
$$ select coalesce(max(message_id), 0) from conversations_reading where circle_id = circle and person_id = me() $$;

-- Who may call them; nobody else may.
grant execute on function
  my_mark to entrepairs_person;
