-- Services append and read; workers read. Both follow the same clock. Readers answer questions about the log.

revoke all on all functions in schema es from public, fairway_service, fairway_reader, fairway_worker;
grant execute on function
  es.now, es.set_clock, es.enter, es.after, es.within, es.look, es.head, es.position_at, es.microseconds, es.moment,
  es.version_at
  to fairway_service, fairway_worker;
grant execute on function es.append to fairway_service;
grant execute on function es.now, es.enter, es.after, es.within, es.head, es.position_at, es.version_at
  to fairway_reader;
grant execute on function es.heads to fairway_worker;
grant execute on function es.previous to fairway_ledger_worker;
