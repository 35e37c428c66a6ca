"""Charts to take away: the picture as SVG or PNG, its numbers as CSV."""

from __future__ import annotations

from starlette.responses import Response

from banggiao.portal.ask import Ask, NotThere
from banggiao.portal.charts import Chart, as_png
from banggiao.portal.filtering import pair_of
from banggiao.portal.pages.checks import coverage_chart
from banggiao.portal.pages.home import years_chart
from banggiao.portal.pages.person import tenures_chart
from banggiao.portal.pages.relation import contacts_chart
from banggiao.portal.pages.series import figures_chart


def download(ask: Ask) -> Response:
    """The chart that the address names, in the form that it ends with; raises `NotThere`."""
    chart = chart_of(ask)
    name = f"{ask.names['name']}{'-' + ask.names['id'] if 'id' in ask.names else ''}"
    if chart is None:
        raise NotThere(ask.t.say("There is no such chart."))
    match ask.names["form"]:
        case "csv":
            return Response(chart.as_csv(), media_type="text/csv; charset=utf-8", headers=_saved(f"{name}.csv"))
        case "svg":
            return Response(chart.svg, media_type="image/svg+xml", headers=_saved(f"{name}.svg"))
        case "png":
            try:
                picture = ask.keep(("png", ask.t.code, name), lambda: as_png(chart.svg))
            except ImportError:
                raise NotThere(ask.t.say("PNG pictures need vl-convert: pip install 'banggiao[portal]'.")) from None
            return Response(picture, media_type="image/png", headers=_saved(f"{name}.png"))
    raise NotThere(ask.t.say("There is no such chart."))


def chart_of(ask: Ask) -> Chart | None:
    """The chart that the address names."""
    identity = ask.names.get("id", "")
    match ask.names["name"]:
        case "years":
            return years_chart(ask)
        case "coverage":
            return coverage_chart(ask)[0]
        case "contacts":
            pair = pair_of(identity)
            return contacts_chart(ask, pair) if pair else None
        case "series":
            return figures_chart(ask, identity) if ask.overview.series(identity) else None
        case "person":
            found = ask.view.show(identity)
            return tenures_chart(ask, found) if found and found["sort"] == "person" else None
    return None


def _saved(name: str) -> dict[str, str]:
    return {"Content-Disposition": f'attachment; filename="{"".join(c for c in name if c.isalnum() or c in "-.")}"'}
