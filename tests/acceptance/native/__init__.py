"""All processes on this machine: started, killed, stopped."""
