-- An end is now.
create trigger moments_are_now before insert or update on people_membership for each row
  execute function moments_are_now('until');
create trigger moments_are_now before insert or update on people_affiliation for each row
  execute function moments_are_now('until');
create trigger moments_are_now before insert or update on people_circle for each row
  execute function moments_are_now('ended_at', 'paused_at');
