"""The other processes as this one reaches them, over HTTP: what `Service`, `Directory` and `Ledger` are within one."""
