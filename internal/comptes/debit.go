package comptes

import "claudia/internal/debit"

// essais bounds the login tries of one address before any password is computed: generous for an office
// behind one address, and slow for a dictionary.
func essais() debit.Limite { return debit.Limite{ParMinute: 30, DeSuite: 15} }
