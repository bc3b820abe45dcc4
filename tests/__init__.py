"""Everything that shows Fairway does what it says: fast tests in `unit`, the real parts in the others."""
