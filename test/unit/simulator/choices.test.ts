/** Every way through a program, each once, with nothing chosen that the program does not ask for. */
import { describe, expect, it } from 'vitest';
import { Choices } from '../../../server/src/simulator/choices.ts';

function coursesOf<T>(program: (choose: Choices['choose']) => T) {
  const choices = new Choices();
  const courses = choices.courses(() => program(choices.choose.bind(choices)));
  return Array.from(courses, ({ result, chosen }) => ({ result, chosen: Object.fromEntries(chosen) }));
}

describe('choices', () => {
  it('of a program that asks nothing are one course', () => {
    expect(coursesOf(() => 'done')).toEqual([{ result: 'done', chosen: {} }]);
  });

  it('are made in every combination, the first values first', () => {
    const results = coursesOf((choose) => [choose('a', 2), choose('b', 3)]).map(({ result }) => result);
    expect(results).toEqual([
      [0, 0],
      [0, 1],
      [0, 2],
      [1, 0],
      [1, 1],
      [1, 2],
    ]);
  });

  it('are asked only on the ways that ask', () => {
    expect(coursesOf((choose) => (choose('stops', 2) === 0 ? 'stopped' : `went on ${choose('how', 2)}`))).toEqual([
      { result: 'stopped', chosen: { stops: 0 } },
      { result: 'went on 0', chosen: { stops: 1, how: 0 } },
      { result: 'went on 1', chosen: { stops: 1, how: 1 } },
    ]);
  });

  it('are the same when they are asked for again', () => {
    const results = coursesOf((choose) => [choose('a', 2), choose('a', 2)]).map(({ result }) => result);
    expect(results).toEqual([
      [0, 0],
      [1, 1],
    ]);
  });
});
