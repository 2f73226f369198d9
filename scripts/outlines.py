"""The outlines of communes: read from the source, mended, united, and simplified for small maps.

An outline is a list of rings; a ring is a list of points without the first one repeated; a point is longitude and
latitude in millionths of a degree. Neighbours use the same points, in opposite directions, so that the outline of
any set of communes is what is left when edges that occur in both directions cancel.
"""
import math
import struct

DEGREE = 1_000_000  # about 11 cm

# New communes (mostly of 2025) of which the source outlines only a part, and leaves a hole for the rest. Found by
# looking in which commune of COG 2025 a point of each hole lies, which communes about it have absorbed one without an
# outline, and whose population has grown by a neighbour's.
LACKING = set("""
01187 02589 08439 09088 14408 14743 16023 16198 16393 17268 19248 22147 22237 22241 23149 25223 26289 28319 30329 32365
33008 34144 39434 39576 42084 42217 46172 51485 59006 61275 62447 63109 70152 70180 71566 72155 72382 76455 79307 80155
85076 85223 88321 93066
""".split())


def points_of(data, offset, order):
    count = struct.unpack_from(order + "I", data, offset)[0]
    flat = struct.unpack_from(f"{order}{count * 2}d", data, offset + 4)
    ring = [(round(flat[i] * DEGREE), round(flat[i + 1] * DEGREE)) for i in range(0, count * 2, 2)]
    return ring, offset + 4 + count * 16


def rings_of(hexadecimal):
    """The rings of a WKB MultiPolygon, without the repeated last point."""
    data = bytes.fromhex(hexadecimal)

    def header(offset):
        order = "<" if data[offset] == 1 else ">"
        kind = struct.unpack_from(order + "I", data, offset + 1)[0]
        offset += 5
        if kind & 0x20000000:  # EWKB: a spatial reference follows
            offset += 4
        return order, kind & 0xFF, offset

    def polygon(order, offset):
        count = struct.unpack_from(order + "I", data, offset)[0]
        offset += 4
        rings = []
        for _ in range(count):
            ring, offset = points_of(data, offset, order)
            cleaned = [p for i, p in enumerate(ring[:-1]) if p != ring[i - 1] or i == 0]
            if len(cleaned) >= 3:
                rings.append(cleaned)
        return rings, offset

    order, kind, offset = header(0)
    if kind == 3:
        return polygon(order, offset)[0]
    count = struct.unpack_from(order + "I", data, offset)[0]
    offset += 4
    rings = []
    for _ in range(count):
        order, _, offset = header(offset)
        more, offset = polygon(order, offset)
        rings += more
    return rings


def point_of(hexadecimal):
    data = bytes.fromhex(hexadecimal)
    order = "<" if data[0] == 1 else ">"
    kind = struct.unpack_from(order + "I", data, 1)[0]
    longitude, latitude = struct.unpack_from(order + "2d", data, 9 if kind & 0x20000000 else 5)
    return latitude, longitude


def area(ring):
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in edges_of(ring)) / 2


def centroid(ring):
    x0, y0 = ring[0]  # from the first point: products of whole degrees would lose the small differences
    total = x = y = 0
    for (x1, y1), (x2, y2) in edges_of(ring):
        x1, y1, x2, y2 = x1 - x0, y1 - y0, x2 - x0, y2 - y0
        cross = x1 * y2 - x2 * y1
        total += cross
        x += (x1 + x2) * cross
        y += (y1 + y2) * cross
    return (x0 + x / (3 * total), y0 + y / (3 * total)) if total else (x0, y0)


def crossings(rings, y):
    """Where a parallel meets the rings, from west to east: inside lies between the first and the second,
    the third and the fourth, and so on."""
    return sorted(
        x1 + (y - y1) * (x2 - x1) / (y2 - y1)
        for ring in rings
        for (x1, y1), (x2, y2) in edges_of(ring)
        if (y1 > y) != (y2 > y))


def middle(rings):
    """Latitude and longitude of a point inside: the centroid of the largest ring, or the middle of the
    widest stretch at its latitude where the centroid of a bent commune falls outside."""
    x, y = centroid(max(rings, key=lambda ring: abs(area(ring))))
    met = crossings(rings, y)
    stretches = list(zip(met[::2], met[1::2]))
    if stretches and not any(west < x < east for west, east in stretches):
        west, east = max(stretches, key=lambda stretch: stretch[1] - stretch[0])
        x = (west + east) / 2
    return y / DEGREE, x / DEGREE


def boundary(parts):
    """The directed edges left when those that occur in both directions cancel."""
    edges = set()
    for ring in parts:
        for edge in edges_of(ring):
            if (edge[1], edge[0]) in edges:
                edges.remove((edge[1], edge[0]))
            else:
                edges.add(edge)
    return edges


def chained(edges):
    following = {}
    for start, end in edges:
        following.setdefault(start, []).append(end)
    rings = []
    while following:
        start = next(iter(following))
        ring, here = [], start
        while True:
            ring.append(here)
            ends = following[here]
            there = ends.pop()
            if not ends:
                del following[here]
            here = there
            if here == start or here not in following:
                break
        if len(ring) >= 3:
            rings.append(ring)
    return rings


def simplified(line, tolerance):
    """Douglas-Peucker: the points of a line that keep it within the tolerance."""
    keep, stack = {0, len(line) - 1}, [(0, len(line) - 1)]
    while stack:
        first, last = stack.pop()
        (x1, y1), (x2, y2) = line[first], line[last]
        scale = math.cos(math.radians((y1 + y2) / 2 / DEGREE))
        dx, dy = (x2 - x1) * scale, y2 - y1
        length = math.hypot(dx, dy)
        worst, at = tolerance, None
        for i in range(first + 1, last):
            px, py = (line[i][0] - x1) * scale, line[i][1] - y1
            distance = abs(px * dy - py * dx) / length if length else math.hypot(px, py)
            if distance > worst:
                worst, at = distance, i
        if at is not None:
            keep.add(at)
            stack += [(first, at), (at, last)]
    return [line[i] for i in sorted(keep)]


def mended(communes, parts):
    """Gives communes the outlines that the source has left out.

    communes: rings by code; parts: rings of the former communes of a commune, by its code.
    A commune without any outline gets that of its parts; a hole in the country goes to the one commune about it that
    is known to lack something. Llívia, which is Spanish, stays a hole.
    """
    communes = {code: rings or chained(boundary(parts.get(code, []))) for code, rings in communes.items()}
    by_department = {}
    for code, rings in communes.items():
        by_department.setdefault(code[:2], []).extend(rings)
    # In two steps, since the edges inside a département are ten times as many as those on its border.
    borders = [ring for rings in by_department.values() for ring in chained(boundary(rings))]
    # Land turns clockwise in the source, so that its holes turn the other way.
    holes = [ring for ring in chained(boundary(borders)) if area(ring) > 0]
    owner = {edge: code for code in LACKING for ring in communes[code] for edge in edges_of(ring)}
    for hole in holes:
        about = {owner[edge] for edge in edges_of(hole) if edge in owner}
        if len(about) == 1:
            code = about.pop()
            communes[code] = chained(boundary(communes[code] + [hole[::-1]]))
    return communes


def edges_of(ring):
    return zip(ring, ring[1:] + ring[:1])


def tolerance_of(code):
    """How far a line of the small maps may stray: about a pixel where the département is drawn."""
    if code == "973":  # Guyane is as large as a région of the mainland
        return 20_000
    return 2_000 if code.startswith("97") else 12_000


def arcs_of(ring, junctions):
    """Cuts a ring where three areas meet. A ring without such a point (an island, an enclave) is cut at its
    least point and at the one farthest from it, which both sides of it find alike."""
    cuts = [i for i, point in enumerate(ring) if point in junctions]
    if not cuts:
        first = min(range(len(ring)), key=lambda i: ring[i])
        cuts = [first, max(range(len(ring)), key=lambda i: (math.dist(ring[first], ring[i]), ring[i]))]
    elif len(cuts) == 1:
        cuts.append(max(range(len(ring)), key=lambda i: (math.dist(ring[cuts[0]], ring[i]), ring[i])))
    cuts.sort()
    for start, end in zip(cuts, cuts[1:] + [cuts[0] + len(ring)]):
        yield [ring[i % len(ring)] for i in range(start, end + 1)]


def basemap(departments, region_of):
    """Outlines of départements and régions for small maps. They are simplified by the arcs that neighbours
    share, from junction to junction, so that they still fit exactly."""
    rings = {code: chained(boundary(own)) for code, own in departments.items()}
    neighbours = {}
    for ring in (ring for own in rings.values() for ring in own):
        for start, end in edges_of(ring):
            neighbours.setdefault(start, set()).add(end)
            neighbours.setdefault(end, set()).add(start)
    junctions = {point for point, around in neighbours.items() if len(around) != 2}
    kept = set(junctions)
    for code, own in rings.items():
        for arc in (arc for ring in own for arc in arcs_of(ring, junctions)):
            # Either neighbour meets the arc in its own direction; the lesser end goes first, so that both
            # keep the same points.
            kept.update(simplified(arc if arc[0] <= arc[-1] else arc[::-1], tolerance_of(code)))
    rows = []
    for level, groups in (("departement", {code: [code] for code in rings}), ("region", groups_of(rings, region_of))):
        for code, members in sorted(groups.items()):
            for ring in chained(boundary([ring for member in members for ring in rings[member]])):
                small = [point for point in ring if point in kept]
                if len(small) >= 3 and abs(area(small)) > tolerance_of(members[0]) ** 2 * 2:
                    rows.append([level, code, " ".join(f"{round(x / 1000)} {round(y / 1000)}" for x, y in small)])
    return rows


def box(rings):
    """West, south, east, north; all zero where there is no ring."""
    if not rings:
        return 0, 0, 0, 0
    xs, ys = [x for ring in rings for x, _ in ring], [y for ring in rings for _, y in ring]
    return min(xs), min(ys), max(xs), max(ys)


def groups_of(departments, region_of):
    groups = {}
    for code in departments:
        groups.setdefault(region_of[code], []).append(code)
    return groups
