"""Operations compiled once for each document: what graphql-core finds out for every field is found out beforehand."""

from gateway.execution.extension import compiled
from gateway.execution.plans import Plans
from gateway.execution.together import together

__all__ = ["Plans", "compiled", "together"]
