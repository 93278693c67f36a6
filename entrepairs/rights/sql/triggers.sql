-- What answers an export or an erasure closes what was told of it.
create trigger closes_notices after delete on rights_export for each row
  execute function close_notices('export', 'array[($1).key]', '($1).person_id');
create trigger closes_notices after delete on rights_departure for each row
  execute function close_notices('erasure idle', 'array[''erasure'']', '($1).person_id');
create trigger closes_notices after update or delete on rights_datarequest for each row
  execute function close_notices('request', 'array[($1).key]', '($1).person_id');
create trigger moments_are_now before insert or update on rights_datarequest for each row
  execute function moments_are_now('yes_at', 'called_off_at');
