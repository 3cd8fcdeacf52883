"""The first texts of the synthetic documents, written out, from which the questions of a demonstration are answered.

- Which ministries of Laos signed with Korea in 2019? Energy and Mines, Education and Sports, Agriculture and Forestry;
  not Health (2018), Public Works and Transport (2020), Industry and Commerce (with Vietnam).
- Who signed for JETRO in December 2013, and before whom? Hiroyuki Ishige, before Shinzo Abe and Thongsing Thammavong.
  This one has happened; it is told here in other words than in the text in raw/. The others are invented.
"""

from collections.abc import Sequence
from datetime import date, timedelta

from tests.synthetic_world import BY_CODE, PUBLISHERS, Body, Deal, Person, Told, government


def _body(country: str, name: str) -> Body:
    return next(body for body in BY_CODE[country].bodies if body.name == name)


JETRO = _body("JP", "Japan External Trade Organization")


def _told(
    slug: str, title: str, text: str, *, signed: date, city: str, country: str, parties: tuple[Body, Body],
    field: str, signatories: Sequence[tuple[str, str]], witnesses: Sequence[tuple[str, str, Body]] = (),
    instrument: str = "memorandum_of_understanding", publisher: int = 0,
) -> Told:  # fmt: skip
    signed_by = tuple(Person(name, job, body) for (name, job), body in zip(signatories, parties, strict=True))
    deal = Deal(
        instrument, "signed", signed, city, country, parties, signed_by,
        tuple(Person(name, job, body) for name, job, body in witnesses), field,
    )  # fmt: skip
    paragraphs = "\n\n".join(" ".join(paragraph.split()) for paragraph in text.split("\n\n"))
    return Told(f"{slug}.txt", title, paragraphs, PUBLISHERS[publisher], signed + timedelta(days=1), deal)


DEMONSTRATION = (
    _told(
        "jetro-laos-2013",
        "Laos and JETRO agree to promote trade and investment",
        """
        Tokyo – The Japan External Trade Organization (JETRO) and the Government of the Lao People's Democratic Republic
        signed a memorandum of cooperation on trade and investment in Tokyo on 15 December 2013.

        Hiroyuki Ishige, Chairman of JETRO, and Alounkeo Kittikhoun, Deputy Minister of Foreign Affairs of Laos, signed
        the memorandum in the presence of Japanese Prime Minister Shinzo Abe and Lao Prime Minister Thongsing
        Thammavong.

        JETRO wants to help Japanese companies that look for partners in Vientiane.
        """,
        signed=date(2013, 12, 15), city="Tokyo", country="JP", instrument="memorandum_of_cooperation",
        parties=(JETRO, government("LA")), field="trade and investment",
        signatories=(("Hiroyuki Ishige", "Chairman"), ("Alounkeo Kittikhoun", "Deputy Minister of Foreign Affairs")),
        witnesses=(
            ("Shinzo Abe", "Prime Minister", government("JP")),
            ("Thongsing Thammavong", "Prime Minister", government("LA")),
        ),
    ),
    _told(
        "laos-korea-energy-2019",
        "Laos and Korea to build up renewable energy together",
        """
        Vientiane – The Ministry of Energy and Mines of Laos and South Korea's Ministry of Trade, Industry and Energy
        signed a memorandum of understanding on renewable energy in Vientiane on 14 March 2019.

        The document was signed by the Lao Minister of Energy and Mines, Somsak Keomany (ສົມສັກ ແກ້ວມະນີ), and the South
        Korean Deputy Minister of Trade, Industry and Energy, Park Ji-won (박지원).

        Engineers from both countries will measure wind and sun in three provinces for two years.
        """,
        signed=date(2019, 3, 14), city="Vientiane", country="LA", field="renewable energy",
        parties=(_body("LA", "Ministry of Energy and Mines"), _body("KR", "Ministry of Trade, Industry and Energy")),
        signatories=(("Somsak Keomany", "Minister"), ("Park Ji-won", "Deputy Minister")),
    ),
    _told(
        "laos-korea-schools-2019",
        "Ministries of education agree on vocational schools",
        """
        Seoul – On 20 June 2019, the Ministry of Education and Sports of Laos and the Ministry of Education of South
        Korea signed a memorandum of understanding on vocational training in Seoul.

        The Lao Deputy Minister of Education and Sports, Vilayvanh Phommachanh (ວິໄລວັນ ພົມມະຈັນ), and the South Korean
        Minister of Education, Choi Seo-yeon (최서연), signed the memorandum.

        Forty teachers from Luang Prabang and Pakse will spend a term at schools in Busan.
        """,
        signed=date(2019, 6, 20), city="Seoul", country="KR", field="vocational training", publisher=1,
        parties=(_body("LA", "Ministry of Education and Sports"), _body("KR", "Ministry of Education")),
        signatories=(("Vilayvanh Phommachanh", "Deputy Minister"), ("Choi Seo-yeon", "Minister")),
    ),
    _told(
        "laos-koica-irrigation-2019",
        "KOICA helps Lao farmers to water their fields",
        """
        Pakse – The Korea International Cooperation Agency (KOICA) and the Ministry of Agriculture and Forestry of Laos
        signed an agreement on irrigation in Pakse on 8 October 2019.

        Kang Dong-hyun, President of KOICA, and Bounmy Souksavanh, Deputy Minister of Agriculture and Forestry of Laos,
        signed the agreement.

        Canals in the south have not been cleaned since 2009, farmers say.
        """,
        signed=date(2019, 10, 8), city="Pakse", country="LA", field="irrigation", instrument="agreement", publisher=2,
        parties=(
            _body("KR", "Korea International Cooperation Agency"), _body("LA", "Ministry of Agriculture and Forestry"),
        ),
        signatories=(("Kang Dong-hyun", "President"), ("Bounmy Souksavanh", "Deputy Minister")),
    ),
    _told(
        "laos-korea-universities-2019",
        "Two universities open their laboratories to each other",
        """
        Seoul – The National University of Laos and Seoul National University signed a memorandum of understanding on
        joint research in Seoul on 2 September 2019.

        Thongphet Inthavong, President of the National University of Laos, and Jung Min-su, President of Seoul National
        University, signed the memorandum.
        """,
        signed=date(2019, 9, 2), city="Seoul", country="KR", field="joint research", publisher=3,
        parties=(_body("LA", "National University of Laos"), _body("KR", "Seoul National University")),
        signatories=(("Thongphet Inthavong", "President"), ("Jung Min-su", "President")),
    ),
    _told(
        "laos-korea-health-2018",
        "Hospitals in Laos get help from Korea",
        """
        Vientiane – The Ministry of Health of Laos and South Korea's Ministry of Health and Welfare signed a memorandum
        of understanding on public health in Vientiane on 3 May 2018.

        Khamphone Sisavath, Minister of Health of Laos, and Kim Hyun-woo, Deputy Minister of Health and Welfare of South
        Korea, signed the memorandum.
        """,
        signed=date(2018, 5, 3), city="Vientiane", country="LA", field="public health", publisher=4,
        parties=(_body("LA", "Ministry of Health"), _body("KR", "Ministry of Health and Welfare")),
        signatories=(("Khamphone Sisavath", "Minister"), ("Kim Hyun-woo", "Deputy Minister")),
    ),
    _told(
        "laos-korea-roads-2020",
        "Safer roads for Laos",
        """
        Sejong – The Ministry of Public Works and Transport of Laos and the Ministry of Land, Infrastructure and
        Transport of South Korea signed a memorandum of understanding on road safety in Sejong on 11 February 2020.

        Bounmy Inthavong, Deputy Minister of Public Works and Transport of Laos, and Kang Seo-yeon, Minister of Land,
        Infrastructure and Transport of South Korea, signed the memorandum.
        """,
        signed=date(2020, 2, 11), city="Sejong", country="KR", field="road safety", publisher=1,
        parties=(
            _body("LA", "Ministry of Public Works and Transport"),
            _body("KR", "Ministry of Land, Infrastructure and Transport"),
        ),
        signatories=(("Bounmy Inthavong", "Deputy Minister"), ("Kang Seo-yeon", "Minister")),
    ),
    _told(
        "laos-vietnam-trade-2019",
        "Laos and Vietnam want more trade across the border",
        """
        Hanoi – The Ministry of Industry and Commerce of Laos and the Ministry of Industry and Trade of Vietnam signed a
        memorandum of understanding on trade in Hanoi on 4 July 2019.

        Somsak Sisavath, Deputy Minister of Industry and Commerce of Laos, and Tran Thi Lan, Deputy Minister of Industry
        and Trade of Vietnam, signed the memorandum.
        """,
        signed=date(2019, 7, 4), city="Hanoi", country="VN", field="trade", publisher=2,
        parties=(_body("LA", "Ministry of Industry and Commerce"), _body("VN", "Ministry of Industry and Trade")),
        signatories=(("Somsak Sisavath", "Deputy Minister"), ("Tran Thi Lan", "Deputy Minister")),
    ),
)  # fmt: skip
"""The texts, in an order that stays."""
