/** Our reading in the words of test/fixtures/python/reference.py. */
import { get, optionNames, read } from '../../server/src/config/reader.ts';
import type { Dialect, Reading, Value } from '../../server/src/config/reader.ts';
import { parse } from '../../server/src/config/syntax.ts';
import type { Answer, AnsweredOption, AnsweredValue } from './python.ts';

function valueOf(value: Value | undefined): AnsweredValue {
  if (value?.kind === 'text') return value.text;
  if (value?.kind === 'error') return { type: value.type, message: value.message };
  throw new Error(`a plain file has no ${value?.kind ?? 'missing'} value`);
}

function optionOf(reading: Reading, section: string, name: string): AnsweredOption {
  const own = section === 'DEFAULT' ? undefined : reading.sections.get(section)?.options.get(name);
  const raw = (own ?? reading.defaults.get(name))?.raw;
  if (typeof raw !== 'string') throw new Error(`a plain file has no unknown value: ${section}.${name}`);
  return [name, raw, valueOf(get(reading, section, name))];
}

function rawAnswer(text: string, dialect: Dialect): Answer {
  const reading = read(parse(text), dialect);
  const { error } = reading;
  if (error !== null) {
    // Python 2 ends a line at `\n` alone; our lines are those of an editor.
    const lines = parse(text).lines;
    const number = (index: number): number =>
      dialect === '2' ? text.slice(0, lines[index]?.start).split('\n').length : index + 1;
    return {
      error: {
        type: error.type,
        line: number(error.line),
        lines: error.lines.map(number),
        message: error.message,
      },
    };
  }
  return {
    sections: Array.from(reading.sections.keys(), (name) => ({
      name,
      options: optionNames(reading, name).map((option) => optionOf(reading, name, option)),
      own: dialect === '2' ? valueOf(get(reading, name, '__name__')) : null,
    })),
    defaults: Array.from(reading.defaults.keys())
      .filter((name) => name !== '__name__')
      .map((name) => optionOf(reading, 'DEFAULT', name)),
  };
}

/** A lone surrogate is saved to disk as U+FFFD, so that is what Python reads. */
const loneSurrogates = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

export function ourAnswer(text: string, dialect: Dialect): Answer {
  const answer = JSON.stringify(rawAnswer(text, dialect), (_, value: unknown) =>
    typeof value === 'string' ? value.replace(loneSurrogates, '\ufffd') : value,
  );
  return JSON.parse(answer) as Answer;
}
