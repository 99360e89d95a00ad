/** Sections and options by the names that a person sees. */
import { once } from '../analysis.ts';
import { findOption, findSection, type Option } from '../config/options.ts';
import type { OutlineOption, OutlineSection } from '../config/outline.ts';
import type { Document } from '../config/syntax.ts';
import { isRemark } from './refusals.ts';

export interface NamedOption extends OutlineOption {
  /** Lower case. */
  readonly name: string;
  readonly section: OutlineSection & { readonly name: string };
}

function namedIn(document: Document, { name: sectionName, ...rest }: OutlineSection): readonly NamedOption[] {
  if (sectionName === null) return [];
  const section = { ...rest, name: sectionName };
  const found: NamedOption[] = [];
  for (const { name, line, lastLine, isSettled } of section.options) {
    if (name === null || name === '' || !isSettled || isRemark(line, document)) continue;
    found.push({ name, line, lastLine, isSettled, section });
  }
  return found;
}

/** Those whose name and section are known for sure, whatever a template renders, and that no Python takes for comments. */
export const namedOptions = once(({ document, outline }): readonly NamedOption[] =>
  outline.flatMap((section) => namedIn(document, section)),
);

/** Those of them in a section that the client knows. */
export const optionsInKnownSections = once(({ document, outline }): readonly NamedOption[] =>
  outline.flatMap((section) => (findSection(section.name ?? '') ? namedIn(document, section) : [])),
);

export interface KnownOption extends NamedOption {
  readonly option: Option;
}

/** Those that the client looks for, where it looks for them. */
export const knownOptions = once((analysis): readonly KnownOption[] =>
  optionsInKnownSections(analysis).flatMap((named) => {
    const option = findOption(named.section.name, named.name);
    return option ? [{ ...named, option }] : [];
  }),
);

/** Of the sections that the client knows the first of each name, and the names of its options. */
export const knownSections = once(({ outline }) => {
  const byName = new Map<string, { readonly section: OutlineSection; readonly names: ReadonlySet<string> }>();
  for (const section of outline) {
    const { name, options } = section;
    if (name === null || !findSection(name) || byName.has(name)) continue;
    byName.set(name, { section, names: new Set(options.flatMap((option) => option.name ?? [])) });
  }
  return byName;
});
