"""The page of coopdata."""

from coopdata.publish.page.building import build_page

__all__ = ["build_page"]
