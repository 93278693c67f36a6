create trigger moments_are_now before insert on roles_declinedrole for each row execute function moments_are_now('at');
-- Whatever answers closes what was told.
create trigger closes_notices after update on roles_heldrole for each row
  execute function close_notices('role', 'array[($1).key]');
create trigger closes_notices after insert on roles_declinedrole for each row
  execute function close_notices('role', 'array(select key from roles_heldrole where id = ($1).offer_id)');
