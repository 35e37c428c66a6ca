"""The sections on substance: figures, open commitments, documents."""

from __future__ import annotations

from typing import Any, Final

from banggiao.brief.content import Sentence
from banggiao.brief.desk import Desk, last_day
from banggiao.brief.words import short
from banggiao.record.days import days_of

Thing = dict[str, Any]

#: Indicators in the order in which a brief gives them, each with how many of its figures.
_INDICATORS: Final = {"trade": 2, "export": 1, "import": 1, "investment": 1, "projects": 1, "aid": 1, "scholarships": 1}
#: What is older than the newest figure by as many years, or overdue for more, is of use to nobody.
_YEARS: Final = 2
_MOST_FIGURES: Final = 6
_MOST_PROMISES: Final = 6
_MOST_DOCUMENTS: Final = 4


def of_the_pair(desk: Desk, things: list[Thing], field: str = "countries") -> list[Thing]:
    """Those that concern the two countries and no other."""
    return [thing for thing in things if frozenset(thing[field]) == desk.pair and thing["evidence"]]


def figures(desk: Desk) -> list[Sentence]:
    """The latest figures of each indicator with period and change, and the goal for trade that is still ahead."""
    words, out = desk.words, []
    known = of_the_pair(desk, desk.view.figures(desk.asked()), "parties")
    for indicator, most in _INDICATORS.items():
        past = [f for f in known if f["indicator"] == indicator and not f["goal"] and _period_end(f) <= desk.today.isoformat()]
        # what has neither a period nor a time is of no use at a table
        past = [f for f in past if f["period"] or f["first_told"]]
        ranked = sorted(past, key=lambda f: (_told_for(f), f["sources"], f["id"]), reverse=True)
        for figure in _apart(ranked, most):
            period = words.period(figure["period"]) or words.form("told", day=words.day(figure["first_told"]))
            amount = words.amount(figure["value"], figure["unit"])
            others = [one["value"] for one in figure["disputed"].get("value", ()) if one["value"] != figure["value"]]
            text = words.say(
                "figure_disputed" if others else "figure",
                indicator=words.name("indicators", indicator),
                period=period,
                amount=amount,
                change=words.change(figure),
                others=", ".join(words.amount(v, figure["unit"]) for v in others[:2]),
            )
            out += desk.sentence(text, desk.cite(figure["evidence"], most=3 if others else 2))
    for goal in sorted((f for f in known if f["goal"] and f["indicator"] == "trade"), key=_told_for, reverse=True):
        if goal["period"] and _period_end(goal) >= desk.today.isoformat():
            name = words.name("indicators", "trade")
            text = words.say(
                "goal",
                indicator=name[:1].lower() + name[1:],
                period=words.period(goal["period"]),
                amount=words.amount(goal["value"], goal["unit"]),
            )
            return out[: _MOST_FIGURES - 1] + desk.sentence(text, desk.cite(goal["evidence"]))
    return out[:_MOST_FIGURES]


def _apart(ranked: list[Thing], most: int) -> list[Thing]:
    """The first of them whose periods do not lie within those before: ten months of a year say nothing beside the year."""
    chosen: list[Thing] = []
    for figure in ranked:
        days = days_of(figure["period"]["start"], figure["period"]["end"]) if figure["period"] else None
        others = [days_of(f["period"]["start"], f["period"]["end"]) for f in chosen if f["period"]]
        if chosen and int(_told_for(figure)[:4]) < int(_told_for(chosen[0])[:4]) - _YEARS:
            break
        if len(chosen) < most and not (days is not None and any(o is not None and o.holds(days) for o in others)):
            chosen.append(figure)
    return chosen


def _told_for(figure: Thing) -> str:
    """The last month for which a figure holds, or in which it was told."""
    return str(_period_end(figure) or (figure["first_told"] or ""))[:10]


def _period_end(figure: Thing) -> str:
    day = last_day(figure["period"])
    return day.isoformat() if day else ""


def promised(desk: Desk, commitment: Thing) -> dict[str, str]:
    """Who commits himself to what, for a sentence."""
    words = desk.words
    told = words.form("told", day=words.day(commitment["first_told"])) if commitment["first_told"] else ""
    return {
        "by": words.side(commitment["by"]),
        "act": words.name("acts", commitment["act"]),
        "text": short(commitment["text"]),
        "told": told,
    }


def promises(desk: Desk) -> list[Sentence]:
    """Commitments that are overdue, then open, then silent; the latest told first."""
    words, out = desk.words, []
    known = [c for c in of_the_pair(desk, desk.view.commitments(desk.asked())) if c["state"] != "done" and c["by"]]
    known = [c for c in known if c["state"] != "overdue" or int(c["due"][:4]) >= desk.today.year - _YEARS]
    order = {"overdue": 0, "open": 1, "silent": 2}
    ranked = sorted(known, key=lambda c: (c["last_told"] or "", c["sources"], c["id"]), reverse=True)
    # one whose story has no time cannot be called open today
    ranked = [c for c in ranked if c["last_told"] or c["due"]]
    for commitment in sorted(ranked, key=lambda c: order[c["state"]])[:_MOST_PROMISES]:
        due = commitment["due"]
        by_due = words.form("by_due", due=words.day(due)) if due else ""
        text = words.say(
            commitment["state"],
            due=words.day(due) if commitment["state"] == "overdue" else by_due,
            **promised(desk, commitment),
        )
        out += desk.sentence(text, desk.cite(commitment["evidence"]))
    return out


def agreements(desk: Desk) -> list[Sentence]:
    """The documents signed last."""
    words, out = desk.words, []
    known = [a for a in of_the_pair(desk, desk.view.agreements(desk.asked())) if a["status"] in ("signed", "in_force")]
    dated = [a for a in known if _signed(a) and _signed(a) <= desk.today.isoformat()]
    for agreement in sorted(dated, key=lambda a: (_signed(a), a["id"]), reverse=True)[:_MOST_DOCUMENTS]:
        name = short(agreement["name"])
        if agreement["date"]:
            text = words.say("signed", days=words.days(agreement["date"]), name=name)
        else:
            text = words.say("told_signed", days=words.day(agreement["first_told"]), name=name)
        out += desk.sentence(text, desk.cite(agreement["evidence"]))
    return out


def _signed(agreement: Thing) -> str:
    days = days_of((agreement["date"] or {}).get("start"))
    return days.first.isoformat() if days else str(agreement["first_told"] or "")[:10]
