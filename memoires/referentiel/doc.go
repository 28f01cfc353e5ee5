// Package referentiel holds the reference data of the mémoires de frais de justice: the courts
// (juridictions), the dated tariffs, the nomenclatures of the screens, the public holidays, the legal
// rules with their article and source, and the cases that do not belong on the portal.
//
// # Invariants
//
//   - Every fact is a row of a file under data/, with its source and, when it was not confirmed, the
//     mark « à vérifier » (AVerifier). The code computes with the facts and never holds one.
//   - A Referentiel never changes after Charger and gives copies only, so one value serves all
//     goroutines without a lock.
//   - Charger checks the files whole: codes given twice, an article or a source that is missing, a
//     reference to an unknown tariff, stop the program at start rather than a user later.
//   - It proposes, the user decides: a Proposition or a Calcul always says where each figure comes from.
//   - The searches take any text, never fail and stay far under two milliseconds: words are folded when
//     the data is loaded, and only the first letters of an overlong query are looked at.
//   - Money is in centimes, quantities in thousandths, VAT rates in hundredths of a percent, a day is a
//     time.Time at 00:00 UTC, the zero day being « unknown ».
//
// data/SOURCES.md gives the origin and the licence of each file.
package referentiel
