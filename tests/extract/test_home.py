import pytest

from coopdata.documents.model import Sidecar
from coopdata.extract import lexicon
from coopdata.extract.home import home_state


@pytest.mark.parametrize(
    ("publisher", "url", "state"),
    [
        ("Ministry of Health of Peru", None, "PE"),
        ("The Lima Post", None, "PE"),
        ("The Post", "https://www.post.co.uk/a", "GB"),
        ("The Post", "https://post.pe", "PE"),
        ("The Post", "https://post.io/pe", None),
        ("The Post", "http://[pe/a", None),
        ("The Post", None, None),
        ("Peru and Chile Weekly", None, None),
    ],
)
def test_the_publisher_tells_where_a_text_is_at_home(publisher, url, state):
    assert home_state(Sidecar(publisher=publisher, url=url), lexicon.load()) == state
