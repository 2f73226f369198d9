/// The sheet of the service beside those of the experts: one for each dossier, begun before anybody of the service could
/// know what the experts gave. Otherwise the service would outvote them in the median, knowing what it outvotes.
///
/// Policy of the programme, ours: the grid is read by two experts and one instructor, each for themselves.
package enum ServiceSheetProblem: String, Hashable, Sendable {
  /// An expert's sheet is in, and all who examine can read it.
  case expertsIn
  /// Somebody else of the service handed one in.
  case another
}
