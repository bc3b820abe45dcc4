"""Tests of what is started where."""
