"""Rules that people write in a bounded part of CEL: read, checked by kinds, and asked. They end at once."""
