/** Something the operator can put right: shown as one sentence, without a stack. */
export class Refusal extends Error {
  override readonly name = "Refusal";
}
