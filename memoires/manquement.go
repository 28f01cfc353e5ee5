package memoires

// Gravite tells whether a Manquement keeps the mémoire from being sent.
type Gravite string

// The two weights.
const (
	Bloquant      Gravite = "bloquant"
	Avertissement Gravite = "avertissement"
)

// Manquement is one problem found by the control before sending (promises.md HT-15): all are
// returned at once, each with its field, its reason in French and the rule behind it.
type Manquement struct {
	Code      string // stable, snake case: `champ_obligatoire`, `ordre_dates`, `forclusion`…
	Gravite   Gravite
	Champ     Champ // field to go to; empty Cle when the whole mémoire is concerned
	Piece     *PieceManquante
	Message   string // French: what, where, what to do
	Article   string // « article 800 CPP », empty when the rule is of the form only
	Source    string
	AVerifier bool // the rule itself is not verified: shown as such
}
