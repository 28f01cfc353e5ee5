// Package assistant keeps the conversations: the journal of their messages, the turns of the engine
// and the hand-over to a human.
//
// Invariants (promises.md P1–P4, P28, P29):
//
//   - The journal is append only. In a conversation the messages are numbered 1..n without a hole;
//     the number is taken under the lock of the conversation's row, in the transaction that writes
//     the message, never from a sequence.
//   - A message is acknowledged after COMMIT. A client names each message (cid); sending it again,
//     even with other words, gives the first acknowledgement.
//   - The journal commits what waits together (group commit): a few writers, each conversation
//     always with the same one, so that the order holds; one notification a commit.
//   - Each entry of a person has exactly one turn: traite_seq moves in the transaction that carries
//     out the effects. The row of dialogues is the lock of the turn, so that a slow engine never
//     holds the journal. What a dead process left is taken up by any other.
//   - An engine that panics or takes too long costs its turn and nothing else: the step is kept,
//     the person is told, and a human is offered.
//   - Live events are hints; [Service.Depuis] is the truth.
package assistant
