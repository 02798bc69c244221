/** Answers to questions that lead on to others, perhaps in a circle: each the same one, whatever was asked before. */
export class Answers<Answer> {
  /** The answers that no circle takes part in. They hold from wherever a question starts. */
  readonly #settled = new Map<string, Answer>();
  /** The other answers, for questions that were asked directly. */
  readonly #given = new Map<string, Answer>();
  /** The other answers, for questions that the current one led to. They depend on where it started. */
  readonly #tentative = new Map<string, Answer>();
  readonly #underWay = new Set<string>();
  /** How often a question came back to one that was under way, or by one that depends on such a one. */
  #returns = 0;

  /**
   * @param work finds the answer; the questions that it leads on to are asked here, too
   * @param circular the answer to a question that leads back to itself, at the place where it does
   */
  get(question: string, work: () => Answer, circular: () => Answer): Answer {
    const settled = this.#settled.get(question);
    if (settled !== undefined) return settled;
    const isOutermost = this.#underWay.size === 0;
    const known = (isOutermost ? this.#given : this.#tentative).get(question);
    if (known !== undefined || this.#underWay.has(question)) {
      this.#returns++;
      return known ?? circular();
    }
    if (isOutermost) this.#tentative.clear();
    const returns = this.#returns;
    this.#underWay.add(question);
    try {
      const answer = work();
      const isInCircle = this.#returns > returns;
      (!isInCircle ? this.#settled : isOutermost ? this.#given : this.#tentative).set(question, answer);
      return answer;
    } finally {
      this.#underWay.delete(question);
    }
  }
}
