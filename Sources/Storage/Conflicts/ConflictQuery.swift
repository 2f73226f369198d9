import Domain

/// Who is bound in which dossier, computed from what is known now. Nothing of it is kept, so that nothing of it can be
/// old; each line is driven by an index from whichever side is asked for.
struct ConflictQuery {
  /// The dossiers asked for: `= id`, or `IN (…)`; nil for all.
  let dossiers: SQL?
  /// The person asked for; nil for all who have, or had, a role of the service.
  let person: ID<Person>?

  /// The findings, set aside or not: `person_id`, `dossier_id`, `ground`, `basis`.
  var findings: SQL {
    parts + " UNION " + sharing + " UNION " + naming + " UNION " + declaredNaming + " UNION " + declaredSharing
      + " UNION " + placing + " UNION " + relating
  }

  /// Those that hold: nobody set them aside.
  var standing: SQL {
    """
    SELECT found.person_id, found.dossier_id, found.ground, found.basis FROM (\(findings)) found
    WHERE found.ground = 'part' OR NOT EXISTS (
      SELECT 1 FROM conflict_set_asides aside
      WHERE aside.person_id = found.person_id AND aside.dossier_id = found.dossier_id
        AND aside.ground = found.ground AND aside.basis = found.basis AND aside.put_back_at IS NULL)
    """
  }

  private func scope(_ dossier: SQL, _ bound: SQL) -> SQL {
    var condition: SQL = ""
    if let dossiers { condition.append(" AND \(dossier) \(dossiers)") }
    if let person {
      condition.append(" AND \(bound) = \(person)")
    } else {
      condition.append(
        """
         AND EXISTS (
          SELECT 1 FROM mandates
          WHERE mandates.person_id = \(bound) AND mandates.role <> 'applicant' AND mandates.withdrawn_at IS NULL)
        """)
    }
    return condition
  }

  /// What counts for a dossier: it lasts, or it ended less than three years before the dossier was submitted, or since.
  private func counts(_ table: SQL) -> SQL {
    "(\(table).counts_until IS NULL OR \(table).counts_until > COALESCE(dossiers.submitted_at, dossiers.created_at))"
  }

  /// Whoever files it now, did once, or signed it in person.
  private var parts: SQL {
    """
    SELECT owner_id AS person_id, id AS dossier_id, 'part' AS ground, '' AS basis FROM dossiers
    WHERE owner_id IS NOT NULL\(scope("dossiers.id", "dossiers.owner_id"))
    UNION SELECT person_id, dossier_id, 'part', '' FROM dossier_members
    WHERE 1 = 1\(scope("dossier_members.dossier_id", "dossier_members.person_id"))
    UNION SELECT person_id, dossier_id, 'part', '' FROM sign_offs
    WHERE person_id IS NOT NULL\(scope("sign_offs.dossier_id", "sign_offs.person_id"))
    """
  }

  /// Those of the other side: who leads a dossier, and who has or had a part in it. Each is a query of its own, so that
  /// an index drives it from either end.
  private var sides: [(source: SQL, person: SQL, dossier: SQL)] {
    [
      ("dossiers", "dossiers.owner_id", "dossiers.id"),
      (
        "dossier_members JOIN dossiers ON dossiers.id = dossier_members.dossier_id", "dossier_members.person_id",
        "dossier_members.dossier_id"
      ),
    ]
  }

  /// An organisation in common with somebody of the other side. Records that were merged are one.
  private var sharing: SQL {
    let queries = sides.map { side -> SQL in
      """
      SELECT own.person_id, dossiers.id,
        CASE WHEN own.ended_at IS NULL AND theirs.ended_at IS NULL THEN 'sharedOrganisation'
          ELSE 'formerOrganisation' END,
        'organisation:' || COALESCE(mine.merged_into, mine.id)
      FROM \(side.source)
      JOIN memberships theirs ON theirs.person_id = \(side.person)
      JOIN organisations known ON known.id = theirs.organisation_id
      JOIN organisations mine ON COALESCE(mine.merged_into, mine.id) = COALESCE(known.merged_into, known.id)
      JOIN memberships own ON own.organisation_id = mine.id
      WHERE own.person_id <> \(side.person) AND \(counts("own")) AND \(counts("theirs"))\(scope(side.dossier, "own.person_id"))
      """
    }
    return union(queries)
  }

  private static let ground: SQL = """
    CASE WHEN dossier_names.party IS NOT NULL AND EXISTS (
        SELECT 1 FROM sign_offs
        WHERE sign_offs.dossier_id = dossier_names.dossier_id AND sign_offs.party = dossier_names.party)
      THEN 'signature' WHEN dossier_names.place = 'title' THEN 'collective' ELSE dossier_names.place END
    """

  /// An organisation of theirs in the register that the form names, by its name or by the number of its legal unit.
  /// Whoever changes one of them stays bound for three years by what it was.
  private var naming: SQL {
    // A SIRET begins with the SIREN of its unit, and a digit sorts before a colon.
    let number: SQL = """
      dossier_names.siren IS NOT NULL AND known.number >= dossier_names.siren
        AND known.number < dossier_names.siren || ':' AND dossier_names.siren = SUBSTR(known.number, 1, 9)
      """
    func known(_ match: SQL) -> (join: SQL, condition: SQL) { ("JOIN organisations known ON \(match)", "") }
    func former(_ match: SQL) -> (join: SQL, condition: SQL) {
      let join: SQL = """
        JOIN organisation_names former ON \(match)
        JOIN organisations known ON known.id = former.organisation_id
        """
      return (join, " AND \(counts("former"))")
    }
    return union(
      [
        known("known.name_key = dossier_names.name_key AND known.name_key <> ''"), known(number),
        former("former.name_key = dossier_names.name_key AND former.name_key <> ''"),
        former("dossier_names.siren IS NOT NULL AND former.siren = dossier_names.siren"),
      ].map { known in
        """
        SELECT own.person_id, dossiers.id, \(ConflictQuery.ground),
          'organisation:' || COALESCE(mine.merged_into, mine.id)
        FROM dossier_names
        JOIN dossiers ON dossiers.id = dossier_names.dossier_id
        \(known.join)
        JOIN organisations mine ON COALESCE(mine.merged_into, mine.id) = COALESCE(known.merged_into, known.id)
        JOIN memberships own ON own.organisation_id = mine.id
        WHERE \(counts("own"))\(known.condition)\(scope("dossiers.id", "own.person_id"))
        """
      })
  }

  private func union(_ queries: [SQL]) -> SQL {
    queries.dropFirst().reduce(queries.first ?? "") { $0 + " UNION " + $1 }
  }

  /// The same for an organisation that they declared.
  private var declaredNaming: SQL {
    """
    SELECT interest.person_id, dossiers.id, \(ConflictQuery.ground), 'interest:' || interest.id
    FROM dossier_names
    JOIN dossiers ON dossiers.id = dossier_names.dossier_id
    JOIN declared_interests interest ON interest.name_key = dossier_names.name_key
    WHERE interest.kind = 'organisation' AND \(counts("interest"))\(scope("dossiers.id", "interest.person_id"))
    """
  }

  /// A declared organisation to which somebody of the other side belongs.
  private var declaredSharing: SQL {
    let names: [(name: SQL, join: SQL, condition: SQL)] = [
      ("known.name_key", "", ""),
      (
        "former.name_key", "JOIN organisation_names former ON former.organisation_id = known.id",
        " AND \(counts("former"))"
      ),
    ]
    return union(
      sides.flatMap { side in
        names.map { known -> SQL in
          """
          SELECT interest.person_id, dossiers.id,
            CASE WHEN interest.ended_on IS NULL AND theirs.ended_at IS NULL THEN 'sharedOrganisation'
              ELSE 'formerOrganisation' END,
            'interest:' || interest.id
          FROM \(side.source)
          JOIN memberships theirs ON theirs.person_id = \(side.person)
          JOIN organisations there ON there.id = theirs.organisation_id
          JOIN organisations known ON COALESCE(known.merged_into, known.id) = COALESCE(there.merged_into, there.id)
          \(known.join)
          JOIN declared_interests interest ON interest.name_key = \(known.name)
          WHERE interest.kind = 'organisation' AND interest.person_id <> \(side.person)
            AND \(counts("interest")) AND \(counts("theirs"))\(known.condition)\(scope(side.dossier, "interest.person_id"))
          """
        }
      })
  }

  /// Their commune, or the place of a mandate, in the perimeter.
  private var placing: SQL {
    """
    SELECT interest.person_id, dossiers.id, interest.kind, 'interest:' || interest.id
    FROM dossier_places
    JOIN dossiers ON dossiers.id = dossier_places.dossier_id
    JOIN declared_places ON declared_places.code = dossier_places.code
    JOIN declared_interests interest ON interest.id = declared_places.interest_id
    WHERE \(counts("interest"))\(scope("dossiers.id", "interest.person_id"))
    """
  }

  /// A relation that they declared: to the dossier itself, or by a name that stands in it: of its collective, of an
  /// organisation or a person that it names, its reference, the name of somebody of the other side. Whole words of
  /// either in the other are enough, since people write "the director of …": too much can be set aside by somebody
  /// else, too little is seen by nobody.
  private var relating: SQL {
    let named: SQL = """
      interest.kind = 'relation' AND interest.dossier_id IS NULL AND interest.name_key <> '' AND \(counts("interest"))
      """
    let written: SQL = """
      SELECT person_id, dossier_id, 'declared', 'interest:' || id FROM declared_interests
      WHERE kind = 'relation' AND dossier_id IS NOT NULL\(scope("declared_interests.dossier_id", "declared_interests.person_id"))
      UNION SELECT interest.person_id, dossier_names.dossier_id, 'declared', 'interest:' || interest.id
      FROM dossier_names JOIN dossiers ON dossiers.id = dossier_names.dossier_id
      JOIN declared_interests interest
        ON (' ' || dossier_names.name_key || ' ' LIKE '% ' || interest.name_key || ' %'
          OR LENGTH(dossier_names.name_key) >= \(ConflictQuery.shortestPart)
          AND ' ' || interest.name_key || ' ' LIKE '% ' || dossier_names.name_key || ' %')
      WHERE \(named)\(scope("dossier_names.dossier_id", "interest.person_id"))
      """
    return union(
      [written]
        + sides.map { side in
          """
          SELECT interest.person_id, dossiers.id, 'declared', 'interest:' || interest.id
          FROM \(side.source)
          JOIN people theirs ON theirs.id = \(side.person)
          JOIN declared_interests interest ON interest.name_key = theirs.name_key
          WHERE \(named) AND interest.person_id <> theirs.id\(scope(side.dossier, "interest.person_id"))
          """
        })
  }

  /// A name of fewer letters is not looked for within what somebody declared.
  private static let shortestPart = 4
}
