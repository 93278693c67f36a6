-- Who takes on a role that manages leaves the groups of co-reflection of those whom they manage.
create trigger leaves_as_manager after insert or update of accepted_at on roles_heldrole for each row
  when (new.accepted_at is not null) execute function leave_as_manager();
