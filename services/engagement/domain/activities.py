"""The activities and outputs that somebody is accountable for: shipped data."""

from collections.abc import Mapping
from importlib.resources import files

from shared.events.ownership import Party
from shared.kernel.record import record
from shared.policy.shipped import Label, read_yaml


class ActivitiesInvalid(ValueError):
    """The list of activities does not say what it must: the message names the part."""


@record
class Activity:
    """`usual` is the party that mostly has it."""

    name: str
    label: Label
    usual: Party


def read_activities(text: str) -> Mapping[str, Activity]:
    match read_yaml(text):
        case {"version": 1, "activities": [*given], **others} if given and not others:
            read = tuple(map(_activity, given))
        case _:
            raise ActivitiesInvalid("a list of activities has a version, 1, and activities")
    found = {activity.name: activity for activity in read}
    if len(found) < len(read):
        raise ActivitiesInvalid("an activity stands there twice")
    return found


def _activity(given: object) -> Activity:
    match given:
        case {"name": str(name), "usual": str(usual), "en": str(en), "fr": str(fr), **others} if not others:
            if usual in tuple(Party) and en and fr:
                return Activity(name=name, label=Label(en=en, fr=fr), usual=Party(usual))
    raise ActivitiesInvalid(f"an activity has a name, the usual party, and reads in both languages: {given}")


ACTIVITIES = read_activities(files("services.engagement.domain").joinpath("activities_v1.yaml").read_text("utf-8"))
