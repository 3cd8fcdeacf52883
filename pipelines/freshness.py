"""Whether sources still give: a check of the asset captures for each source that is switched on.

The check of a source fails, where everybody sees it, after as many nights of failure as the source says; it blocks
nothing. Sources switched on since these definitions were loaded have their check when they are loaded again.
"""

from collections.abc import Iterator, Sequence

import dagster as dg

from coopdata.capture.log import nights_of_failure, read_log
from coopdata.capture.sources import Source, read_sources
from pipelines.resources import Folders


def check_name(source: Source) -> str:
    """What the check of a source is called."""
    return f"fresh_{source.name.replace('-', '_')}"


def freshness_checks(folders: Folders) -> Sequence[dg.AssetChecksDefinition]:
    """The checks of the sources that are switched on; none where none is."""
    sources = read_sources(folders.raw_path).enabled
    if not sources:
        return []
    specs = [
        dg.AssetCheckSpec(
            check_name(source),
            asset="captures",
            description=f"{source.publisher}: fails after {source.nights} nights of failure in a row.",
        )
        for source in sources
    ]

    @dg.multi_asset_check(name="source_checks", specs=specs, can_subset=True)
    def check(context: dg.AssetCheckExecutionContext, folders: Folders) -> Iterator[dg.AssetCheckResult]:
        """Count each source's last nights of failure in the log of captures."""
        outcomes, _ = read_log(folders.raw_path)
        for source in sources:
            if dg.AssetCheckKey(dg.AssetKey("captures"), check_name(source)) in context.selected_asset_check_keys:
                nights = nights_of_failure(source, outcomes)
                yield dg.AssetCheckResult(
                    passed=nights < source.nights,
                    check_name=check_name(source),
                    asset_key="captures",
                    metadata={"nights of failure": nights, "allowed": source.nights - 1},
                )

    return [check]
