"""The rest of the contract, by subject: what a process may know of this service beside what `contract` names."""
