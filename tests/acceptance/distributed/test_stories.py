"""Stories of the API, told over processes. The whole suite runs over them with `FAIRWAY_TEST_MODE=distributed`."""

from tests.acceptance.api.test_idempotency import (
    test_a_key_in_the_header_covers_each_command_of_the_request,
    test_a_report_is_published_once_under_its_key_whatever_has_happened_since,
)
from tests.acceptance.api.test_subscriptions import (
    test_after_a_break_it_goes_on_from_the_cursor_and_loses_and_repeats_nothing,
    test_each_change_arrives_in_order_with_the_gap_as_it_now_reads,
)
from tests.acceptance.api.test_time_travel import (
    test_a_whole_life_that_is_sent_again_under_its_keys_changes_nothing,
    test_every_position_reads_exactly_as_it_did_then,
)
from tests.acceptance.api.test_walk import test_a_pilot_goes_all_the_way_to_its_close_out_report_and_beyond
from tests.acceptance.distributed.equal import test_one_process_and_several_leave_the_same_rows

__all__ = [
    "test_a_key_in_the_header_covers_each_command_of_the_request",
    "test_a_pilot_goes_all_the_way_to_its_close_out_report_and_beyond",
    "test_a_report_is_published_once_under_its_key_whatever_has_happened_since",
    "test_a_whole_life_that_is_sent_again_under_its_keys_changes_nothing",
    "test_after_a_break_it_goes_on_from_the_cursor_and_loses_and_repeats_nothing",
    "test_each_change_arrives_in_order_with_the_gap_as_it_now_reads",
    "test_every_position_reads_exactly_as_it_did_then",
    "test_one_process_and_several_leave_the_same_rows",
]
