/** Asks the questions of a host for which there are answers, and remembers those that stay open. */
import type { Updates } from './host-answers.ts';
import type { HostProblem } from './host.ts';
import {
  choicesOf,
  questions,
  readAnswer,
  type AnswerOf,
  type OpenQuestion,
  type Question,
  type QuestionId,
} from './host-questions.ts';

/** By `answerKey`. */
export type Answers = Readonly<Record<string, string>>;

/** @param subject null: the host, or the kernel that runs */
export function answerKey(id: QuestionId, subject: string | null): string {
  return subject === null ? id : `${id} ${subject}`;
}

interface About {
  readonly subject?: string | null;
  /** How the sentence calls it; the subject itself where it is left out. */
  readonly shown?: string;
  /** Choices that the output suggests. */
  readonly extra?: OpenQuestion['choices'];
}

export class Asked {
  readonly open: OpenQuestion[] = [];
  readonly #answers: Answers;
  readonly #used = new Map<string, { readonly id: QuestionId; readonly about: About }>();
  #unlisted: number;

  /** @param unlisted number of updates that have names by being counted */
  constructor(answers: Answers, unlisted: number) {
    this.#answers = answers;
    this.#unlisted = unlisted;
  }

  /** Undefined where the question stays open. */
  ask<I extends QuestionId>(id: I, about: About = {}): AnswerOf<I> | undefined {
    const key = answerKey(id, about.subject ?? null);
    const given = this.#answers[key];
    if (given === undefined) {
      this.object(id, about, '');
      return undefined;
    }
    this.#used.set(key, { id, about });
    const answer = readAnswer(questions[id] as unknown as Question<AnswerOf<I>>, given);
    if (answer === undefined) this.object(id, about, `“${given}” is no answer to this.`);
    return answer;
  }

  /** Opens a question, again where it has an answer. */
  object(id: QuestionId, { subject = null, shown = subject ?? '', extra = [] }: About, remark: string): void {
    const { asks, why, form } = questions[id];
    const choices = [...extra, ...choicesOf(id)];
    this.open.push({ id, subject, asks: asks.replace('%s', shown), why, choices, form, remark });
  }

  /** Opens the answered question that a problem of the host file goes back to. False: there is none. */
  objectTo(path: HostProblem['path'], message: string, kernels: readonly { readonly release: string }[]): boolean {
    const index = path[0] === 'kernels' && typeof path[1] === 'number' ? path[1] : null;
    const field = path[index === null ? 0 : 2];
    const subject = index === null || index === 0 ? null : (kernels[index]?.release ?? null);
    const found = [...this.#used.values()].find(
      ({ id, about }) =>
        questions[id].field === field && (questions[id].about === null || (about.subject ?? null) === subject),
    );
    if (found === undefined) return false;
    this.object(found.id, found.about, message);
    return true;
  }

  /** Updates that are only counted get names of their own. */
  idsOf(updates: Updates): readonly string[] {
    return typeof updates === 'number'
      ? Array.from({ length: updates }, () => `unlisted-${++this.#unlisted}`)
      : updates;
  }

  unused(): readonly string[] {
    return Object.keys(this.#answers).filter((key) => !this.#used.has(key));
  }

  /** The open questions as the table has them, each about one kernel after the other. */
  inOrder(): readonly OpenQuestion[] {
    const order = Object.keys(questions);
    return [...this.open].sort((a, b) => order.indexOf(a.id) - order.indexOf(b.id));
  }
}
