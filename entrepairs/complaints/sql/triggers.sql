create trigger moments_are_now before insert or update on complaints_yearversion for each row
  execute function moments_are_now('sent_at');
