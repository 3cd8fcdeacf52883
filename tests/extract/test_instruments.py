import pytest

from coopdata.extract.instruments import find_instruments
from tests.extract.reading import clause


def only(sentence):
    (mention,) = find_instruments(clause(sentence))
    return mention


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("Peru and Chile signed a protocol.", "signed"),
        ("A protocol was signed by Peru and Chile.", "signed"),
        ("Peru and Chile concluded a treaty.", "signed"),
        ("Peru and Chile have renewed the protocol.", "renewed"),
        ("Peru and Chile extended the treaty.", "renewed"),
        ("Peru and Chile will sign a protocol.", "planned"),
        ("A protocol will be signed by Peru and Chile.", "planned"),
        ("A protocol to be signed by Peru and Chile.", "planned"),
        ("Peru and Chile are expected to sign a protocol.", "planned"),
        ("Peru and Chile plan to sign a treaty.", "planned"),
        ("Peru and Chile are negotiating a treaty.", "under_negotiation"),
        ("The treaty between Peru and Chile entered into force.", "in_force"),
        ("Peru and Chile work together under a treaty.", "in_force"),
        ("Peru and Chile ended the treaty.", "terminated"),
        ("The treaty between Peru and Chile expired.", "terminated"),
        ("Peru and Chile like the treaty.", None),
    ],
)
def test_what_became_of_it(sentence, status):
    mention = only(sentence)
    assert (mention.status, mention.negated) == (status, False)


@pytest.mark.parametrize(
    "sentence",
    [
        "No agreement was signed between Peru and Chile.",
        "Peru and Chile did not sign an agreement.",
        "Peru and Chile have never signed a treaty.",
        "Peru and Chile parted without an agreement.",
    ],
)
def test_what_a_sentence_denies_is_no_agreement(sentence):
    mention = only(sentence)
    assert mention.negated
    assert mention.status is None


@pytest.mark.parametrize(
    ("wording", "instrument"),
    [
        ("memorandum of understanding", "memorandum_of_understanding"),
        ("MoU", "memorandum_of_understanding"),
        ("memorandum", "memorandum_of_understanding"),
        ("memorandum of cooperation", "memorandum_of_cooperation"),
        ("letter of intent", "letter_of_intent"),
        ("joint statement", "joint_declaration"),
        ("framework agreement", "framework_agreement"),
        ("convention", "treaty"),
        ("protocol", "protocol"),
        ("line of credit", "loan_agreement"),
        ("grant agreement", "grant_agreement"),
        ("exchange of notes", "exchange_of_notes"),
        ("roadmap", "action_plan"),
        ("contract", "contract"),
        ("partnership agreement", "partnership_agreement"),
        ("free trade agreement", "agreement"),
        ("pact", "agreement"),
    ],
)
def test_the_kind_follows_from_the_name_the_text_uses(wording, instrument):
    assert only(f"Peru and Chile signed a {wording}.").instrument == instrument


def test_a_name_with_its_abbreviation_is_one_mention():
    mention = only("Peru and Chile signed a Memorandum of Understanding (MoU).")
    assert mention.instrument == "memorandum_of_understanding"


@pytest.mark.parametrize(
    ("sentence", "definite", "further", "plural"),
    [
        ("Peru and Chile signed a protocol.", False, False, False),
        ("Peru and Chile signed the protocol.", True, False, False),
        ("Peru and Chile signed another protocol.", False, True, False),
        ("Peru and Chile signed a second protocol.", False, True, False),
        ("Peru and Chile signed two protocols.", False, False, True),
    ],
)
def test_what_the_words_before_it_say(sentence, definite, further, plural):
    mention = only(sentence)
    assert (mention.definite, mention.further, mention.plural) == (definite, further, plural)


def test_of_two_instruments_each_has_the_verb_nearest_to_it():
    first, second = find_instruments(clause("Peru ended the treaty, and Chile signed a protocol."))
    assert (first.status, second.status) == ("terminated", "signed")
