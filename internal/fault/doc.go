// Package fault holds the errors that a user may see.
//
// A fault has three audiences, kept apart: the Kind and Code for programs, the Message in French
// for the person, and the wrapped cause for the log. Anything that is not a fault is internal: the
// person reads a general sentence with a reference and the cause goes to the log only.
//
// Messages say what is wrong, where, and what to do. They never hold SQL, paths or stacks.
package fault
