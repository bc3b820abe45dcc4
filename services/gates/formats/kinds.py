"""What kind of evidence a result file is, told by its format."""

from enum import StrEnum


class EvidenceKind(StrEnum):
    LOAD_TEST_REPORT = "load_test_report"
    EVALUATION_REPORT = "evaluation_report"
    DATA_CHECK_REPORT = "data_check_report"
    TEST_REPORT = "test_report"
    SECURITY_SCAN = "security_scan"
