"""What the addresses of the table (matrix.py) are about: always something of the bureau."""

from gongkai.platform.audit.models import Head
from tests.organs import examples
from tests.organs.examples import a_deputy, an_appointment


def bureau(world):
    """The organ itself."""
    return {"number": world.bureau.pk}


def person(world):
    """One of its people, without a role."""
    return {"number": world.nobody(world.bureau).pk}


def deactivated(world):
    """One of its people who has left."""
    return {"number": examples.deactivated(world).pk}


def with_second_factor(world):
    """One of its people with a second factor."""
    return {"number": examples.with_second_factor(world).pk}


def signed_in(world):
    """One of its people who is signed in somewhere."""
    return {"number": examples.signed_in(world).pk}


def linked(world):
    """One of its people who is linked to an identity."""
    return {"number": examples.linked(world).pk}


def appointment(world):
    """The role of one of its people."""
    return {"number": an_appointment(world).pk}


def deputy(world):
    """Somebody's deputy there."""
    return {"number": a_deputy(world).pk}


def task(world):
    """A task that failed; tasks belong to no organ."""
    from tests.platform.jobs.examples import a_task

    return {"task_id": a_task(world).pk}


def message(world):
    """A message of the bureau that is uncertain."""
    from tests.platform.outbox.examples import a_message

    return {"number": a_message(world, "uncertain").pk}


def upload(world):
    """Its page to upload files."""
    return {"organ": world.bureau.pk}


def file(world):
    """One of its files."""
    from tests.platform.files.examples import attachment

    return {"attachment": attachment(world).pk}


def collecting(world):
    """What the bureau collects."""
    from tests.reporting.examples import a_collection

    return {"collection": a_collection(world, organ=world.bureau).pk}


def collected_list(world):
    """The return list over what the bureau collects."""
    return {**collecting(world), "ending": "docx"}


def collected(world):
    """A report that the bureau collected."""
    from tests.reporting.examples import a_collection, a_read_report

    return {"report": a_read_report(world, a_collection(world, organ=world.bureau), organ=world.town).pk}


def mended(world):
    """One that took the place of an earlier one."""
    from tests.reporting.examples import a_collection, a_read_report, mended_text

    collection = a_collection(world, organ=world.bureau)
    a_read_report(world, collection, organ=world.town, text=mended_text(12))
    return {"report": a_read_report(world, collection, organ=world.town, text=mended_text(13)).pk}


def collected_and_sent(world):
    """One that the bureau sent back."""
    from gongkai.reporting.models import ReceivedReport
    from tests.reporting.examples import a_return

    report = collected(world)
    a_return(world, ReceivedReport.objects.get(pk=report["report"]))
    return report


def sent_back(world):
    """What the city sent back to the bureau."""
    from tests.reporting.examples import a_collection, a_read_report, a_return

    return {"returned": a_return(world, a_read_report(world, a_collection(world, organ=world.city))).pk}


def sent_back_whole(world):
    """The same, of a whole report."""
    from tests.reporting.examples import a_collection, a_read_report, a_return, mended_text

    collection = a_collection(world, organ=world.city)
    return {"returned": a_return(world, a_read_report(world, collection, text=mended_text(12))).pk}


def waited_for(world):
    """The report of the bureau that the district waits for."""
    from tests.reporting.examples import a_collection

    return {"collection": a_collection(world).pk, "organ": world.bureau.pk}


def a_year(world):
    """A year on record."""
    return {"year": 2026}


def a_notice(world):
    """A notice that was adopted."""
    from tests.calendars.files import adopt, year

    return {"pk": adopt(world, year(2027, "2026-03-01")).pk}


def a_list(world):
    """The list of people, in which everyone sees at least themselves."""
    return {"key": "people"}


def a_view(world):
    """A view that somebody else saved."""
    from tests.platform.lists.examples import a_view

    return {"number": a_view(world, world.nobody(world.bureau)).pk}


def an_entry(world):
    """An entry in the journal of the organ."""
    from gongkai.organs.actions.organs import rename_organ
    from tests.organs.examples import renamed

    rename_organ(now=world.now, **renamed(world, organ=world.bureau))
    return {"seq": Head.objects.get().seq}
