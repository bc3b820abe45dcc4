"""Data written by every version ever shipped: it reads for ever."""
