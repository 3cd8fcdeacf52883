"""The page of coopdata."""

from coopdata.publish.page.building import INDEX, build_page

__all__ = ["INDEX", "build_page"]
