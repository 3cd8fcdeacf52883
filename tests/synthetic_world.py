"""The invented world that `tests.synthetic` tells of: bodies, people, cities and fields of cooperation, by country.

States, cities and ministries are real names, companies and people are not; nothing told of any of them has happened.
"""

import random
from dataclasses import dataclass
from datetime import date
from functools import cache

Name = tuple[str, str | None]
"""A name in Latin letters, and in its own script where that is another."""


@dataclass(frozen=True)
class Body:
    """Who can enter an agreement. `country` is None for bodies of several states."""

    name: str
    kind: str
    country: str | None
    native: str | None = None
    short: str | None = None


@dataclass(frozen=True)
class Person:
    """Who signs or watches; `name` in the order in which news in English write it."""

    name: str
    title: str
    body: Body
    native: str | None = None


@dataclass(frozen=True)
class Deal:
    """An agreement as the texts tell it. `signed` is when it is to be signed, where it is planned."""

    instrument: str
    """A code of the code list `instrument`."""
    status: str
    signed: date
    city: str
    country: str
    parties: tuple[Body, ...]
    signatories: tuple[Person, ...]
    witnesses: tuple[Person, ...]
    field: str
    amount: int | None = None
    """US dollars."""


@dataclass(frozen=True)
class Told:
    """A text: its file's name, what it tells, and the text it copies or whose agreement it retells."""

    name: str
    title: str
    text: str
    publisher: str
    published: date
    deal: Deal | None
    copies: str | None = None
    retells: str | None = None


@dataclass(frozen=True)
class Country:
    """A state, and what people and bodies there are called. `given` and `family` make the names of its people."""

    code: str
    name: str
    adjective: str
    cities: tuple[str, ...]
    given: tuple[Name, ...]
    family: tuple[Name, ...]
    bodies: tuple[Body, ...]
    family_first: bool = False


def _names(text: str) -> tuple[Name, ...]:
    """ "Somsak=ສົມສັກ Bounmy" as names."""
    pairs = (word.partition("=") for word in text.split())
    return tuple((latin.replace("_", " "), native.replace("_", " ") or None) for latin, _, native in pairs)


def _bodies(code: str, kind: str, text: str) -> tuple[Body, ...]:
    """ "Name=native name|Other name" as bodies of the country; "Name (SHORT)" has a short form."""
    bodies = []
    for entry in filter(None, text.split("|")):
        written, _, native = entry.partition("=")
        name, _, short = written.partition(" (")
        bodies.append(Body(name, kind, code, native or None, short.rstrip(")") or None))
    return tuple(bodies)


def _country(
    code: str, name: str, adjective: str, cities: str, *, given: str, family: str, ministries: str, agencies: str = "",
    universities: str = "", companies: str = "", family_first: bool = False,
) -> Country:  # fmt: skip
    bodies = (
        *_bodies(code, "ministry", "|".join(f"Ministry of {entry}" for entry in ministries.split("|"))),
        *_bodies(code, "agency", agencies), *_bodies(code, "university", universities),
        *_bodies(code, "company", companies),
    )  # fmt: skip
    return Country(code, name, adjective, tuple(cities.split("|")), _names(given), _names(family), bodies, family_first)


COUNTRIES = (
    _country(
        "LA", "Laos", "Lao", "Vientiane|Luang Prabang|Pakse",
        given="Somsak=ສົມສັກ Bounmy=ບຸນມີ Khamphone=ຄຳພອນ Vilayvanh=ວິໄລວັນ Thongphet=ທອງເພັດ",
        family="Keomany=ແກ້ວມະນີ Sisavath=ສີສະຫວັດ Phommachanh=ພົມມະຈັນ Inthavong=ອິນທະວົງ Souksavanh=ສຸກສະຫວັນ",
        ministries="Energy and Mines=ກະຊວງພະລັງງານ ແລະ ບໍ່ແຮ່|Education and Sports=ກະຊວງສຶກສາທິການ ແລະ ກິລາ|Health|"
        "Agriculture and Forestry|Public Works and Transport|Industry and Commerce",
        universities="National University of Laos", companies="Nam Sane Power Company|Dok Khoun Coffee Company",
    ),
    _country(
        "KR", "South Korea", "Korean", "Seoul|Busan|Sejong", family_first=True,
        given="Min-su=민수 Ji-won=지원 Hyun-woo=현우 Seo-yeon=서연 Dong-hyun=동현",
        family="Kim=김 Park=박 Choi=최 Jung=정 Kang=강",
        ministries="Trade, Industry and Energy=산업통상자원부|Education=교육부|Health and Welfare|"
        "Land, Infrastructure and Transport|Science and ICT",
        agencies="Korea International Cooperation Agency (KOICA)|Korea Rural Community Corporation",
        universities="Seoul National University|Pusan National University",
        companies="Hanbit Shipbuilding|Daeyang Rail",
    ),
    _country(
        "JP", "Japan", "Japanese", "Tokyo|Osaka|Fukuoka",
        given="Kenichi=健一 Haruka=遥 Takeshi=武 Yumi=由美 Naoki=直樹",
        family="Tanaka=田中 Mori=森 Kobayashi=小林 Ishikawa=石川 Nakamura=中村",
        ministries="Economy, Trade and Industry=経済産業省|the Environment=環境省|Health, Labour and Welfare|"
        "Agriculture, Forestry and Fisheries",
        agencies="Japan International Cooperation Agency (JICA)|Japan External Trade Organization (JETRO)",
        universities="Kyushu University|Osaka University", companies="Asahikawa Electric|Setouchi Ferries",
    ),
    _country(
        "VN", "Vietnam", "Vietnamese", "Hanoi|Da Nang|Hue", family_first=True,
        given="Van_Hung Thi_Lan Minh_Duc Quang_Huy Thu_Ha", family="Nguyen Tran Le Pham Hoang",
        ministries="Industry and Trade|Agriculture and Rural Development|Planning and Investment|Transport",
        universities="Can Tho University|Hanoi University of Science and Technology", companies="Song Xanh Textiles",
    ),
    _country(
        "TH", "Thailand", "Thai", "Bangkok|Chiang Mai|Khon Kaen",
        given="Somchai=สมชาย Arunee=อรุณี Prasert=ประเสริฐ Kanya=กัญญา",
        family="Srisuk=ศรีสุข Boonmee=บุญมี Wongsa=วงษา Chaiyaphum=ชัยภูมิ",
        ministries="Energy=กระทรวงพลังงาน|Commerce|Public Health|Transport",
        universities="Chiang Mai University|Khon Kaen University", companies="Siam Isan Sugar",
    ),
    _country(
        "CN", "China", "Chinese", "Beijing|Kunming|Shanghai", family_first=True,
        given="Lihua=丽华 Jianguo=建国 Xiaoming=晓明 Meiling=美玲", family="Wang=王 Zhang=张 Chen=陈 Liu=刘",
        ministries="Commerce=商务部|Science and Technology|Ecology and Environment|Transport",
        universities="Yunnan University|Tongji University", companies="Yunling Railway Engineering|Haitong Solar",
    ),
    _country(
        "IN", "India", "Indian", "New Delhi|Mumbai|Chennai",
        given="Anil Priya Rajesh Sunita Vikram", family="Sharma Iyer Patel Banerjee Reddy",
        ministries="New and Renewable Energy|Agriculture and Farmers Welfare|Railways|Textiles",
        universities="University of Delhi|Anna University", companies="Godavari Pharma|Malabar Spices",
    ),
    _country(
        "FR", "France", "French", "Paris|Lyon|Marseille",
        given="Claire Julien Sophie Antoine Élodie", family="Lefèvre Moreau Girard Rousseau Chevalier",
        ministries="Culture|Agriculture and Food|Ecological Transition",
        agencies="Agence Française de Développement (AFD)|Institut Pasteur",
        universities="University of Lille|University of Bordeaux", companies="Rhône Hydraulique",
    ),
    _country(
        "DE", "Germany", "German", "Berlin|Hamburg|Bonn",
        given="Anna Jörg Katrin Stefan Ulrike", family="Schäfer Vogel Krüger Brandt Lindner",
        ministries="Economic Cooperation and Development|Education and Research|Health",
        agencies="Deutsche Gesellschaft für Internationale Zusammenarbeit (GIZ)",
        universities="University of Göttingen|University of Leipzig", companies="Nordwind Turbinen",
    ),
    _country(
        "AE", "the United Arab Emirates", "Emirati", "Abu Dhabi|Dubai|Sharjah",
        given="Ahmed=أحمد Fatima=فاطمة Omar=عمر Mariam=مريم",
        family="Al_Mansoori=المنصوري Al_Suwaidi=السويدي Al_Hashimi=الهاشمي Al_Ketbi=الكتبي",
        ministries="Economy=وزارة الاقتصاد|Energy and Infrastructure|Climate Change and Environment",
        universities="Zayed University|University of Sharjah", companies="Al Safwa Ports|Gulf Falcon Aviation",
    ),
    _country(
        "JO", "Jordan", "Jordanian", "Amman|Irbid|Aqaba",
        given="Layla=ليلى Khaled=خالد Rania=رانيا Yousef=يوسف", family="Haddad=حداد Nasser=ناصر Qasim=قاسم Khoury=خوري",
        ministries="Water and Irrigation=وزارة المياه والري|Tourism and Antiquities|Transport",
        universities="Yarmouk University|University of Jordan", companies="Wadi Phosphates",
    ),
    _country(
        "EG", "Egypt", "Egyptian", "Cairo|Alexandria|Aswan",
        given="Mona=منى Tarek=طارق Heba=هبة Sherif=شريف", family="Fahmy=فهمي Mansour=منصور Zaki=زكي Shaheen=شاهين",
        ministries="Electricity and Renewable Energy|Higher Education|Agriculture",
        universities="Ain Shams University|Assiut University", companies="Delta Cotton Mills",
    ),
    _country(
        "KE", "Kenya", "Kenyan", "Nairobi|Mombasa|Kisumu",
        given="Wanjiru Otieno Achieng Kamau Njeri", family="Mwangi Odhiambo Kiprotich Wafula Mutua",
        ministries="Health|Energy and Petroleum|Tourism and Wildlife",
        agencies="Kenya Forest Service|Kenya Ports Authority",
        universities="University of Nairobi|Moi University", companies="Savanna Tea Growers",
    ),
    _country(
        "GH", "Ghana", "Ghanaian", "Accra|Kumasi|Tamale",
        given="Kwame Ama Kofi Abena Yaw", family="Mensah Boateng Asante Owusu Darko",
        ministries="Food and Agriculture|Trade and Industry|Education",
        agencies="Ghana Cocoa Board|Ghana Investment Promotion Centre",
        universities="University of Ghana|University of Cape Coast", companies="Volta Aluminium Works",
    ),
    _country(
        "CL", "Chile", "Chilean", "Santiago|Valparaíso|Antofagasta",
        given="Ana Rodrigo Camila Felipe Marcela", family="Soto Fuentes Araya Contreras Sepúlveda",
        ministries="Mining|Energy|Agriculture", universities="University of Chile|University of Concepción",
        companies="Atacama Litio",
    ),
    _country(
        "PE", "Peru", "Peruvian", "Lima|Arequipa|Cusco",
        given="Rosa Diego Lucía Javier Carmen", family="Quispe Vargas Huamán Salazar Ríos",
        ministries="Production|Foreign Trade and Tourism|the Environment",
        universities="National University of San Marcos", companies="Andes Alpaca",
    ),
    _country(
        "BR", "Brazil", "Brazilian", "Brasília|Recife|Curitiba",
        given="João Beatriz Thiago Larissa Paulo", family="Oliveira Carvalho Nogueira Barbosa Teixeira",
        ministries="Mines and Energy|Education|Agriculture and Livestock",
        universities="University of São Paulo|University of Brasília", companies="Paraná Bioenergia",
    ),
    _country(
        "EE", "Estonia", "Estonian", "Tallinn|Tartu|Narva",
        given="Kadri Mart Liis Tõnu Piret", family="Tamm Kask Mägi Saar Rebane",
        ministries="Climate|Education and Research|Social Affairs",
        universities="University of Tartu|Tallinn University of Technology", companies="Läänemere Logistika",
    ),
    _country(
        "PT", "Portugal", "Portuguese", "Lisbon|Porto|Coimbra",
        given="Rui Inês Tiago Marta Nuno", family="Costa Ferreira Almeida Pinto Figueiredo",
        ministries="the Sea|Economy|Health", universities="University of Porto|University of Coimbra",
        companies="Douro Cortiça",
    ),
    _country(
        "UZ", "Uzbekistan", "Uzbek", "Tashkent|Samarkand|Bukhara",
        given="Dilnoza Aziz Nigora Rustam", family="Karimova Yusupov Rahimova Tursunov",
        ministries="Energy|Water Resources|Agriculture", universities="Samarkand State University",
        companies="Zarafshan Silk",
    ),
)  # fmt: skip

BY_CODE = {country.code: country for country in COUNTRIES}

LENDERS = (
    Body("Asian Development Bank", "lender", None, short="ADB"),
    Body("World Bank", "lender", None),
    Body("European Investment Bank", "lender", None, short="EIB"),
    Body("Asian Infrastructure Investment Bank", "lender", None, short="AIIB"),
    Body("Japan International Cooperation Agency", "lender", "JP", short="JICA"),
    Body("Agence Française de Développement", "lender", "FR", short="AFD"),
)

FIELDS = {
    "ministry": (
        "renewable energy", "vocational training", "food safety", "public health", "water management", "tourism",
        "road safety", "trade", "forestry", "fisheries", "digital services", "the protection of heritage",
    ),
    "university": ("student exchange", "joint research", "soil science", "marine biology", "medicine", "engineering"),
    "company": ("logistics", "solar power", "port operations", "seed production", "battery recycling", "shipbuilding"),
    "government": ("extradition", "air services", "double taxation", "visas", "customs", "legal assistance"),
    "lender": (
        "a rural road programme", "the renewal of a water network", "a solar park", "new district hospitals",
        "irrigation in dry regions", "the repair of railway bridges",
    ),
}  # fmt: skip
"""What parties of a kind cooperate in; for lenders, what the money is for."""

TITLES = {
    "ministry": ("Minister", "Deputy Minister", "Director General"),
    "agency": ("President", "Director General"),
    "university": ("Rector", "President", "Vice-Rector"),
    "company": ("Chief Executive", "Managing Director", "Chair"),
    "lender": ("Country Director", "Vice-President"),
    "government": ("Finance Minister", "Foreign Minister", "Prime Minister"),
}

PUBLISHERS = (
    "Synthetic Press", "Example News Agency", "The Invented Courier", "Sample Broadcasting", "Specimen Daily",
)  # fmt: skip


@cache
def government(code: str) -> Body:
    """The government of a country as a party."""
    return Body(f"Government of {BY_CODE[code].name}", "government", code)


@cache
def official(body: Body, number: int = 0) -> Person:
    """The first, second, … official of a body; always the same."""
    chance = random.Random(f"{body.name} {body.country} {number}")  # noqa: S311 - no secret
    country = BY_CODE[body.country or chance.choice(COUNTRIES).code]
    given, family = chance.choice(country.given), chance.choice(country.family)
    ordered = (family, given) if country.family_first else (given, family)
    native = None
    if given[1] and family[1]:
        # East Asian names are written family first and without a space in their own scripts.
        east = country.code in ("KR", "JP", "CN")
        native = f"{family[1]}{given[1]}" if east else f"{given[1]} {family[1]}"
    titles = TITLES[body.kind]
    return Person(f"{ordered[0][0]} {ordered[1][0]}", titles[number % len(titles)], body, native)
