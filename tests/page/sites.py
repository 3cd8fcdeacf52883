"""Published folders with their page, for tests that drive a browser."""

import functools
import http.server
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from coopdata.publish import ReleaseInputs, latest_release_dir, publish
from coopdata.publish.page import build_page
from coopdata.publish.page.building import MOST_RECORDS
from coopdata.tables.catalogue import TABLES
from coopdata.tables.schemas import frame
from tests.publish.measured import QUALITY

PROJECT = Path(__file__).parents[2]
HOSTILE = '<img src=x onerror="window.hacked = 1"><script>window.hacked = 1</script>'
FORMULA = '=HYPERLINK("http://example.org")'
LAO = "ບົດບັນທຶກຄວາມເຂົ້າໃຈວ່າດ້ວຍການຮ່ວມມືດ້ານອຸດສາຫະກຳແລະການຄ້າ"
ARABIC = "مذكرة تفاهم بين وزارة التجارة والصناعة"
JAPANESE = "独立行政法人日本貿易振興機構国際協力推進室東南アジア広域連携支援部門担当者会議"
ROWS = 130

INPUTS = ReleaseInputs(
    created=datetime(2026, 11, 22, 2, 0, tzinfo=UTC),
    data_as_of="2022-06-09",
    code_version="0.1.0",
    extractor_version="1",
    documents_seen=2,
    documents_read=2,
    documents_rejected=0,
    quality=QUALITY,
)


def read_site(folder: Path, most_records: int = MOST_RECORDS) -> Path:
    """The page of what the project's own texts say: Laos with Korea in 2019, Laos with JETRO in 2013."""
    release = latest_release_dir(PROJECT / "published")
    assert release is not None
    frames = {
        table.name: frame(table, pq.read_table(release / "parquet" / f"{table.name}.parquet").to_pylist())
        for table in TABLES
    }
    publish(frames, INPUTS, folder)
    latest = latest_release_dir(folder)
    assert latest is not None
    build_page(folder, latest, None, most_records=most_records)
    return folder


def made_up_site(folder: Path, most_records: int = MOST_RECORDS) -> Path:
    """The same page over 130 agreements that are made up, some with names that are hard to show, in three chunks."""
    read_site(folder, most_records)
    (data,) = (folder / "site" / "data").iterdir()
    meta = json.loads(
        (data / "meta.js").read_text(encoding="utf-8").split(", 0, ", 1)[1].rstrip().rstrip(";").rstrip(")")
    )
    meta["counts"]["agreements"] = ROWS
    meta["chunks"]["agreements"] = 3
    meta["chunk_size"] = 50
    _take(data / "meta.js", "meta", 0, meta)
    rows = [made_up(number) for number in range(ROWS)]
    for chunk in range(3):
        _take(data / f"agreements-{chunk}.js", "agreements", chunk, rows[chunk * 50 : chunk * 50 + 50])
    return folder


def made_up(number: int) -> list[Any]:
    """An agreement between Laos and Korea, Japan or Viet Nam by turns, newest first, one a month."""
    partner, body = (("KR", "KOICA"), ("JP", "JETRO"), ("VN", "Ministry of Health"))[number % 3]
    titles = {3: HOSTILE, 4: FORMULA, 5: LAO, 6: ARABIC}
    signed = None if number == 129 else f"{2022 - number // 12}-{12 - number % 12:02}-05"
    parties = [
        ["org_aaaaaaaaaa", "Ministry of Industry and Commerce", "LA"],
        [f"org_{partner.lower()}", JAPANESE if number == 7 else body, partner],
    ]
    return [
        f"agr_{number:010}", titles.get(number, f"Memorandum {number}"), "memorandum_of_understanding",
        "planned" if number % 10 == 0 else "signed", signed, "Vientiane", "LA", signed or "2012-01-01", 1,
        round(0.4 + number % 4 / 10, 2), 0.8, parties, [["per_aaaaaaaaaa", "Khemmani Pholsena", "signatory", None]],
        ["health" if number % 2 else "trade"], ["Vientiane Times"],
    ]  # fmt: skip


def _take(path: Path, name: str, number: int, content: Any) -> None:
    text = json.dumps(content, ensure_ascii=False).replace("<", "\\u003c")
    path.write_text(f'coopdata.take("{name}", {number}, {text})\n', encoding="utf-8")


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: Any) -> None:
        pass


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of a file server on this machine that gives the folder."""
    handler = functools.partial(_Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
