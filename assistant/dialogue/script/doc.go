// Package script reads and plays the scripts of conversations: plain text that says who says what and
// what must follow. It is pure: a Banc carries the turns out, in memory for the unit tests or against
// the real service for `claudia rejouer`.
//
// One line is one thing; blank lines are free:
//
//	# a comment
//	@ 2026-10-14T10:00      the clock, Europe/Paris
//	% structures 2          how the world stands, in the words of the Banc
//	> c'est le 6            the person types
//	> [Tout est juste]      the person takes the quick reply whose words begin so
//	>                       the person sends an empty message
//	+ requisition.pdf       the person drops a document
//	< mardi 6 octobre       the words appear in the reply (spaces and apostrophes of any kind)
//	< !erreur               the words do not appear
//	< *                     there is a reply
//	< -                     there is none
//	= date_prestation 2026-10-06    the field holds this canonical value; « - » means empty
//	= 2.quantite 2000               … of the second line
//	? numero_affaire        the pending question; « - » means none
//	~ 1                     questions set aside
//	! AppelerHumain         the last turn had this effect; « ! -Ecrire » means it had not
package script
