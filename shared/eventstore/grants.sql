-- Services append and read; workers read. Both follow the same clock.

revoke all on all functions in schema es from public, fairway_service, fairway_worker;
grant execute on function
  es.now, es.set_clock, es.enter, es.after, es.within, es.look, es.head, es.position_at, es.microseconds, es.moment,
  es.version_at
  to fairway_service, fairway_worker;
grant execute on function es.append to fairway_service;
grant execute on function es.heads to fairway_worker;
