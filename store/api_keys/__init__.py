"""Keys of the API in the record, and what was asked with each of them once."""

from store.api_keys.keys import ApiKeys, NoSuchKey
from store.api_keys.requests import ApiRequests, OtherRequest, UnderWay

__all__ = ["ApiKeys", "ApiRequests", "NoSuchKey", "OtherRequest", "UnderWay"]
