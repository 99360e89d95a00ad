import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

interface Step {
  readonly id: string;
  readonly description: string;
  readonly media: { readonly svg: string; readonly altText: string };
  readonly completionEvents: readonly string[];
}

const root = path.resolve(import.meta.dirname, '../../..');
const text = (file: string): string => readFileSync(path.join(root, file), 'utf8');
const { contributes, files } = JSON.parse(text('package.json')) as {
  readonly files: readonly string[];
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly category: string }[];
    readonly walkthroughs: readonly { readonly steps: readonly Step[] }[];
  };
};
const steps = contributes.walkthroughs.flatMap((walkthrough) => walkthrough.steps);
const ours = contributes.commands.map(({ command }) => command);
/** Ours and those of VS Code that it names. */
const isCommand = (command: string): boolean => ours.includes(command) || command.startsWith('editor.action.');

it('gives every command its category', () => {
  expect(contributes.commands.filter(({ category }) => category !== 'Uptrack')).toEqual([]);
});

describe.each(steps.map((step) => [step.id, step] as const))('step %s of the walkthrough', (_, step) => {
  it('shows a picture that is packaged and takes its colours from the theme', () => {
    expect(files).toContain('docs/walkthrough/*.svg');
    expect(step.media.svg).toMatch(/^docs\/walkthrough\/\w+\.svg$/);
    expect(text(step.media.svg)).toContain('var(--vscode-editor-foreground');
    expect(step.media.altText).not.toBe('');
  });

  it('links to commands that there are', () => {
    const links = [...step.description.matchAll(/\(command:([\w.]+)\)/g)].map((match) => match[1] ?? '');
    expect(links.filter((command) => !isCommand(command))).toEqual([]);
  });

  it('is done by commands that there are, or by what the panel sets', () => {
    const panel = text('client/src/panel.ts');
    for (const event of step.completionEvents) {
      const [kind = '', name = ''] = event.split(':');
      if (kind === 'onCommand') expect(isCommand(name)).toBe(true);
      else expect([kind, panel.includes(`'${name}'`)]).toEqual(['onContext', true]);
    }
    expect(step.completionEvents).not.toEqual([]);
  });
});
