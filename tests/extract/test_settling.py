"""How many agreements a draft that stands comes to, and between whom."""

import pytest

from coopdata.extract.agreements import drafts_of, listen
from coopdata.extract.choosing import weigh
from coopdata.extract.settling import settled
from tests.extract.reading import record, scene

TEXT = "Treaties were signed. Peru began. Then came Chile, and after it Cuba."


def settle(text, partners, *others, split=False):
    """The parties of the drafts that the first draft of a text comes to.

    `others` are parties of another one, which has the same partners where it is split too.
    """
    whole = scene(text)
    drafts, outline = drafts_of(whole)
    heard = listen(whole)
    one, other = (weigh(whole, outline, drafts, heard)[0] for _ in range(2))
    keys = {candidate.ref.name: key for key, candidate in outline.candidates.items()}
    one.partners = {key: float(name in partners) for name, key in keys.items()}
    other.partners = one.partners if split else dict.fromkeys(one.partners, 0.0)
    kept = [(one, dict.fromkeys(keys.values(), 0.9))]
    kept += [(other, {keys[name]: 0.9 for name in others})] if others else []
    found = list(settled(whole, outline, kept))
    mine = [draft for draft in found if draft.lead is one.draft.lead]
    return [[party.name for party in draft.parties.parties] for draft in (found if split else mine)]


def test_there_is_one_agreement_with_each_of_several_partners():
    assert settle(TEXT, ["Chile", "Cuba"]) == [["Peru", "Chile"], ["Peru", "Cuba"]]


@pytest.mark.parametrize("partners", [[], ["Chile"], ["Peru", "Chile", "Cuba"]])
def test_one_partner_or_nobody_who_is_none_makes_one_agreement_of_all(partners):
    assert settle(TEXT, partners) == [["Peru", "Chile", "Cuba"]]


def test_a_partner_that_another_draft_tells_of_is_left_to_it():
    assert settle(TEXT, ["Chile", "Cuba"], "Peru", "Cuba") == [["Peru", "Chile"], ["Peru", "Cuba"]]


def test_two_drafts_with_the_same_partners_do_not_leave_them_to_each_other():
    assert settle(TEXT, ["Chile", "Cuba"], "Peru", "Chile", "Cuba", split=True) == [["Peru", "Chile"], ["Peru", "Cuba"]]


def test_agreements_that_the_text_counts_are_so_many_between_the_same():
    assert settle("Two treaties were signed between Peru and Chile.", []) == [["Peru", "Chile"]] * 2


def test_a_party_is_named_as_the_sentence_that_leads_names_the_body():
    text = "Cambodia is glad. The Royal Government of Cambodia and the Government of Laos signed a treaty in Hanoi."
    (agreement,) = record(text).agreements

    assert [party.name for party in agreement.parties] == ["Royal Government of Cambodia", "Government of Laos"]
