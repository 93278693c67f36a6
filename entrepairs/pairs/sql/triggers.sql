create trigger moments_are_now before insert or update on pairs_invitation for each row
  execute function moments_are_now('withdrawn_at');
create trigger moments_are_now before insert or update on pairs_wish for each row
  execute function moments_are_now('closed_at');
create trigger moments_are_now before insert or update on pairs_agreement for each row
  execute function moments_are_now('accepted_at', 'closed_at');
