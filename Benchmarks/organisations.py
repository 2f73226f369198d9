"""Writes a CSV of example organisations: names of nobody, numbers that check. Usage: organisations.py COUNT > FILE"""
import itertools
import sys


def sirens():
    for start in itertools.count(10_000_000):
        digits = [int(digit) for digit in str(start * 7_919 % 90_000_000 + 10_000_000)]
        total = sum(d if place % 2 else sum(divmod(2 * d, 10)) for place, d in enumerate(reversed(digits)))
        yield "".join(map(str, digits)) + str(-total % 10)


print("name,siren,siret,legal_form,kinds,commune,website")
words = ["Atelier", "Coopérative", "Réseau", "Fabrique", "Étincelle", "Jardin", "Passerelle", "Ressourcerie"]
for index, number in enumerate(itertools.islice(sirens(), int(sys.argv[1]))):
    print(f"{words[index % 8]} d’exemple n° {index},{number},,association,network|association,26281,"
          f"https://exemple.example/{index}")
