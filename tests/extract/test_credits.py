"""What is read from the lines around a text."""

import pytest

from coopdata.documents.model import BlockKind
from coopdata.extract.credits import Credits
from tests.extract.reading import passage, record


@pytest.mark.parametrize(
    ("line", "kind", "expected"),
    [
        ("LIMA, March 4 (XYQ) --", BlockKind.DATELINE, ["XYQ"]),
        ("LIMA, 5 OCT 2021, 17:06 CET", BlockKind.DATELINE, []),
        ("(Xinhua)", BlockKind.FOOTER, ["Xinhua"]),
        ("© XYQ, 2023", BlockKind.FOOTER, ["XYQ"]),
        ("© Copyright ANSA", BlockKind.FOOTER, ["ANSA"]),
        ("Share: Twitter | Facebook | LinkedIn", BlockKind.FOOTER, []),
        ("Latest News", BlockKind.CRUMB, []),
        ("Related News & Photos", BlockKind.FOOTER, []),
        ("(Source: Cabinet Office website)", BlockKind.FOOTER, ["Cabinet Office"]),
        ("Ministry of Ports | Press releases", BlockKind.CRUMB, ["Ministry of Ports"]),
        ("More: Airport and Airline Profiles", BlockKind.FOOTER, []),
    ],
)
def test_organizations_of_a_line_of_furniture(line, kind, expected):
    assert [mention.name for mention in Credits.of(passage(line, kind)).organizations] == expected


@pytest.mark.parametrize(
    ("line", "kind", "expected"),
    [
        ("By Ama Mensah and Kofi Boateng", BlockKind.BYLINE, ["Ama Mensah", "Kofi Boateng"]),
        ("By AMA MENSAH", BlockKind.BYLINE, ["AMA MENSAH"]),
        ("Ports » FISHERIES | By: Ama Mensah | Views: 3119", BlockKind.CRUMB, ["Ama Mensah"]),
        ("Media contact: Tuulikki Vesala", BlockKind.FOOTER, ["Tuulikki Vesala"]),
        ("Photographer: Tuulikki Vesala", BlockKind.FOOTER, ["Tuulikki Vesala"]),
        ("Posted by admin", BlockKind.FOOTER, []),
    ],
)
def test_people_credited_in_a_line_of_furniture(line, kind, expected):
    assert [mention.name for mention in Credits.of(passage(line, kind)).people] == expected


def test_a_news_agency_of_the_dateline_is_an_organization_of_the_text():
    found = record("HANOI (VOV) - Peru opened a port in Lima on Monday, after many years of work.\n", published=None)
    assert [one.name for one in found.organizations] == ["VOV"]
