create trigger moments_are_now before insert or update on ledger_consent for each row
  execute function moments_are_now('withdrawn_at');
