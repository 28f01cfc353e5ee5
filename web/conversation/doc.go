// Package conversation holds the pages of the assistant: the conversation beside the live draft, and
// the panel of the widget. It turns what the engine says (dialogue.Message) into bubbles with the same
// partials for the first page and for what the socket pushes.
package conversation
