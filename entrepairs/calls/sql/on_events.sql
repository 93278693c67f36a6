create trigger by_themselves before insert or update on events_speaker for each row execute function speaker_is_linked_by_themselves();
