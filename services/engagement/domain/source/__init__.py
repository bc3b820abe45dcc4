"""A source of data: owned by one person, classified by the business, used by whom its owner lets."""

from services.engagement.domain.source.commands import (
    ApprovalOutOfBounds,
    ApproveDataAccess,
    ClassifyData,
    DataAccessAlreadyRequested,
    DataAccessGone,
    DataAccessNotFound,
    DataNotClassified,
    DataSourceAlreadyRegistered,
    DataSourceHasNoOwner,
    DataSourceNotFound,
    NameDataSourceOwner,
    NotTheDataOwner,
    OwnRequest,
    RegisterDataSource,
    RequestDataAccess,
    RevokeDataAccess,
    SourceCommand,
)
from services.engagement.domain.source.rules import SOURCE

__all__ = [
    "SOURCE",
    "ApprovalOutOfBounds",
    "ApproveDataAccess",
    "ClassifyData",
    "DataAccessAlreadyRequested",
    "DataAccessGone",
    "DataAccessNotFound",
    "DataNotClassified",
    "DataSourceAlreadyRegistered",
    "DataSourceHasNoOwner",
    "DataSourceNotFound",
    "NameDataSourceOwner",
    "NotTheDataOwner",
    "OwnRequest",
    "RegisterDataSource",
    "RequestDataAccess",
    "RevokeDataAccess",
    "SourceCommand",
]
