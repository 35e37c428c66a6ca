"""What belongs together, whatever the order in which it comes.

Things that share a key are compared; where they are the same, they are in one component. Adding a thing can only bring
components together, so that it is enough to look at those it touches. What a component holds in the end depends on its
members alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Protocol, TypeVar


class Linked(Protocol):
    """Anything with an id and the component that it was last in."""

    id: str
    component: str


Thing = TypeVar("Thing", bound=Linked)


def components(
    things: Mapping[str, Thing],
    keys: Mapping[str, Sequence[str]],
    new: Iterable[str],
    same: Callable[[Thing, Thing], bool],
    together: Iterable[tuple[str, str]] = (),
) -> dict[str, set[str]]:
    """From the new things to the components they make with each other and with the old ones.

    `things` by id, `keys` from id to keys. Old things of one component stay together. The result maps the smallest id of each
    component that holds a new thing to ids of things *and* names of old components, whose other members may not be loaded.
    `together` are pairs that somebody judged to be one.
    """
    leader: dict[str, str] = {}

    def find(at: str) -> str:
        while leader.setdefault(at, at) != at:
            leader[at] = leader[leader[at]]
            at = leader[at]
        return at

    def unite(one: str, other: str) -> None:
        first, second = sorted((find(one), find(other)))
        leader[second] = first

    for thing in things.values():
        if thing.component:
            unite(thing.id, thing.component)
    for one, other in together:
        if one in things and other in things:
            unite(one, other)
    buckets: dict[str, list[str]] = {}
    for identity in sorted(things):
        for key in keys.get(identity, ()):
            buckets.setdefault(key, []).append(identity)
    newcomers = set(new)
    for bucket in buckets.values():
        for identity in bucket:
            if identity not in newcomers:
                continue
            for other in bucket:
                if other != identity and find(other) != find(identity) and same(things[identity], things[other]):
                    unite(identity, other)
    out: dict[str, set[str]] = {}
    touched = {find(identity) for identity in newcomers}
    for identity in leader:
        if (root := find(identity)) in touched:
            out.setdefault(root, set()).add(identity)
    return out


def clusters(
    members: Sequence[Thing],
    apart: Callable[[Thing, Thing], bool],
    same: Callable[[Thing, Thing], bool],
    together: frozenset[frozenset[str]] = frozenset(),
    parted: frozenset[frozenset[str]] = frozenset(),
) -> list[list[Thing]]:
    """Part a component into things that are the same: no two in a cluster are `apart`, each is the `same` as one in it.

    `members` come in a fixed order, the surest first. What somebody judged goes before what is compared: pairs in `together`
    are one, pairs in `parted` are not.
    """

    def bar(one: Thing, other: Thing) -> bool:
        """Whether the two cannot be in one cluster."""
        pair = frozenset((one.id, other.id))
        return pair in parted or (pair not in together and apart(one, other))

    out: list[list[Thing]] = []
    for member in members:
        must = [c for c in out if any(frozenset((member.id, other.id)) in together for other in c)]
        may = [c for c in out if not any(c is other for other in must) and any(same(member, other) for other in c)]
        home, left = [member], []
        for cluster in (*must, *may):
            # two clusters that were apart for want of this one come together with it
            judged = any(frozenset((member.id, other.id)) in together for other in cluster)
            if any(frozenset((one.id, other.id)) in parted for one in home for other in cluster):
                left.append(cluster)
            elif judged or not any(bar(one, other) for one in home for other in cluster):
                home = cluster + home
            else:
                left.append(cluster)
        out = [c for c in out if not any(c is other for other in (*must, *may))] + left + [home]
    return out
