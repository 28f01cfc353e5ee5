// Package compte holds the pages about who one is: login and logout, the account, structures with
// their parameters and bank details, habilitations.
package compte
